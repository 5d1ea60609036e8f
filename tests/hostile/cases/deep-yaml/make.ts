import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** So many lists inside each other that whoever reads them by recursion runs out of stack. */
export function make(root: string): void {
  appendFileSync(join(root, 'data/datapackage.yaml'), `keywords: ${'['.repeat(100_000)}\n`);
}
