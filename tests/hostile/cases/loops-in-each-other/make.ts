import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Nine loops in each other, which write more than any memory holds. */
export function make(root: string): void {
  const template = `${'{{#each (rows "accidents")}}\n'.repeat(9)}A line.\n\n${'{{/each}}\n'.repeat(9)}`;
  writeFileSync(join(root, 'templates/annual-report.md'), `# Accidents\n\n${template}`);
}
