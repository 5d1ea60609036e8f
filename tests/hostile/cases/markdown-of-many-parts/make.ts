import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Nothing in each other, but too much beside each other: a table of 300,000 cells, and 20,000 marks in a paragraph. */
export function make(root: string): void {
  const row = (cell: string): string => `|${`${cell}|`.repeat(100)}\n`;
  const table = `${row('a')}${row('-')}${row('a').repeat(3000)}`;
  mkdirSync(join(root, 'templates/partials'));
  writeFileSync(join(root, 'templates/partials/marks.md'), `${'a**b'.repeat(20_000)}\n`);
  writeFileSync(
    join(root, 'templates/annual-report.md'),
    `# Parts\n\n${table}\n{{#if (eq 1 2)}}{{> marks}}{{/if}}\n`,
  );
}
