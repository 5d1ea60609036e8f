import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordKey } from '../../src/host/record-key.js';
import { temporaryFolder } from './temporary-folder.js';

test('is made once, for this user alone, and stays', () => {
  const folder = join(temporaryFolder(), 'cache');
  const key = recordKey({ TALLYBOOK_CACHE: folder });
  expect(key).toHaveLength(32);
  expect(recordKey({ TALLYBOOK_CACHE: folder })).toEqual(key);
  expect(readdirSync(folder)).toEqual(['record-key']);
  if (process.platform !== 'win32') {
    expect(statSync(join(folder, 'record-key')).mode & 0o777).toBe(0o600);
  }
});

test('takes the place of what is no key', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'record-key'), 'short');
  const key = recordKey({ TALLYBOOK_CACHE: folder });
  expect(key).toHaveLength(32);
  expect(new Uint8Array(readFileSync(join(folder, 'record-key')))).toEqual(new Uint8Array(key ?? []));
  expect(readdirSync(folder)).toEqual(['record-key']);
});

test('is not asked for on a server, where records of a checkout are not believed', () => {
  expect(recordKey({ TALLYBOOK_CACHE: temporaryFolder(), CI: 'true' })).toBeUndefined();
});
