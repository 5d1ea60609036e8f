import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hundred thousand quotations in a branch that is not taken, then lists and emphasis inside each other. */
export function make(root: string): void {
  const text = `# Depths\n\n{{#if (eq 1 2)}}\n${'>'.repeat(100_000)}\n{{/if}}\n\n${'- '.repeat(3000)}a\n\n${'*a '.repeat(20_000)}\n`;
  writeFileSync(join(root, 'templates/annual-report.md'), text);
}
