import { compare, multiply } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { problem } from '../../problems/problem.js';
import type { CheckedRow } from '../tables.js';
import { exactOf, figure, numberIn } from './cells.js';
import { describeKeys, type Finding, type GateRule } from './gate-rule.js';
import type { JumpRule } from './rules.js';
import { seriesOf, yearField } from './series.js';

/**
 * Questions a number that is more than a declared factor above or below that of the year before in its series. Numbers
 * that are not known end a comparison, and so does a declared break in the series: nobody expects it to go on.
 */
export const slowChange: GateRule<'gate/jump'> = {
  codes: ['gate/jump'],
  on: 'table',
  *check(table, { declared }) {
    const year = yearField(table);
    if (year === undefined) return;
    for (const rule of declared.jumps) {
      for (const { points } of seriesOf(table, year)) {
        for (const [index, { row }] of points.entries()) {
          const before = points[index - 1]?.row;
          if (before !== undefined && isJump(before, row, rule)) yield toFinding(before, row, year, rule);
        }
      }
    }
  },
};

function isJump(before: CheckedRow, row: CheckedRow, { measure, factor, above }: JumpRule): boolean {
  if (ownOf(row.marks, measure)?.includes('b') === true) return false;
  const [a, b] = [numberIn(before, measure), numberIn(row, measure)];
  if (a === undefined || b === undefined || a.numerator < 0n || b.numerator < 0n) return false;
  const [small, large] = compare(a, b) < 0 ? [a, b] : [b, a];
  return compare(large, exactOf(above)) > 0 && compare(large, multiply(small, exactOf(factor))) > 0;
}

function toFinding(
  before: CheckedRow,
  row: CheckedRow,
  year: string,
  { measure, factor }: JumpRule,
): Finding<'gate/jump'> {
  const jump = `from ${figure(before.measures[measure])} to ${figure(row.measures[measure])}`;
  return {
    ...problem(
      'gate/jump',
      row.place(measure),
      { jump, measure, keys: describeKeys(row.keys), factor, key: before.keys[year] },
      { see: before.place(measure) },
    ),
    keys: row.keys,
    measure,
  };
}
