import { expect, test } from 'vitest';
import { isCount } from '../../src/model/counted.js';
import { exact } from '../../src/model/exact.js';
import { coreOperations } from '../../src/model/operations/core.js';
import type { Operand } from '../../src/model/quantity.js';

const cell = {
  dataset: 'actions',
  keys: { action: '1.1.1' },
  field: 'status',
  origin: { file: 'data/actions.csv', line: 2, column: 1 },
};
const by = { data: { actions: { fields: [] } }, operations: coreOperations };
const two: Operand = { value: exact(2), operation: 'count', cells: [cell] };
const budget: Operand = { value: exact(2), operation: 'average', cells: [cell] };

test('a sum of counts counts what they count, whatever their cells hold', () => {
  const sum = { value: exact(4), unit: 'actions', operation: 'sum', cells: [cell, cell] } as const;
  expect(isCount({ ...sum, operands: [two, two] }, by)).toBe(true);
  expect(isCount({ ...sum, operands: [two, budget] }, by)).toBe(false);
  expect(isCount(sum, by)).toBe(false);
});
