import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** References whose braces go too deep, never end, or multiply a text, and works without number. */
export function make(root: string): void {
  appendFileSync(join(root, 'tallybook.yaml'), 'bibliography: refs.bib\n');
  const works = [
    `@book{deep, title = ${'{'.repeat(100_000)}`,
    `@string{a = {${'x'.repeat(1000)}}}`,
    ...Array.from({ length: 40 }, () => '@string{a = a # a}'),
    '@book{many, title = a # a # a}',
    ...Array.from({ length: 6000 }, (_, index) => `@book{k${index}, title = {T}}`),
    '@book{open, title = {T',
  ];
  writeFileSync(join(root, 'refs.bib'), works.join('\n'));
}
