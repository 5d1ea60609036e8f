import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a report that leads to the sources, inside the project. */
export function make(root: string): void {
  mkdirSync(join(root, 'output', 'annual-report'), { recursive: true });
  symlinkSync(join(root, 'data'), join(root, 'output', 'annual-report', 'en'));
}
