import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Links out of the project in place of what `tallybook.yaml` names: a file, a folder on the way, and nothing. */
export function make(root: string): void {
  symlinkSync(process.execPath, join(root, 'before.json'));
  symlinkSync(dirname(process.execPath), join(root, 'elsewhere'));
  symlinkSync('/nowhere', join(root, 'dangling.md'));
}
