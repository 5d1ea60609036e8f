import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownMark } from '../../src/host/processes/process-mark.js';
import { lockOutput } from '../../src/host/publication/output-lock.js';
import { temporaryFolder } from './temporary-folder.js';

const [, start, place = ''] = ownMark().split('-');
const elsewhere = place === '0000' ? '1111' : '0000';
const claims = {
  living: `building-${process.ppid}-0-${place}-0123abcd`,
  dead: `building-999999999-${start}-${place}-0123abcd`,
  elsewhere: `building-4711-${start}-${elsewhere}-0123abcd`,
};

/** An output folder with the claim of a build. */
function claimed(name: keyof typeof claims): string {
  const root = join(temporaryFolder(), 'output');
  mkdirSync(join(root, '.build'), { recursive: true });
  writeFileSync(join(root, '.build', claims[name]), '');
  return root;
}

/** Waits for nobody; `said` is what it says meanwhile. */
const impatient = (said: string[] = []) => ({
  shown: 'out',
  say: (line: string) => void said.push(line),
  patience: 0,
  longest: 0,
});

describe('an output folder', () => {
  test('is had by one at a time, in one process too', async () => {
    const root = join(temporaryFolder(), 'output');
    const first = await lockOutput(root, impatient());
    expect(first.waited).toBe(false);
    await expect(lockOutput(root, impatient())).rejects.toMatchObject({ name: 'EnvironmentProblem' });
    first.release();
    const second = await lockOutput(root, impatient());
    expect(second.waited).toBe(false);
    second.release();
  });

  test('goes to who waits once the other is done, and that one knows that it waited', async () => {
    const root = join(temporaryFolder(), 'output');
    const first = await lockOutput(root, impatient());
    const said: string[] = [];
    const waiting = lockOutput(root, {
      ...impatient(said),
      longest: 60_000,
      say: (line) => {
        said.push(line);
        first.release();
      },
    });
    const second = await waiting;
    expect(said).toEqual([`Waiting for another build into out, process ${process.pid}`]);
    expect(second.waited).toBe(true);
    second.release();
  });

  test('that is held too long is a problem that names the process and the file', async () => {
    const root = claimed('living');
    await expect(lockOutput(root, impatient())).rejects.toMatchObject({
      diagnostic: {
        code: 'host/output-locked',
        message: expect.stringContaining(`process ${process.ppid}`),
        hint: expect.stringContaining(`out/.build/${claims.living}`),
        position: { file: 'out' },
      },
    });
    expect(readdirSync(join(root, '.build'))).toEqual([claims.living]);
  });

  test('is not held by a process that is gone', async () => {
    const root = claimed('dead');
    const lock = await lockOutput(root, impatient());
    expect(lock.waited).toBe(false);
    lock.release();
    expect(readdirSync(join(root, '.build'))).toEqual([]);
  });

  test('is held from another machine as long as that shows signs of life', async () => {
    const root = claimed('elsewhere');
    await expect(lockOutput(root, impatient())).rejects.toMatchObject({
      diagnostic: { code: 'host/output-locked' },
    });
    utimesSync(join(root, '.build', claims.elsewhere), 1, 1);
    const lock = await lockOutput(root, impatient());
    expect(lock.waited).toBe(false);
    lock.release();
  });

  test('that was made for nothing is taken away again, and one that was there is not', async () => {
    const folder = temporaryFolder();
    (await lockOutput(join(folder, 'out', 'put'), impatient())).release();
    expect(readdirSync(folder)).toEqual([]);
    mkdirSync(join(folder, 'own'));
    (await lockOutput(join(folder, 'own'), impatient())).release();
    expect(readdirSync(folder)).toEqual(['own']);
  });

  test('that cannot be written is a failure to write', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'mine');
    await expect(lockOutput(join(folder, 'file'), impatient())).rejects.toMatchObject({
      diagnostic: { code: 'host/write', hint: expect.stringContaining('move it away') },
    });
  });
});
