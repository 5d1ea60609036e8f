import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** An output folder that would be made outside. */
export function make(root: string): void {
  symlinkSync('/nowhere/at/all', join(root, 'output'));
}
