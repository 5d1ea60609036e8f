import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A picture of ten gigabytes. */
export function make(root: string): void {
  const file = join(root, 'templates', 'picture.png');
  writeFileSync(file, '');
  truncateSync(file, 10_000_000_000);
}
