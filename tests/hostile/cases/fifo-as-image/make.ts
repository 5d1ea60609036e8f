import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** A named pipe in place of a picture. */
export function make(root: string): void {
  execFileSync('mkfifo', [join(root, 'templates', 'picture.png')]);
}
