import { expect, test } from 'vitest';
import { renderNumbers } from '../../../src/outputs/ledger/numbers.js';
import { type Exact, exact } from '../../../src/values/exact.js';
import type { Quantity } from '../../../src/values/quantity.js';

function published(value: Exact | Quantity['value']): { value: number; exact?: string } | undefined {
  const quantity: Quantity = {
    kind: 'quantity',
    value,
    unit: '',
    dataset: 'cases',
    cells: [],
    operation: 'value',
    digits: 0,
    illustrative: false,
    at: { file: 'a.md', line: 1, column: 1 },
  };
  const bytes = renderNumbers([{ text: '', place: 'text', quantity }]);
  return JSON.parse(new TextDecoder().decode(bytes)).numbers[0];
}

test('a number that a double holds stands alone', () => {
  expect(published(exact(125, 1000))).toMatchObject({ value: 0.125 });
  expect(published(exact(125, 1000))).not.toHaveProperty('exact');
  expect(published(exact(0))).not.toHaveProperty('exact');
});

test('a number that JSON readers would round keeps its fraction beside it', () => {
  expect(published(exact(1, 3))).toMatchObject({ exact: '1/3' });
  expect(published(exact(9007199254740993n))).toMatchObject({ exact: '9007199254740993' });
});

test('a missing value is no number and has no line', () => {
  expect(published({ kind: 'missing', code: '', symbol: '[x]', meaning: 'not available' })).toBeUndefined();
});
