/**
 * Reports that workers build, with a real queue: what needs one runs where `TALLYBOOK_TEST_VALKEY` holds the address of a Valkey or Redis, as
 * `.ci/run` sees to; `npm test` says when it does not. Workers as processes of their own, of which one is killed: `npm run test:deep`, which
 * needs a compiled `dist/`.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BuildResult } from '../../../../src/commands/build/result.js';
import { formatDiagnostic } from '../../../../src/diagnostics.js';
import { type QueueAddress, readQueueAddress } from '../../../../src/extensions/queue/host/connection.js';
import { openProducer } from '../../../../src/extensions/queue/host/queue.js';
import { openShare } from '../../../../src/extensions/queue/host/share.js';
import { ownChannel } from '../../../../src/extensions/queue/jobs.js';
import { work } from '../../../../src/extensions/queue/run-worker.js';
import { listFiles } from '../../../host/temporary-folder.js';
import { Machines, queue, smallProject } from './machines.js';

/** All that was put into the shared directory. */
const inShare = ({ share }: Machines): string =>
  listFiles(share)
    .filter((path) => statSync(join(share, path)).isFile())
    .map((path) => readFileSync(join(share, path), 'utf8'))
    .join('\n');

const seal =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#246"/></svg>';

/** Two reports, of which `b` is confidential. */
const withConfidential = {
  ...smallProject(['a', 'b']),
  'tallybook.yaml': `${smallProject(['a', 'b'])['tallybook.yaml']}confidential: confidential\n`.replace(
    'b: {',
    'b: {audience: confidential, ',
  ),
};

/** A report for each of several towns: only one of them shows a picture, and one asks for a year that is not there. */
const matrixProject = {
  ...smallProject(['towns']),
  'tallybook.yaml': `${smallProject(['towns'])['tallybook.yaml']}`.replace(
    'template:',
    'matrix: {file: data/towns.csv}, template:',
  ),
  'data/towns.csv': 'town,asked\nAlba,2024\nBrod,2024\nCair,2019\nDeva,2023\n',
  'seals/brod.svg': seal,
  'templates/towns.md': `# Visits {#sec-visits}

In {{param "town"}} there were {{value "visits" year=(param "asked")}}.
{{#if (eq (param "town") "Brod")}}

![The seal of Brod](../seals/brod.svg)
{{/if}}
`,
};

/** The folders of the reports that were published. */
const reportsOf = (published: BuildResult | undefined): string[] =>
  (published?.outputs ?? []).flatMap(({ path }) => /^(.*)\/published\.json$/.exec(path)?.[1] ?? []);

const workHere = (machines: Machines, options: Partial<Parameters<typeof work>[0]> = {}) =>
  work({
    queue,
    share: { folder: machines.share, shown: 'share' },
    concurrency: 1,
    lease: 5,
    untilEmpty: true,
    env: machines.env,
    say: (line) => void machines.said.push(line),
    ...options,
  });

describe('asked wrongly', () => {
  test('without an address of a queue, nothing is done', async () => {
    const machines = new Machines(smallProject(['a']));
    for (const asked of [{ queue: 'http://clerk:secret@queue' }, { queue: undefined }]) {
      const found = [await machines.enqueue(asked), await workHere(machines, asked)];
      for (const { diagnostics } of found) {
        expect(diagnostics).toMatchObject([{ code: 'queue/address' }]);
        expect(diagnostics.map(formatDiagnostic).join('')).not.toMatch('secret');
      }
    }
  });
});

