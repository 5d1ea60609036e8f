import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder of the output folder that lies outside; `check` says it too. */
export function make(root: string): void {
  mkdirSync(join(root, 'output'));
  symlinkSync(dirname(process.execPath), join(root, 'output', '.debug'));
}
