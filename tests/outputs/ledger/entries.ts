import type { Exact } from '../../../src/model/exact.js';
import type { FinishedEntry, Quantity } from '../../../src/model/quantity.js';

/** A ledger entry of one cell that prints `text`. */
export function entryOf(
  text: string,
  value: Exact | Quantity['value'],
  more: Partial<Quantity> = {},
): FinishedEntry {
  const cell = {
    dataset: 'cases',
    field: 'cases',
    keys: { year: '2014' },
    origin: { file: 'data/cases.csv', line: 2 },
  };
  const quantity: Quantity = {
    kind: 'quantity',
    value,
    unit: '',
    dataset: 'cases',
    cells: [cell],
    operation: 'value',
    digits: 0,
    illustrative: false,
    at: { file: 'a.md', line: 1, column: 1 },
    ...more,
  };
  return { id: 'sec-a:kq3f72ab', text, place: 'text', quantity };
}
