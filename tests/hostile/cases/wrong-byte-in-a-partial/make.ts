import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A partial with a byte order mark and a real U+FFFD, then a letter in Latin-1. */
export function make(root: string): void {
  mkdirSync(join(root, 'templates/partials'));
  writeFileSync(join(root, 'templates/annual-report.md'), '# Bytes\n\n{{> closing}}\n');
  const latin = Buffer.from('\xe9 closed.\n', 'latin1');
  const closing = Buffer.concat([Buffer.from('\ufeffOdd: \ufffd.\n\nThe caf'), latin]);
  writeFileSync(join(root, 'templates/partials/closing.md'), closing);
}
