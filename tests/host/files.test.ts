import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderFiles, insidePath, isWithin } from '../../src/host/files/files.js';
import { temporaryFolder } from './temporary-folder.js';

const onPosix = test.skipIf(process.platform === 'win32');

/** A project folder with a secret beside it. */
function project(): { root: string; outside: string } {
  const folder = temporaryFolder();
  const root = join(folder, 'project');
  mkdirSync(join(root, 'data'), { recursive: true });
  writeFileSync(join(root, 'data', 'të dhëna.csv'), 'year,cases\n');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  return { root, outside: folder };
}

describe('the files of a folder', () => {
  test('are read as bytes and as text', async () => {
    const files = folderFiles(project().root);
    expect(await files.readText('data/të dhëna.csv')).toBe('year,cases\n');
    expect(await files.read('./data/../data/të dhëna.csv')).toHaveLength(11);
    expect(await files.exists('data/të dhëna.csv')).toBe(true);
  });

  test('lose a byte order mark when read as text, and keep it as bytes', async () => {
    const { root } = project();
    writeFileSync(join(root, 'bom.txt'), '\uFEFFyear');
    const files = folderFiles(root);
    expect(await files.readText('bom.txt')).toBe('year');
    expect(await files.read('bom.txt')).toHaveLength(7);
  });

  test('are refused as text when they are not UTF-8', async () => {
    const { root } = project();
    writeFileSync(join(root, 'latin1.csv'), Buffer.from([0x76, 0x69, 0xeb]));
    await expect(folderFiles(root).readText('latin1.csv')).rejects.toMatchObject({
      name: 'FileProblem',
      reason: 'not-utf8',
      path: 'latin1.csv',
    });
  });

  test.each([
    '../secret.txt',
    'data/../../secret.txt',
    '/etc/passwd',
    'C:/secret.txt',
    'c:secret.txt',
    '..\\secret.txt',
    'data\\file.csv',
    '//server/share/secret.txt',
    '',
  ])('are not reached by %j', async (path) => {
    const files = folderFiles(project().root);
    await expect(files.read(path)).rejects.toMatchObject({ reason: 'outside', path });
    expect(await files.exists(path)).toBe(false);
  });

  test.each(['data/nul\0.csv', 'data/line\nbreak.csv', 'data/\u202Eturned.csv', 'data/\u009Bcontrol.csv'])(
    'are not named with control characters, as in %j',
    async (path) => {
      const files = folderFiles(project().root);
      await expect(files.read(path)).rejects.toMatchObject({ reason: 'not-a-path', path });
      expect(await files.exists(path)).toBe(false);
    },
  );

  onPosix(
    'are not reached through a link that leaves the folder, whether its target exists or not',
    async () => {
      const { root, outside } = project();
      symlinkSync(outside, join(root, 'way-out'));
      symlinkSync(join(outside, 'secret.txt'), join(root, 'data', 'link.csv'));
      const files = folderFiles(root);
      for (const path of ['way-out/secret.txt', 'way-out/nothing.txt', 'data/link.csv']) {
        await expect(files.read(path)).rejects.toMatchObject({ reason: 'outside' });
        expect(await files.exists(path)).toBe(false);
      }
      expect(await files.list('way-out')).toEqual([]);
    },
  );

  onPosix('are reached through a link that stays inside, and when the folder is itself a link', async () => {
    const { root, outside } = project();
    symlinkSync(join(root, 'data'), join(root, 'alias'));
    symlinkSync(root, join(outside, 'linked-project'));
    expect(await folderFiles(root).exists('alias/të dhëna.csv')).toBe(true);
    expect(await folderFiles(root).list('alias')).toEqual(['të dhëna.csv']);
    expect(await folderFiles(join(outside, 'linked-project')).exists('data/të dhëna.csv')).toBe(true);
  });

  test('are missing when nothing is there, also below a file or in a missing folder', async () => {
    const { root } = project();
    for (const path of ['nothing.csv', 'nowhere/nothing.csv', 'data/të dhëna.csv/x']) {
      await expect(folderFiles(root).read(path)).rejects.toMatchObject({ reason: 'missing', path });
    }
    await expect(folderFiles(join(root, 'nowhere')).read('x')).rejects.toMatchObject({ reason: 'missing' });
  });

  test('do not include folders', async () => {
    const files = folderFiles(project().root);
    await expect(files.read('data')).rejects.toMatchObject({ reason: 'not-a-file', found: 'a folder' });
    expect(await files.exists('data')).toBe(false);
  });

  onPosix('do not include a pipe, which would be read for ever', async () => {
    const { root } = project();
    execFileSync('mkfifo', [join(root, 'pipe.csv')]);
    const found = { reason: 'not-a-file', found: 'a named pipe' };
    await expect(folderFiles(root).read('pipe.csv')).rejects.toMatchObject(found);
  });

  test('are read up to the size that the reader takes, and beyond it not at all', async () => {
    const files = folderFiles(project().root);
    expect(await files.read('data/të dhëna.csv', 11)).toHaveLength(11);
    const found = { reason: 'too-large', found: '11' };
    await expect(files.read('data/të dhëna.csv', 10)).rejects.toMatchObject(found);
    await expect(files.readText('data/të dhëna.csv', 10)).rejects.toMatchObject(found);
  });
});

test('a path inside is normalised', () => {
  expect(insidePath('a/./b/../c')).toBe('a/c');
  expect(insidePath('a/..b')).toBe('a/..b');
});

test('a folder beside that begins with the same letters is not within', () => {
  const folder = temporaryFolder();
  expect(isWithin(join(folder, 'out'), join(folder, 'out', 'a'))).toBe(true);
  expect(isWithin(join(folder, 'out'), join(folder, 'out'))).toBe(true);
  expect(isWithin(join(folder, 'out'), join(folder, 'output', 'a'))).toBe(false);
  expect(isWithin(join(folder, 'out'), join(folder, 'out', '..a'))).toBe(true);
});
