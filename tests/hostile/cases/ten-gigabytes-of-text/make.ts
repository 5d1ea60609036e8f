import { truncateSync } from 'node:fs';
import { join } from 'node:path';

/** A template of ten gigabytes. */
export function make(root: string): void {
  truncateSync(join(root, 'templates', 'annual-report.md'), 10_000_000_000);
}
