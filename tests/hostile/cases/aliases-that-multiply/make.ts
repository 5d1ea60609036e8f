import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** A list of nine in a list of nine, and so on: ten lines that are four billion values. */
export function make(root: string): void {
  const lines = Array.from({ length: 9 }, (_, index) => {
    const items = Array.from({ length: 9 }, () => `*list${index}`);
    return `  list${index + 1}: &list${index + 1} [${items.join(', ')}]\n`;
  });
  appendFileSync(join(root, 'data/datapackage.yaml'), `lists:\n  list0: &list0 [a, b, c]\n${lines.join('')}`);
}
