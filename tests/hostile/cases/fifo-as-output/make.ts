import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A named pipe at the place of the page. */
export function make(root: string): void {
  const folder = join(root, 'output', 'annual-report', 'en');
  mkdirSync(folder, { recursive: true });
  execFileSync('mkfifo', [join(folder, 'annual-report.html')]);
}
