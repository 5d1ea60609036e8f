import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A named pipe at the place of the manifest. */
export function make(root: string): void {
  mkdirSync(join(root, 'output'));
  execFileSync('mkfifo', [join(root, 'output', 'manifest.json')]);
}
