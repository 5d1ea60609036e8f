import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unpackOnce } from '../../../src/host/browser/unpacked-folder.js';
import { listFiles, temporaryFolder } from '../temporary-folder.js';

const content = 'a browser, more or less';

/** Unpacks two files, counting how often. */
function unpacker() {
  const unpacker = {
    times: 0,
    async unpack(target: string): Promise<void> {
      unpacker.times++;
      await writeFile(join(target, 'chromium'), content, { mode: 0o700 });
      mkdirSync(join(target, 'lib'));
      await writeFile(join(target, 'lib', 'libnss3.so'), 'library');
    },
  };
  return unpacker;
}

const whole = ['browser/chromium', 'browser/inventory.json', 'browser/lib/libnss3.so'];

describe('unpacking once', () => {
  test('unpacks the first time and never again', async () => {
    const cache = temporaryFolder();
    const folder = join(cache, 'browser');
    const counted = unpacker();
    expect(await unpackOnce(folder, 'quick', counted.unpack)).toBe(folder);
    expect(await unpackOnce(folder, 'quick', counted.unpack)).toBe(folder);
    expect(await unpackOnce(folder, 'whole', counted.unpack)).toBe(folder);
    expect(counted.times).toBe(1);
    expect(listFiles(cache)).toEqual(whole);
  });

  test('is safe when several start at the same time', async () => {
    const cache = temporaryFolder();
    const folder = join(cache, 'browser');
    const { unpack } = unpacker();
    const folders = await Promise.all(Array.from({ length: 8 }, () => unpackOnce(folder, 'quick', unpack)));
    expect(new Set(folders)).toEqual(new Set([folder]));
    expect(listFiles(cache)).toEqual(whole);
  });

  test('is safe when several find the same damaged copy', async () => {
    const cache = temporaryFolder();
    const folder = join(cache, 'browser');
    const { unpack } = unpacker();
    await unpackOnce(folder, 'quick', unpack);
    truncateSync(join(folder, 'chromium'), 3);
    await Promise.all(Array.from({ length: 8 }, () => unpackOnce(folder, 'quick', unpack)));
    expect(listFiles(cache)).toEqual(whole);
    expect(readFileSync(join(folder, 'chromium'), 'utf8')).toBe(content);
  });

  test.each<[string, (folder: string) => void]>([
    ['lacks a file', (folder) => rmSync(join(folder, 'lib', 'libnss3.so'))],
    ['lacks its inventory', (folder) => rmSync(join(folder, 'inventory.json'))],
    ['has a damaged inventory', (folder) => writeFileSync(join(folder, 'inventory.json'), '{"files": [')],
    ['has an empty inventory', (folder) => writeFileSync(join(folder, 'inventory.json'), '{"files": []}')],
    ['was cut short', (folder) => truncateSync(join(folder, 'chromium'), 3)],
  ])('unpacks again when the copy %s', async (_, damage) => {
    const folder = join(temporaryFolder(), 'browser');
    const counted = unpacker();
    await unpackOnce(folder, 'quick', counted.unpack);
    damage(folder);
    await unpackOnce(folder, 'quick', counted.unpack);
    expect(counted.times).toBe(2);
    expect(readFileSync(join(folder, 'chromium'), 'utf8')).toBe(content);
    expect(await unpackOnce(folder, 'whole', counted.unpack)).toBe(folder);
    expect(counted.times).toBe(2);
  });

  test('finds another content of the same size when it reads the copy through', async () => {
    const folder = join(temporaryFolder(), 'browser');
    const counted = unpacker();
    await unpackOnce(folder, 'quick', counted.unpack);
    writeFileSync(join(folder, 'chromium'), content.toUpperCase());
    await unpackOnce(folder, 'quick', counted.unpack);
    expect(counted.times).toBe(1);
    await unpackOnce(folder, 'whole', counted.unpack);
    expect(readFileSync(join(folder, 'chromium'), 'utf8')).toBe(content);
  });

  test.skipIf(process.platform === 'win32')('does not trust a copy that others may write to', async () => {
    const folder = join(temporaryFolder(), 'browser');
    const counted = unpacker();
    await unpackOnce(folder, 'quick', counted.unpack);
    chmodSync(join(folder, 'chromium'), 0o777);
    await unpackOnce(folder, 'quick', counted.unpack);
    expect(counted.times).toBe(2);
    expect(statSync(join(folder, 'chromium')).mode & 0o777).toBe(0o700);
  });

  test.skipIf(process.getuid?.() !== 0)('does not trust a copy that belongs to someone else', async () => {
    const folder = join(temporaryFolder(), 'browser');
    const counted = unpacker();
    await unpackOnce(folder, 'quick', counted.unpack);
    chownSync(join(folder, 'chromium'), 12345, 12345);
    await unpackOnce(folder, 'quick', counted.unpack);
    expect(counted.times).toBe(2);
    expect(statSync(join(folder, 'chromium')).uid).toBe(0);
  });

  test('leaves nothing behind when unpacking fails, and passes the reason on', async () => {
    const cache = temporaryFolder();
    const full = unpackOnce(join(cache, 'browser'), 'quick', async (target) => {
      await writeFile(join(target, 'chromium'), 'half');
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    });
    await expect(full).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(listFiles(cache)).toEqual([]);
  });
});
