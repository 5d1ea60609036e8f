import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** A named pipe in place of `tallybook.yaml`. */
export function make(root: string): void {
  const file = join(root, 'tallybook.yaml');
  rmSync(file);
  execFileSync('mkfifo', [file]);
}
