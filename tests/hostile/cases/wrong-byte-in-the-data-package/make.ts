import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** A note in the data package that was saved as windows-1252. */
export function make(root: string): void {
  appendFileSync(join(root, 'data/datapackage.yaml'), Buffer.from('\n# d\xe9cembre\n', 'latin1'));
}
