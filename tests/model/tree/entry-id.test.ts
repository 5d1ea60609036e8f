import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operations } from '../../../src/extensions/operations.js';
import { cellAddress } from '../../../src/model/dataset/cell-address.js';
import type { CellKey } from '../../../src/model/quantity.js';
import {
  EntryIds,
  formatEntryId,
  hashIdentity,
  identityOfQuantity,
  parseEntryId,
} from '../../../src/model/tree/entry-id.js';

const cell = (year: string, more: Readonly<Record<string, string>> = {}): CellKey => ({
  dataset: 'cases',
  field: 'cases',
  keys: { year, ...more },
  origin: { file: 'data/cases.csv', line: 2 },
});

test('a quantity is what was done to which cells, by their keys or by their addresses', () => {
  const cells = [cell('2014'), cell('2013')];
  const identity = identityOfQuantity({ operation: 'change', cells }, operations);
  expect(identity).toBe('change(cases/cases?year=2014,cases/cases?year=2013)');
  const addresses = cells.map(({ dataset, field, keys }) => cellAddress({ dataset, measure: field, keys }));
  expect(identityOfQuantity({ operation: 'change', cells: addresses }, operations)).toBe(identity);
  expect(identityOfQuantity({ operation: 'change', cells: cells.toReversed() }, operations)).not.toBe(
    identity,
  );
  expect(identityOfQuantity({ operation: 'difference', cells }, operations)).not.toBe(identity);
});

test('neither the line of a cell, nor the order of dimensions or of addends, makes another quantity', () => {
  const there = { ...cell('2014', { sex: 'male' }), origin: { file: 'data/other.csv', line: 99 } };
  const here = { ...cell('2014'), keys: { sex: 'male', year: '2014' } };
  expect(identityOfQuantity({ operation: 'value', cells: [there] }, operations)).toBe(
    identityOfQuantity({ operation: 'value', cells: [here] }, operations),
  );
  const addends = [cell('2014'), cell('2013')];
  expect(identityOfQuantity({ operation: 'sum', cells: addends }, operations)).toBe(
    identityOfQuantity({ operation: 'sum', cells: addends.toReversed() }, operations),
  );
});

test('operands say what was done to the cells before, and whether the sign was taken off', () => {
  const inner = { operation: 'change', cells: [cell('2014'), cell('2013')] };
  const of = (operand: typeof inner & { absolute?: true }) =>
    identityOfQuantity(
      { operation: 'ratio', cells: operand.cells, operands: [operand, operand] },
      operations,
    );
  expect(of({ ...inner, absolute: true })).not.toBe(of(inner));
  expect(of(inner)).not.toBe(identityOfQuantity({ operation: 'ratio', cells: inner.cells }, operations));
});

test('an id is read as it is written, and no place in a file is taken for one', () => {
  const section = fc.stringMatching(/^[a-z_][a-z0-9-]{0,20}$/);
  fc.assert(
    fc.property(section, fc.string(), fc.integer({ min: 1, max: 9999 }), (name, text, occurrence) => {
      const parts = { section: name, quantity: hashIdentity(text), occurrence };
      expect(parseEntryId(formatEntryId(parts))).toEqual(parts);
    }),
  );
  for (const typed of [
    'templates/a.md:41',
    'data/x.csv:12:3',
    'sec:12345678',
    'a:abcdefgh:1',
    'a:abcdefgh:0',
  ])
    expect(parseEntryId(typed)).toBeUndefined();
});

test('equals are counted in their section alone', () => {
  const ids = new EntryIds(operations);
  const value = { operation: 'value', cells: [cell('2014')] };
  const first = ids.next('sec-a', value);
  expect(ids.next('sec-b', value)).toBe(first.replace('sec-a', 'sec-b'));
  expect(ids.next('sec-a', { operation: 'value', cells: [cell('2013')] })).not.toBe(first);
  expect(ids.next('sec-a', value)).toBe(`${first}:2`);
});

test('whether cells have an order is said by the record, of the operations of features too', () => {
  const cells = [cell('2014'), cell('2013')];
  const loose: typeof operations = { ...operations, share: { ...operations.share, anyOrder: true } };
  const [one, other] = [cells, cells.toReversed()].map((each) => ({ operation: 'share', cells: each }));
  if (one === undefined || other === undefined) throw new Error('two shares');
  expect(identityOfQuantity(one, operations)).not.toBe(identityOfQuantity(other, operations));
  expect(identityOfQuantity(one, loose)).toBe(identityOfQuantity(other, loose));
});
