import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Named pipes in place of the data package, a snapshot and a template. */
export function make(root: string): void {
  execFileSync('mkfifo', [join(root, 'package.yaml'), join(root, 'before.json'), join(root, 'report.md')]);
}
