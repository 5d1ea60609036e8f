import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Five megabytes of settings. */
export function make(root: string): void {
  appendFileSync(join(root, 'tallybook.yaml'), `# ${'x'.repeat(98)}\n`.repeat(50_000));
}
