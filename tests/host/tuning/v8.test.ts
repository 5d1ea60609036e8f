import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { idleCollector } from '../../../src/host/tuning/v8.js';

/** A large object that nobody else holds. */
const weak = (): WeakRef<object> => new WeakRef({ held: new Array(1000).fill(0) });

/** Whether what nobody uses is let go when a thread waits. */
async function letsGo(collect: () => void): Promise<boolean> {
  const unused = weak();
  await turn();
  collect();
  await turn();
  await turn();
  return unused.deref() === undefined;
}

test('what nobody uses is let go when a thread waits, where there is much of it', async () => {
  expect(await letsGo(idleCollector(Number.POSITIVE_INFINITY))).toBe(false);
  expect(await letsGo(idleCollector(0))).toBe(true);
});

test('what is used is not gone through again for little that has come', async () => {
  const collect = idleCollector(0);
  expect(await letsGo(collect)).toBe(true);
  expect(await letsGo(collect)).toBe(false);
});
