/** Every character of every text in a value, objects and arrays all the way down; each object is looked into once. */
export function charactersIn(value: unknown): ReadonlySet<string> {
  const characters = new Set<string>();
  const seen = new Set<object>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') {
      // Most texts have nothing but what every font has; those are no more than looked at.
      if (unusual.test(next)) for (const character of next) characters.add(character);
    } else if (typeof next === 'object' && next !== null && !seen.has(next)) {
      seen.add(next);
      for (const part of Object.values(next)) open.push(part);
    }
  }
  return characters;
}

const unusual = /[^\n\t\x20-\x7E]/;
