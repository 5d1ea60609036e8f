import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
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

const whole = ['browser/chromium', 'browser/inventory.txt', 'browser/lib/libnss3.so', 'browser/seen.txt'];

describe('unpacking once', () => {
  test('unpacks the first time and never again', async () => {
    const cache = temporaryFolder();
    const folder = join(cache, 'browser');
    const counted = unpacker();
    expect(await unpackOnce(folder, counted.unpack)).toBe(folder);
    expect(await unpackOnce(folder, counted.unpack)).toBe(folder);
    expect(await unpackOnce(folder, counted.unpack, { isRead: true })).toBe(folder);
    expect(counted.times).toBe(1);
    expect(listFiles(cache)).toEqual(whole);
  });

  test('is safe when several start at the same time', async () => {
    const cache = temporaryFolder();
    const folder = join(cache, 'browser');
    const { unpack } = unpacker();
    const folders = await Promise.all(Array.from({ length: 8 }, () => unpackOnce(folder, unpack)));
    expect(new Set(folders)).toEqual(new Set([folder]));
    expect(listFiles(cache)).toEqual(whole);
  });

  test('is safe when several find the same damaged copy', async () => {
    const cache = temporaryFolder();
    const folder = join(cache, 'browser');
    const { unpack } = unpacker();
    await unpackOnce(folder, unpack);
    truncateSync(join(folder, 'chromium'), 3);
    await Promise.all(Array.from({ length: 8 }, () => unpackOnce(folder, unpack)));
    expect(listFiles(cache)).toEqual(whole);
    expect(readFileSync(join(folder, 'chromium'), 'utf8')).toBe(content);
  });

  test.each<[string, (folder: string) => void]>([
    ['lacks a file', (folder) => rmSync(join(folder, 'lib', 'libnss3.so'))],
    ['lacks its inventory', (folder) => rmSync(join(folder, 'inventory.txt'))],
    ['has a damaged inventory', (folder) => writeFileSync(join(folder, 'inventory.txt'), 'half a line')],
    ['has an empty inventory', (folder) => writeFileSync(join(folder, 'inventory.txt'), '')],
    ['has a library more', (folder) => writeFileSync(join(folder, 'lib', 'libc.so.6'), 'theirs')],
    ['was cut short', (folder) => truncateSync(join(folder, 'chromium'), 3)],
  ])('unpacks again when the copy %s', async (_, damage) => {
    const folder = join(temporaryFolder(), 'browser');
    const counted = unpacker();
    await unpackOnce(folder, counted.unpack);
    damage(folder);
    await unpackOnce(folder, counted.unpack);
    expect(counted.times).toBe(2);
    expect(readFileSync(join(folder, 'chromium'), 'utf8')).toBe(content);
    expect(await unpackOnce(folder, counted.unpack, { isRead: true })).toBe(folder);
    expect(counted.times).toBe(2);
  });

  test('finds another program of the same size and date', async () => {
    const folder = join(temporaryFolder(), 'browser');
    const counted = unpacker();
    await unpackOnce(folder, counted.unpack);
    const program = join(folder, 'chromium');
    const { atime, mtime } = statSync(program);
    writeFileSync(program, content.toUpperCase());
    utimesSync(program, atime, mtime);
    await unpackOnce(folder, counted.unpack);
    expect(counted.times).toBe(2);
    expect(readFileSync(program, 'utf8')).toBe(content);
  });

  test('reads a copy that only seems to have changed once, and then takes it for what it is', async () => {
    const folder = join(temporaryFolder(), 'browser');
    const counted = unpacker();
    await unpackOnce(folder, counted.unpack);
    const seen = join(folder, 'seen.txt');
    const before = readFileSync(seen, 'utf8');
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(folder, 'chromium'), later, later);
    await unpackOnce(folder, counted.unpack);
    expect(counted.times).toBe(1);
    expect(readFileSync(seen, 'utf8')).not.toBe(before);
  });

  test('holds what it unpacks against what is known from elsewhere', async () => {
    const cache = temporaryFolder();
    const folder = join(cache, 'browser');
    const { unpack } = unpacker();
    await unpackOnce(folder, unpack);
    const expected = createHash('sha256')
      .update(readFileSync(join(folder, 'inventory.txt')))
      .digest('hex');
    const counted = unpacker();
    expect(await unpackOnce(folder, counted.unpack, { expected })).toBe(folder);
    expect(counted.times).toBe(0);
    // Also where somebody wrote an inventory and all else to match.
    const other = unpackOnce(folder, counted.unpack, { expected: '0'.repeat(64) });
    await expect(other).rejects.toThrow('is not what Tallybook knows');
    expect(counted.times).toBe(1);
    expect(listFiles(cache)).toEqual(whole);
  });

  test.skipIf(process.platform === 'win32')('does not trust a copy that others may write to', async () => {
    const folder = join(temporaryFolder(), 'browser');
    const counted = unpacker();
    await unpackOnce(folder, counted.unpack);
    chmodSync(join(folder, 'chromium'), 0o777);
    await unpackOnce(folder, counted.unpack);
    expect(counted.times).toBe(2);
    expect(statSync(join(folder, 'chromium')).mode & 0o777).toBe(0o700);
  });

  test.skipIf(process.getuid?.() !== 0)('does not trust a copy that belongs to someone else', async () => {
    const folder = join(temporaryFolder(), 'browser');
    const counted = unpacker();
    await unpackOnce(folder, counted.unpack);
    chownSync(join(folder, 'chromium'), 12345, 12345);
    await unpackOnce(folder, counted.unpack);
    expect(counted.times).toBe(2);
    expect(statSync(join(folder, 'chromium')).uid).toBe(0);
  });

  test('leaves nothing behind when unpacking fails, and passes the reason on', async () => {
    const cache = temporaryFolder();
    const full = unpackOnce(join(cache, 'browser'), async (target) => {
      await writeFile(join(target, 'chromium'), 'half');
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    });
    await expect(full).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(listFiles(cache)).toEqual([]);
  });
});
