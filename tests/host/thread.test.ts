import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { EnvironmentProblem } from '../../src/host/host.js';
import { toolRoot } from '../../src/host/node-host.js';
import { Thread } from '../../src/host/processes/thread.js';
import type * as Finish from '../../src/outputs/pdf/finish.js';
import { temporaryFolder } from './temporary-folder.js';

let thread: Thread;
afterEach(() => thread.close());

const meta = { title: 't', author: 'a', language: 'en', epochSeconds: 0, producer: 'p' };
const position = { file: 'a.md', line: 1, column: 1 };

/** A PDF of one page without tags, the smallest that a reader takes. */
const untagged = new TextEncoder().encode(
  [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj',
    'trailer<</Root 1 0 R>>',
  ].join('\n'),
);

test('a call returns what the function returns', async () => {
  thread = new Thread();
  expect(await thread.call<typeof Finish.openPdfFinisher>('finish.js', 'openPdfFinisher')).toBe(undefined);
});

test('a problem of the environment arrives as one', async () => {
  thread = new Thread();
  const input = { printed: untagged, named: {}, meta, position };
  const pdfFinisher = await thread.hold<typeof Finish.openPdfFinisher>('finish.js', 'openPdfFinisher');
  const failed = pdfFinisher.hold('read', input);
  await expect(failed).rejects.toBeInstanceOf(EnvironmentProblem);
  await expect(failed).rejects.toMatchObject({ diagnostic: { code: 'host/browser-failed' } });
});

test('an error arrives as an error', async () => {
  thread = new Thread();
  const pdfFinisher = await thread.hold<typeof Finish.openPdfFinisher>('finish.js', 'openPdfFinisher');
  const failed = pdfFinisher.hold('read', 'no bytes' as never);
  await expect(failed).rejects.toThrow();
  await expect(failed).rejects.not.toBeInstanceOf(EnvironmentProblem);
});

test('a module or function that the package lacks is a problem of the environment, and the thread lives on', async () => {
  thread = new Thread();
  const lost = thread.call('nowhere.js', 'finish');
  await expect(lost).rejects.toMatchObject({ diagnostic: { code: 'host/thread' } });
  await expect(lost).rejects.toThrow(/nowhere/);
  await expect(thread.call('finish.js', 'nothing')).rejects.toMatchObject({
    diagnostic: { code: 'host/thread' },
  });
  await thread.call<typeof Finish.openPdfFinisher>('finish.js', 'openPdfFinisher');
});

test('what is held in the thread is called there by its name until it is dropped', async () => {
  const module = join(temporaryFolder(), 'counter.mjs');
  writeFileSync(
    module,
    `export async function open(from) {
      let count = from;
      const held = { next: async () => ++count, async fail() { throw new Error('no next'); } };
      const within = async (by) => ({ value: count * by, held: { count: async () => count, drop: async () => { count = 0; } } });
      return { value: { from }, held: { ...held, within } };
    }`,
  );
  thread = new Thread();
  type Open = (from: number) => Promise<{
    readonly value: { readonly from: number };
    readonly held: {
      next(): Promise<number>;
      fail(): Promise<number>;
      within(by: number): Promise<{
        readonly value: number;
        readonly held: { count(): Promise<number>; drop(): Promise<void> };
      }>;
    };
  }>;
  const path = relative(join(toolRoot(), 'bundle'), module);
  const one = await thread.hold<Open>(path, 'open', 1);
  const other = await thread.hold<Open>(path, 'open', 5);
  expect([one.value, other.value]).toEqual([{ from: 1 }, { from: 5 }]);
  expect([await one.call('next'), await other.call('next'), await one.call('next')]).toEqual([2, 6, 3]);
  await expect(one.call('fail')).rejects.toThrow('no next');
  one.drop();
  await expect(one.call('next')).rejects.toThrow(/asked for something that is no longer kept/);
  expect(await other.call('next')).toBe(7);
  const within = await other.hold('within', 10);
  expect([within.value, await within.call('count')]).toEqual([70, 7]);
  // What is let go is told.
  within.drop();
  await expect(within.call('count')).rejects.toThrow(/asked for something that is no longer kept/);
  expect(await other.call('next')).toBe(1);
});

test('a thread that ends fails the calls that wait for it', async () => {
  thread = new Thread();
  const waiting = thread.call<typeof Finish.openPdfFinisher>('finish.js', 'openPdfFinisher');
  const met = expect(waiting).rejects.toThrow('it ended before its work');
  await thread.close();
  await met;
});

describe.each([
  ['cannot be loaded', undefined, /Cannot find module/],
  ['is damaged', 'import "./gone.js";', /gone/],
  ['throws when it starts', 'throw new Error("no start");', /no start/],
  ['throws at a call', workerOn('() => { throw new Error("no call"); }'), /no call/],
  ['leaves at a call', workerOn('() => process.exit(1)'), /before its work/],
])('a thread that %s', (_, source, said) => {
  test('fails the call that waits and every later one, as a problem of the environment', async () => {
    const main = join(temporaryFolder(), 'main.mjs');
    if (source !== undefined) writeFileSync(main, source);
    thread = new Thread(main);
    for (let call = 0; call < 2; call++) {
      const failed = thread.call('finish.js', 'openPdfFinisher');
      await expect(failed).rejects.toMatchObject({ diagnostic: { code: 'host/thread' } });
      await expect(failed).rejects.toThrow(said);
    }
  });
});

test('a thread that uses up its memory is a lack of memory, not a fault of the program', async () => {
  const main = join(temporaryFolder(), 'main.mjs');
  writeFileSync(
    main,
    workerOn('() => { const all = []; for (;;) all.push(new Array(1000).fill(all.length)); }'),
  );
  thread = new Thread(main, { mostMegabytes: 24 });
  const failed = thread.call('finish.js', 'openPdfFinisher');
  await expect(failed).rejects.toMatchObject({
    diagnostic: { code: 'host/memory', message: expect.stringContaining('memory limit') },
  });
});

function workerOn(handler: string): string {
  return `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', ${handler});\n`;
}
