import { expect, test } from 'vitest';
import { operations } from '../../../src/extensions/operations.js';
import { exact } from '../../../src/model/exact.js';
import type { Operand } from '../../../src/model/quantity.js';
import { twoRoundings } from '../../../src/outputs/ledger/contradictions.js';
import { entryOf } from './entries.js';

const share = (text: string, line: number) =>
  entryOf(text, exact(4900, 300), { operation: 'share', unit: '%', at: { file: 'a.md', line, column: 1 } });

test('one quantity in two roundings is a warning with both places', () => {
  expect(
    twoRoundings([share('16.3%', 2), share('16.3%', 5), share('16%', 9), share('16%', 12)], operations),
  ).toEqual([
    {
      severity: 'warning',
      code: 'number/two-roundings',
      message: 'One number is printed as `16%` here and as `16.3%` elsewhere',
      position: { file: 'a.md', line: 9, column: 1 },
      hint: 'give both the same `digits=`, or print one and point at it',
      see: [{ position: { file: 'a.md', line: 2, column: 1 }, note: 'where it is before' }],
    },
  ]);
});

test('signs, words and other quantities are no second rounding', () => {
  const sum = entryOf('16', exact(16), { operation: 'sum' });
  expect(
    twoRoundings([share('+16.3%', 1), share('16.3 per cent', 2), share('sixteen', 3), sum], operations),
  ).toEqual([]);
});

test('noughts behind the decimal mark are no second rounding, those of a thousand are digits', () => {
  const value = (text: string, line: number) =>
    entryOf(text, exact(46), { at: { file: 'a.md', line, column: 1 } });
  expect(twoRoundings([value('46.0', 1), value('46', 2), value('46.00', 3)], operations)).toEqual([]);
  expect(twoRoundings([value('46,000', 1), value('46', 2)], operations)).toHaveLength(1);
});

test('calculations on a change with its sign and without are two quantities', () => {
  const cells = [2013, 2014].map((year) => ({
    dataset: 'cases',
    field: 'cases',
    keys: { year: `${year}` },
    origin: { file: 'data/cases.csv', line: year },
  }));
  const change = { operation: 'change', value: exact(3), cells } as const;
  const ratio = (text: string, operand: Operand) =>
    entryOf(text, exact(1), { operation: 'ratio', operands: [operand, operand] });
  const entries = [
    ratio('0.4', { ...change, value: exact(-3) }),
    ratio('0.7', { ...change, absolute: true }),
  ];
  expect(twoRoundings(entries, operations)).toEqual([]);
});
