import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of somebody at the place of the page. */
export function make(root: string): void {
  const folder = join(root, 'output', 'annual-report', 'en');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'annual-report.html'), '<p>Written by hand</p>');
}
