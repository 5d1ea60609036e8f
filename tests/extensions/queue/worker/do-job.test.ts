import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { JobFailed } from '../../../../src/extensions/queue/host/queue.js';
import { openShare } from '../../../../src/extensions/queue/host/share.js';
import { type Job, putRun, readResult } from '../../../../src/extensions/queue/jobs.js';
import { doJob } from '../../../../src/extensions/queue/run-worker.js';
import type { BuiltJob } from '../../../../src/extensions/queue/worker/build-process.js';
import { environmentProblem } from '../../../../src/host/problems.js';
import { ChildEnded } from '../../../../src/host/processes/child.js';
import { temporaryFolder } from '../../../host/temporary-folder.js';

const whole: BuiltJob = { diagnostics: [], failed: [], finished: 1, lacking: [] };
const full = environmentProblem({
  severity: 'error',
  code: 'host/disk-full',
  message: 'Unexpected full disk, expected room',
});
const fault = {
  severity: 'error',
  code: 'content/unknown-dataset',
  message: 'Unexpected dataset',
  position: { file: 'templates/a.md', line: 3, column: 1 },
} as const;

/** What becomes of a job of which this is built, and why. */
async function ending(build: () => Promise<BuiltJob>, spoil?: (share: string) => void) {
  const folder = join(temporaryFolder(), 'share');
  const share = openShare(folder, 'share');
  const run = await putRun(share, { tool: 'one', environment: {}, draft: false, files: [] });
  const job: Job = { run, report: 'a', languages: ['en'], formats: ['html'] };
  spoil?.(folder);
  const done = await doJob('id', job, { share, env: {}, say: () => {}, builder: { build } }).then(
    (report) => report,
    (error: unknown) => (error instanceof JobFailed ? 'given up' : 'tried again'),
  );
  return { done, why: await readResult(share, 'id') };
}

test('a job that is built is the name of its report', async () => {
  expect(await ending(async () => whole)).toEqual({ done: 'a', why: undefined });
});

test('a report with errors is given up, and they stand in the shared directory', async () => {
  const failed = [{ language: 'en', diagnostics: [fault] }];
  expect(await ending(async () => ({ ...whole, finished: 0, failed }))).toEqual({
    done: 'given up',
    why: { diagnostics: [], failed },
  });
});

test.each([
  [
    'whose list of inputs is gone',
    'given up',
    /^The shared directory has no list of the inputs of `a`/,
    async () => whole,
  ],
  [
    'that read a file of which only the name is there',
    'given up',
    /^`a` reads `x.png`/,
    async () => ({ ...whole, lacking: ['x.png'] }),
  ],
  [
    'whose process was ended',
    'tried again',
    /^The process that built `a` ended/,
    () => Promise.reject(new ChildEnded('memory')),
  ],
] as const)('a job %s is %s, and says why', async (what, done, message, build) => {
  const spoil = (share: string): void => {
    if (!what.startsWith('whose list')) return;
    rmSync(join(share, 'runs'), { recursive: true });
    mkdirSync(join(share, 'runs'));
  };
  expect(await ending(build, spoil)).toEqual({
    done,
    why: {
      diagnostics: [expect.objectContaining({ code: 'queue/job', message: expect.stringMatching(message) })],
      failed: [],
    },
  });
});

test('a fault of the machine is told, and tried again', async () => {
  expect(await ending(() => Promise.reject(full))).toMatchObject({
    done: 'tried again',
    why: { diagnostics: [{ code: 'host/disk-full' }] },
  });
});
