import { truncateSync } from 'node:fs';
import { join } from 'node:path';

/** A data file of ten gigabytes, which holds no blocks of the disk. */
export function make(root: string): void {
  truncateSync(join(root, 'data', 'accidents.csv'), 10_000_000_000);
}
