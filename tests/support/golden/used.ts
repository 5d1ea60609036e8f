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

/** Every text, or list of texts, that stands under a key anywhere in a tree: `type` finds the types of nodes. */
export function valuesOf(tree: unknown, key: string): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, below] of Object.entries(value)) {
      const texts: unknown[] = name !== key ? [] : Array.isArray(below) ? below : [below];
      for (const text of texts) if (typeof text === 'string') found.add(text);
      visit(below);
    }
  };
  visit(tree);
  return found;
}
