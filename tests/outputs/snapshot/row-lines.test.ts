import { expect, test } from 'vitest';
import { RowLines } from '../../../src/outputs/snapshot/render-snapshot.js';

test('rows are written once for all reports that publish them, and others that are equal on their own', () => {
  let written = 0;
  const row = { keys: { year: '2024' }, cells: {}, toJSON: () => ++written } as never;
  const lines = new RowLines();
  const rows = [row, row];
  expect([lines.of(rows), lines.of(rows), lines.of([row])]).toEqual(['1,\n2', '1,\n2', '3']);
});
