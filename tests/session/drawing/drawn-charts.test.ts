import { expect, test } from 'vitest';
import { hash } from '../../../src/session/drawing/drawn-charts.js';

test('a chart is known again by what it is drawn from, however the engine holds it', () => {
  const numbers = [1.5, 2];
  numbers[0] = 1;
  expect(hash(numbers)).toBe(hash([1, 2]));
  expect(hash('ж2014'.slice(1))).toBe(hash('2014'));
});

test('what differs has another hash', () => {
  const values: readonly unknown[] = [
    1,
    '1',
    1n,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    undefined,
    [],
    {},
    new Map([['a', 1]]),
    new Map([['a', 1n]]),
    new Set(['a']),
    { a: undefined },
    new Uint8Array([1]),
    new Uint8Array([2]),
    [['a', 1]],
  ];
  expect(new Set(values.map(hash)).size).toBe(values.length);
});
