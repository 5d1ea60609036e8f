import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askVeraPdf } from '../../src/host/vera-pdf.js';
import { temporaryFolder } from './temporary-folder.js';

/** A program that answers as veraPDF does, and ends with a code for each profile. */
function veraPdf(ua1: number, a2: number): NodeJS.ProcessEnv {
  const path = join(temporaryFolder(), 'verapdf');
  writeFileSync(
    path,
    `#!/bin/sh\n[ "$1" = --version ] && echo "veraPDF 1.29.1" && exit 0\n[ "$2" = ua1 ] && exit ${ua1}\nexit ${a2}\n`,
  );
  chmodSync(path, 0o755);
  return { ...process.env, VERAPDF: path };
}

test.runIf(process.platform !== 'win32').each([
  [0, 0, { version: '1.29.1', conforms: { ua1: true, '2a': true } }],
  [1, 0, { version: '1.29.1', conforms: { ua1: false, '2a': true } }],
  [0, 8, undefined],
])('veraPDF that ends with %d and %d', async (ua1, a2, answer) => {
  expect(await askVeraPdf(new Uint8Array(), veraPdf(ua1, a2))).toEqual(answer);
});

test('a machine without veraPDF', async () => {
  expect(await askVeraPdf(new Uint8Array(), { VERAPDF: '/no/verapdf' })).toBeUndefined();
});
