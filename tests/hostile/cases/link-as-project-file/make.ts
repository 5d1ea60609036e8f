import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A link out of the project in place of `tallybook.yaml`. */
export function make(root: string): void {
  const file = join(root, 'tallybook.yaml');
  rmSync(file);
  symlinkSync(process.execPath, file);
}
