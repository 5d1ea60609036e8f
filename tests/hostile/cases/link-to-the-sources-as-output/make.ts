import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** An output folder that is, by a link, the folder of the templates. */
export function make(root: string): void {
  symlinkSync('templates', join(root, 'output'));
}
