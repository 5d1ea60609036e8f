import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A link out of the project in place of the data: to a file that is there on every machine. */
export function make(root: string): void {
  const file = join(root, 'data', 'accidents.csv');
  rmSync(file);
  symlinkSync(process.execPath, file);
}
