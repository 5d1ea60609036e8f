import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two thousand blocks inside each other. */
export function make(root: string): void {
  const text = `# Depths\n\n${'{{#if (eq 1 1)}}\n'.repeat(2000)}a\n${'{{/if}}\n'.repeat(2000)}`;
  writeFileSync(join(root, 'templates/annual-report.md'), text);
}
