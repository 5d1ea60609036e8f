import { expect, test } from 'vitest';
import { operations } from '../../../src/extensions/operations.js';
import { exact } from '../../../src/model/exact.js';
import type { OperationDefinition } from '../../../src/model/operations/definition.js';
import type { Operations } from '../../../src/model/operations/operations.js';
import { worth } from '../../support/worth.js';

test('a record without the operations of an extension does not compile, nor one with half of what an operation is', () => {
  const { 'target-fulfilment': _, ...others } = operations;
  // @ts-expect-error The plan has declared its operations, and they are not here.
  const lacking: Operations = others;
  // @ts-expect-error No messages, and nothing of what it counts.
  const half: OperationDefinition = { digits: 1, calculation: { kind: 'count' } };
  expect(Object.keys(lacking).length).toBeLessThan(Object.keys(operations).length);
  expect(half).toBeDefined();
});

test('the way to a target below the baseline is a way', () => {
  expect(worth('target-fulfilment', 8, 10, 6)).toEqual(exact(50));
  expect(worth('target-fulfilment', 8, 10, 10)).toBeUndefined();
});

test('an implementation rate has planned actions above nothing', () => {
  expect([worth('implementation-rate', 1, 0), worth('implementation-rate', 1, -4)]).toEqual([
    undefined,
    undefined,
  ]);
});
