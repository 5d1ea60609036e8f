import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** A named pipe, at which whoever reads waits for ever. */
export function make(root: string): void {
  const file = join(root, 'data', 'accidents.csv');
  rmSync(file);
  execFileSync('mkfifo', [file]);
}
