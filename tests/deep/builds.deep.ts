/** Builds beside each other and browsers that hang, as `tests/cli` tries them one by one; these take longest. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildNext, killWhilePrinting } from '../cli/kill-while-printing.js';
import { ended, SharedProject } from '../cli/shared-project.js';
import { builtProject } from '../cli/slow-build.js';
import { isAlive } from '../host/browser/processes.js';

describe.skipIf(process.platform === 'win32')('builds at one time', () => {
  test('four that start at once lose none of their reports', async () => {
    const project = new SharedProject();
    const ends = await Promise.all(['a', 'b', 'c', 'd'].map((id) => ended(project.start(['--only', id]))));
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(project.named).toEqual(['a', 'b', 'c', 'd']);
    expect(project.leftovers()).toEqual([]);
    expect(await ended(project.start([]))).toMatchObject({
      said: expect.stringContaining('Nothing changed'),
    });
  });
});

describe.skipIf(process.platform !== 'linux')('a build that is killed while printing', () => {
  test('leaves a browser that hung, which the next build ends', async () => {
    const scene = builtProject();
    const started = await killWhilePrinting(scene, (pids) => {
      for (const pid of pids.filter(isAlive)) process.kill(pid, 'SIGSTOP');
    });
    expect(started.filter(isAlive)).not.toEqual([]);
    buildNext(scene);
    await expect.poll(() => started.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    expect(readdirSync(scene.temporary)).toEqual([]);
  });
});