describe.skipIf(queue === '')('enqueued reports', () => {
  /** Builds what was enqueued with a worker in this process. */
  const byOne = async (machines: Machines) => {
    let isOver = false;
    const enqueued = machines.enqueue({ wait: true, keepGoing: true }).finally(() => {
      isOver = true;
    });
    // It ends where nothing waits for it, as before anything is enqueued.
    while (!isOver) await workHere(machines);
    return enqueued;
  };
  /** Builds it with two processes, of which the first is killed at its work. */
  const byKilled = async (machines: Machines) => {
    const enqueued = machines.enqueue({ wait: true, keepGoing: true });
    const killed = machines.worker('--lease', '1');
    await killed.until(/Building/);
    killed.child.kill('SIGKILL');
    expect(await killed.end).toBe('SIGKILL');
    const other = machines.worker('--lease', '1');
    const found = await enqueued;
    other.child.kill('SIGTERM');
    expect(await other.end, other.said()).toBe(0);
    return found;
  };

  test.each([
    ['', byOne],
    ...(process.env.DEEP ? ([['though a worker is killed at its work, ', byKilled]] as const) : []),
  ] as const)('are those of one machine byte for byte, %sand one of many has errors', async (_, build) => {
    const machines = new Machines(matrixProject);
    const { diagnostics, published } = await build(machines);

    const { result, files } = await machines.buildElsewhere(true);
    expect(reportsOf(published)).toEqual(['towns/alba/en', 'towns/brod/en', 'towns/deva/en']);
    expect(diagnostics.map(formatDiagnostic)).toEqual(result.diagnostics.map(formatDiagnostic));
    expect(diagnostics).toMatchObject([
      { code: 'report/behind', items: [{ town: 'Deva', asked: '2023' }] },
      { items: [{ town: 'Cair', asked: '2019' }] },
    ]);
    expect(machines.published).toEqual(files);

    // What is there is not enqueued again, and nobody has to work for it.
    const again = await machines.enqueue({ wait: true, only: ['towns/alba', 'towns/deva'] });
    expect(reportsOf(again.published)).toEqual(['towns/alba/en', 'towns/deva/en']);
    expect(machines.said).toContain('2 reports are built already');
  });

  test('with errors are told before anything is enqueued', async () => {
    const machines = new Machines(smallProject(['a', 'b']));
    machines.write('templates/b.md', '# B {#sec-b}\n\n{{value "visitors" year=2024}}\n');
    const { diagnostics } = await machines.enqueue();
    expect(diagnostics).toMatchObject([
      { code: 'content/unknown-dataset', position: { file: 'templates/b.md' } },
    ]);
    expect(machines.said).toEqual([]);
    // With `keepGoing` the others are enqueued.
    expect((await machines.enqueue({ keepGoing: true })).diagnostics).toMatchObject([{ severity: 'error' }]);
    expect(machines.said[0]).toBe('Enqueued 1 report');
  });

  test('take along what they read, and nothing of confidential ones that were not named', async () => {
    const machines = new Machines(withConfidential);
    machines.write('templates/b.md', '# B {#sec-b}\n\nFor the minister: {{value "visits" year=2024}}.\n');
    machines.write('notes.txt', 'For nobody');
    expect((await machines.enqueue()).diagnostics).toEqual([]);
    expect(machines.said).toEqual([
      'Confidential reports are left out: name them in `--only` to enqueue them',
      'Enqueued 1 report',
      expect.stringMatching(/^No worker listens yet/),
    ]);
    expect(inShare(machines)).toMatch('Visits to a');
    expect(inShare(machines)).not.toMatch(/For the minister|For nobody/);
    await machines.enqueue({ only: ['b'] });
    expect(inShare(machines)).toMatch('For the minister');
  });

  test('are published for one audience, and nothing for another of which all have errors', async () => {
    const machines = new Machines(withConfidential);
    machines.write('templates/b.md', '# B {#sec-b}\n\n{{value "visitors" year=2024}}\n');
    const asked = { only: ['a', 'b'], keepGoing: true };
    await machines.enqueue(asked);
    await workHere(machines);
    const { published } = await machines.enqueue({ ...asked, wait: true });
    expect(reportsOf(published)).toEqual(['a/en']);
    expect(existsSync(join(machines.root, 'confidential', 'manifest.json'))).toBe(false);
  });

  test('of another version wait, and a worker that has nothing else says so and ends', async () => {
    const machines = new Machines(smallProject(['a']));
    const share = openShare(machines.share.replace(/share$/, ''), 'share');
    const own = await ownChannel(share, machines.env);
    const address = readQueueAddress(queue) as QueueAddress;
    const producers = [
      await openProducer(address, { ...own, tool: 'other', shown: 'Tallybook 0' }),
      await openProducer(address, { ...own, share: 'other', shown: 'Tallybook 0' }),
    ];
    for (const producer of producers) await producer.put([{ id: 'a', data: {} }]);
    const { diagnostics } = await workHere(machines, { share: { folder: share.folder, shown: 'share' } });
    expect(diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)).toEqual(
      expect.arrayContaining([
        'error queue/elsewhere: The queue has nothing for this worker, only a job for Tallybook 0',
        'warning queue/elsewhere: The queue has nothing for this worker, only a job for Tallybook 0, with another shared directory',
      ]),
    );
    await Promise.all(producers.map((producer) => producer.close()));
  });
});
