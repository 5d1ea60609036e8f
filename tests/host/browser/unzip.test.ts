import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { unzip } from '../../../src/host/browser/install.js';
import { listFiles, temporaryFolder } from '../temporary-folder.js';
import { type ZipEntry, zipOfEntries } from './zip.js';

const file = 0o100644;
const program = 0o100755;
const link = 0o120777;

/** Unpacks an archive of these entries into `new/`; returns what there is then, also beside it. */
async function unpack(entries: readonly ZipEntry[]): Promise<string[]> {
  const root = temporaryFolder();
  writeFileSync(join(root, 'archive.zip'), zipOfEntries(entries));
  writeFileSync(join(root, 'victim'), 'mine');
  await unzip(join(root, 'archive.zip'), join(root, 'new')).catch((error: unknown) => {
    expect(listFiles(root)).toEqual(['archive.zip', 'victim']);
    throw error;
  });
  expect(readFileSync(join(root, 'victim'), 'utf8')).toBe('mine');
  return listFiles(join(root, 'new'));
}

describe('unpacking an archive', () => {
  test('writes its files and folders, for this user alone', async () => {
    const root = temporaryFolder();
    const entries = [
      { path: 'a/', text: '', mode: 0o040755 },
      { path: 'a/program', text: 'run', mode: program },
      { path: 'b/c/text', text: 'read', mode: file },
      { path: 'of-windows', text: 'x', mode: 0 },
    ];
    writeFileSync(join(root, 'archive.zip'), zipOfEntries(entries));
    await unzip(join(root, 'archive.zip'), join(root, 'new'));
    expect(listFiles(join(root, 'new'))).toEqual(['a/program', 'b/c/text', 'of-windows']);
    expect(readFileSync(join(root, 'new', 'a', 'program'), 'utf8')).toBe('run');
    if (process.platform === 'win32') return;
    expect(statSync(join(root, 'new', 'a', 'program')).mode & 0o777).toBe(0o700);
    expect(statSync(join(root, 'new', 'b', 'c', 'text')).mode & 0o777).toBe(0o600);
  });

  test.each<[string, readonly ZipEntry[], RegExp]>([
    ['a link', [{ path: 'out', text: '../victim', mode: link }], /neither a file nor a folder/],
    [
      'a link, and a file of its name',
      [
        { path: 'out', text: '../victim', mode: link },
        { path: 'out', text: 'theirs', mode: file },
      ],
      /neither a file nor a folder/,
    ],
    ['a pipe', [{ path: 'pipe', text: '', mode: 0o010644 }], /neither a file nor a folder/],
    [
      'a file that calls itself a folder',
      [{ path: 'a', text: '', mode: 0o040755 }],
      /neither a file nor a folder/,
    ],
    ['the way out', [{ path: '../victim', text: 'theirs', mode: file }], /invalid relative path/],
    ['an absolute path', [{ path: '/tmp/tallybook-victim', text: 'theirs', mode: file }], /absolute path/],
    ['a path of Windows', [{ path: '..\\victim', text: 'theirs', mode: file }], /invalid characters/],
    [
      'a file twice',
      [
        { path: 'a', text: '1', mode: file },
        { path: 'a', text: '2', mode: program },
      ],
      /in the archive twice/,
    ],
    [
      'two files that are one where case does not count',
      [
        { path: 'Å', text: '1', mode: file },
        { path: 'a\u030a', text: '2', mode: file },
      ],
      /in the archive twice/,
    ],
    [
      'more than a browser comes to',
      [
        { path: 'a', text: '', mode: file, claims: 1_500_000_000 },
        { path: 'b', text: '', mode: file, claims: 1_500_000_000 },
      ],
      /unpacks to more than/,
    ],
  ])('refuses %s before anything is written', async (_, entries, said) => {
    await expect(unpack(entries)).rejects.toThrow(said);
  });

  test('gives up at once where a file is longer than it says, as bombs are', async () => {
    const root = temporaryFolder();
    const bomb = deflateRawSync(Buffer.alloc(5_000_000));
    writeFileSync(
      join(root, 'archive.zip'),
      zipOfEntries([{ path: 'a', text: bomb, mode: file, claims: 10 }]),
    );
    await expect(unzip(join(root, 'archive.zip'), join(root, 'new'))).rejects.toThrow('too many bytes');
  });

  test('writes no file where it has a folder', async () => {
    const root = temporaryFolder();
    const entries = [
      { path: 'a/b', text: '1', mode: file },
      { path: 'a', text: '2', mode: file },
    ];
    writeFileSync(join(root, 'archive.zip'), zipOfEntries(entries));
    await expect(unzip(join(root, 'archive.zip'), join(root, 'new'))).rejects.toThrow();
    expect(existsSync(join(root, 'new', 'a', 'b'))).toBe(true);
  });
});
