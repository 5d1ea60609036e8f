import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../src/host/files/folders.js';
import { temporaryFolder } from './temporary-folder.js';

const onPosix = test.skipIf(process.platform === 'win32');

test('a folder is made with its parents, and the first that was made is told', () => {
  const root = temporaryFolder();
  expect(makeFolder(join(root, 'a', 'b', 'c'))).toBe(join(root, 'a'));
  expect(existsSync(join(root, 'a', 'b', 'c'))).toBe(true);
  expect(makeFolder(join(root, 'a', 'd'))).toBe(join(root, 'a', 'd'));
  expect(makeFolder(join(root, 'a', 'd'))).toBeUndefined();
});

onPosix('a folder is made for whom it is meant', () => {
  const root = temporaryFolder();
  makeFolder(join(root, 'a', 'b'), 0o700);
  for (const path of ['a', 'a/b']) expect(statSync(join(root, path)).mode & 0o777).toBe(0o700);
});

test('a file in the way is an error', () => {
  const root = temporaryFolder();
  writeFileSync(join(root, 'file'), '');
  mkdirSync(join(root, 'folder'));
  expect(() => makeFolder(join(root, 'file'))).toThrow('EEXIST');
  expect(() => makeFolder(join(root, 'file', 'below'))).toThrow(/ENOTDIR|EEXIST|ENOENT/);
});

// Node's own tries for ever.
test.skipIf(process.platform !== 'linux')('a place that takes no folder is an error, and soon', () => {
  expect(() => makeFolder('/proc/nowhere/.cache/tallybook')).toThrow('ENOENT');
});
