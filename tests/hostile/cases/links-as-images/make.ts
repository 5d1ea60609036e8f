import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file and a folder that lie outside, as pictures; and one that is not there, whose neighbours are not named. */
export function make(root: string): void {
  symlinkSync(process.execPath, join(root, 'templates', 'picture.png'));
  symlinkSync(dirname(process.execPath), join(root, 'templates', 'pictures'));
}
