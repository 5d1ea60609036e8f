import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A heading of 400,000 characters, which a browser takes minutes to print. */
export function make(root: string): void {
  writeFileSync(
    join(root, 'templates/annual-report.md'),
    `# Visits\n\n## ${'visits '.repeat(60_000)}\n\nText.\n`,
  );
}
