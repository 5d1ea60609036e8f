import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An output folder that lies outside. */
export function make(root: string): void {
  symlinkSync(dirname(process.execPath), join(root, 'output'));
}
