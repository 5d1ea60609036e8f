import { expect, test } from 'vitest';
import { recordHost } from '../../../src/host/recording.js';
import { Memory, type Task } from '../../../src/session/memo/memory.js';
import { memoryHost } from '../../memory-host.js';

const files = { 'a.csv': 'a' };

/** A task that is made of its key alone, and of what it reads. */
const task = <Value>(run: Task<string, Value>['run']): Task<string, Value> => ({
  work: 'text',
  of: () => 'a',
  key: (key) => key,
  run,
});

test('calls for what is being made wait for it, and each knows what it depends on', async () => {
  const memory = new Memory();
  const hosts = [1, 2, 3].map(() => recordHost(memoryHost(files)));
  const read = task(async (_, own) => [await own.project.readText('a.csv')]);
  const made = hosts.map((host) => memory.ask(read, '', host));
  const [first, ...others] = await Promise.all(made);
  expect(first).toEqual(['a']);
  for (const other of others) expect(other).toBe(first);
  expect(memory.done.get('text')).toBe(1);
  expect(hosts.map((host) => host.answers().map(({ path }) => path))).toEqual([
    ['a.csv'],
    ['a.csv'],
    ['a.csv'],
  ]);
});

test('who waits for a call that fails makes the value itself', async () => {
  const memory = new Memory();
  const failed = memory.ask(
    task(() => Promise.reject(new Error('no'))),
    '',
    memoryHost(files),
  );
  const second = memory.ask(
    task(() => Promise.resolve('made')),
    '',
    memoryHost(files),
  );
  await expect(failed).rejects.toThrow('no');
  expect(await second).toBe('made');
});

test('calls with other keys, or other files, do not wait for one another', async () => {
  const memory = new Memory();
  const read = (key: string, text: string) =>
    memory.ask(
      task((_, own) => own.project.readText('a.csv')),
      key,
      memoryHost({ 'a.csv': text }),
    );
  expect(await Promise.all([read('', 'a'), read('', 'b'), read('other', 'c')])).toEqual(['a', 'b', 'c']);
});

test('a value depends on the parts that were looked at, on their absence, and on the names where those were asked for', async () => {
  const memory = new Memory();
  const [one, two] = [{ rows: 1 }, { rows: 2 }];
  const recall = async (
    of: string,
    data: Record<string, object>,
    look: (data: Record<string, object>) => unknown,
  ) => {
    const before = memory.done.get('text') ?? 0;
    const looking: Task<typeof data, unknown, { readonly data: typeof data }> = {
      work: 'text',
      of: () => of,
      parts: (data) => ({ data }),
      run: async (_, __, parts) => look(parts.data),
    };
    await memory.ask(looking, data, memoryHost({}));
    return (memory.done.get('text') ?? 0) > before;
  };
  const byName = (data: Record<string, object>): unknown =>
    Object.hasOwn(data, 'one') ? data.one : undefined;
  expect(await recall('name', { one }, byName)).toBe(true);
  expect(await recall('name', { one, two }, byName)).toBe(false);
  expect(await recall('name', { one: { rows: 1 } }, byName)).toBe(true);
  expect(await recall('absent', { two }, byName)).toBe(true);
  expect(await recall('absent', {}, byName)).toBe(false);
  expect(await recall('absent', { one }, byName)).toBe(true);
  expect(await recall('names', { one }, Object.keys)).toBe(true);
  expect(await recall('names', { one: two }, Object.keys)).toBe(false);
  expect(await recall('names', { one, two }, Object.keys)).toBe(true);
  expect(await recall('all', { one }, Object.values)).toBe(true);
  expect(await recall('all', { one: two }, Object.values)).toBe(true);
});

test('what equals what was there before is the same object', () => {
  const memory = new Memory();
  const before = memory.share('data', { a: { rows: [1] }, b: { rows: [2] } });
  const after = memory.share('data', { a: { rows: [1] }, b: { rows: [3] } });
  expect(after).toEqual({ a: { rows: [1] }, b: { rows: [3] } });
  expect(after.a).toBe(before.a);
  expect(memory.share('data', structuredClone(after))).toBe(after);
  expect(Object.keys(memory.share('data', { b: after.b, a: after.a }))).toEqual(['b', 'a']);
});
