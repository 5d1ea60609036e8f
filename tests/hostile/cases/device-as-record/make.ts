import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A link to a device that never ends at the place of the record of the last build. */
export function make(root: string): void {
  mkdirSync(join(root, 'output', '.build'), { recursive: true });
  symlinkSync('/dev/zero', join(root, 'output', '.build', 'pages.json'));
}
