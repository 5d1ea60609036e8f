import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The names that the templates of a project call, as a regular expression finds them: `{{name`, `{{#name`, `(name`. */
export function calledNames(project: string): Set<string> {
  const templates = readdirSync(join(project, 'templates'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:md|yaml)$/.test(path))
    .map((path) => readFileSync(join(project, 'templates', path), 'utf8'));
  const calls = templates.flatMap((text) => [...text.matchAll(/(?:\{\{#?\s*|\()([a-z][a-z-]*)(?=[\s}])/g)]);
  return new Set(calls.map(([, name = '']) => name));
}

/** Every text, or list of texts, that stands under each of some keys anywhere in trees, which are large: `type` finds the types of nodes. */
export function valuesOf<Key extends string>(
  trees: unknown,
  keys: readonly Key[],
): ReadonlyMap<Key, Set<string>> {
  const found = new Map(keys.map((key) => [key, new Set<string>()]));
  const isAsked = (name: string): name is Key => found.has(name as Key);
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, below] of Object.entries(value)) {
      if (typeof below === 'object') visit(below);
      if (!isAsked(name)) continue;
      for (const text of [below].flat()) if (typeof text === 'string') found.get(name)?.add(text);
    }
  };
  visit(trees);
  return found;
}
