/** More pairs than that are not compared: two texts of so many words have little in common. */
const mostPairs = 16_000_000;

/** The longest sequence that two lists have in common, as pairs of indexes. */
export function commonPairs(one: readonly string[], other: readonly string[]): [number, number][] {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const before = Array.from({ length: start }, (_, at): [number, number] => [at, at]);
  const after = Array.from({ length: end }, (_, at): [number, number] => [
    one.length - end + at,
    other.length - end + at,
  ]);
  const middle = longest(one.slice(start, one.length - end), other.slice(start, other.length - end));
  return [...before, ...middle.map(([a, b]): [number, number] => [a + start, b + start]), ...after];
}

function longest(one: readonly string[], other: readonly string[]): [number, number][] {
  const width = other.length + 1;
  if (one.length * width > mostPairs) return [];
  // How long the sequence is that two ends of the lists have in common.
  const lengths = new Uint32Array((one.length + 1) * width);
  for (let a = one.length - 1; a >= 0; a--)
    for (let b = other.length - 1; b >= 0; b--) {
      const at = a * width + b;
      lengths[at] =
        one[a] === other[b]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  const pairs: [number, number][] = [];
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    const at = a * width + b;
    if (one[a] === other[b]) pairs.push([a++, b++]);
    else if ((lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0)) a++;
    else b++;
  }
  return pairs;
}

/** Where two lists differ: `from` to `to` of the one became `others` of the other. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

/** Tokens that two texts have in common by chance, where words around them were written anew: a word and the blanks beside it. */
const mostByChance = 3;

/** The differences of two lists of tokens in their order; those with a word between them are one. */
export function hunksOf(one: readonly string[], other: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [from, otherFrom] = [0, 0];
  const pairs = commonPairs(one, other);
  for (const [to, otherTo] of [...pairs, [one.length, other.length] as const]) {
    if (from < to || otherFrom < otherTo) {
      const last = hunks.at(-1);
      const between = last === undefined ? [] : one.slice(last.to, from);
      const isNear = between.length <= mostByChance && between.every((token) => /^[\p{L} ]+$/u.test(token));
      if (last !== undefined && isNear) hunks[hunks.length - 1] = { ...last, to, otherTo };
      else hunks.push({ from, to, otherFrom, otherTo });
    }
    [from, otherFrom] = [to + 1, otherTo + 1];
  }
  return hunks;
}
