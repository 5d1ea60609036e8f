import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectWhenIdle } from '../../../src/host/tuning/v8.js';

/** A large object that nobody else holds. */
const weak = (): WeakRef<object> => new WeakRef({ held: new Array(1000).fill(0) });

test('what nobody uses is let go when a thread waits, where there is much of it', async () => {
  const before = weak();
  await turn();
  collectWhenIdle(Number.POSITIVE_INFINITY);
  await turn();
  expect(before.deref()).toBeDefined();
  await turn();
  collectWhenIdle(0);
  await turn();
  await turn();
  expect(before.deref()).toBeUndefined();
});
