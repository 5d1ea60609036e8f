import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FileWatch, foldersOf, watchFiles } from '../../../src/extensions/preview/host/watch-files.js';

let root: string;
let watch: FileWatch;
let changes = 0;
const paths = { files: ['project.yaml', 'data/a.csv', 'data/b.csv'], folders: ['lexicon'] };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tallybook-watch-'));
  mkdirSync(join(root, 'data'));
  writeFileSync(join(root, 'data/a.csv'), '1');
  changes = 0;
  watch = watchFiles(root, () => void changes++);
  watch.follow(paths);
});
afterEach(() => {
  watch.close();
  rmSync(root, { recursive: true, force: true });
});

/** Does something, and waits until it is told of it. */
async function isTold(act: () => void): Promise<void> {
  const before = changes;
  act();
  await expect.poll(() => changes, { timeout: 5000 }).toBeGreaterThan(before);
  watch.follow(paths);
}

test('watched are the folders of files, those that are listed, and all above them, never what is outside', () => {
  expect([...foldersOf({ files: ['a/b/c.md', 'd.md', '../x/y'], folders: ['e/f', 'a'] })].sort()).toEqual([
    '',
    'a',
    'a/b',
    'e',
    'e/f',
  ]);
});

describe('a watch on files', () => {
  test('tells of a file that is written, that appears, and that an editor puts in the place of another', async () => {
    await isTold(() => writeFileSync(join(root, 'data/a.csv'), '2'));
    await isTold(() => writeFileSync(join(root, 'data/b.csv'), '1'));
    await isTold(() => {
      writeFileSync(join(root, 'data/a.csv~'), '3');
      renameSync(join(root, 'data/a.csv~'), join(root, 'data/a.csv'));
    });
    await isTold(() => rmSync(join(root, 'data/a.csv')));
  });

  test('goes on after a folder was deleted and made again, and sees one that was not there', async () => {
    await isTold(() => rmSync(join(root, 'data'), { recursive: true }));
    await isTold(() => mkdirSync(join(root, 'data')));
    await isTold(() => writeFileSync(join(root, 'data/a.csv'), '4'));
    await isTold(() => mkdirSync(join(root, 'lexicon')));
    await isTold(() => writeFileSync(join(root, 'lexicon/en.yaml'), ''));
  });

  test('survives a folder that becomes a link to itself', async () => {
    await isTold(() => {
      rmSync(join(root, 'data'), { recursive: true });
      symlinkSync('data', join(root, 'data'));
    });
    await isTold(() => rmSync(join(root, 'data')));
  });

  test('tells once of what the system tells, and by its own looks of what the system does not', async () => {
    // The system tells of the link alone, not of the file where it leads.
    watch.close();
    const outside = mkdtempSync(join(tmpdir(), 'tallybook-watch-'));
    writeFileSync(join(outside, 'a.csv'), '1');
    rmSync(join(root, 'data/a.csv'));
    symlinkSync(join(outside, 'a.csv'), join(root, 'data/a.csv'));
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let told = 0;
    const looking = watchFiles(root, () => void told++);
    const look = async (): Promise<void> => {
      vi.advanceTimersByTime(2000);
      for (let turn = 0; turn < 5; turn++)
        await Promise.all(paths.files.map((file) => stat(join(root, file)).catch(() => {})));
    };
    try {
      looking.follow({ files: ['data/a.csv', 'data/b.csv'], folders: [] });
      await look();
      expect(told).toBe(0);
      symlinkSync(join(outside, 'a.csv'), join(root, 'data/b.csv'));
      await expect.poll(() => told, { timeout: 5000 }).toBe(1);
      await look();
      expect(told).toBe(1);
      utimesSync(join(outside, 'a.csv'), 1, 1);
      await look();
      expect(told).toBe(2);
    } finally {
      looking.close();
      vi.useRealTimers();
      rmSync(outside, { recursive: true, force: true });
    }
  });
});
