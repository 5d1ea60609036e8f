import { valueAt } from '../../model/dataset/periods.js';
import { problem } from '../../problems/problem.js';
import type { CheckedRow } from '../tables.js';
import { describeKeys, type Finding, type GateRule } from './gate-rule.js';
import { seriesOf, yearField } from './series.js';

/**
 * Finds years that are left out between the first and the last of a series. A year that no series has is one finding
 * about the dataset; a year that a series lacks and another has is one about that series.
 */
export const noGaps: GateRule<'gate/gap'> = {
  codes: ['gate/gap'],
  on: 'table',
  *check(table, { declared: { gaps } }) {
    const year = yearField(table);
    if (year === undefined || gaps.includes(year)) return;
    const type = table.contract.fields.find(({ name }) => name === year)?.type ?? 'year';
    const series = seriesOf(table, year);
    const all = series.flatMap(({ points }) => points).sort((a, b) => a.year - b.year);
    const known = new Set(all.map((point) => point.year));
    const gap = (
      keys: Readonly<Record<string, string>>,
      row: CheckedRow,
      missing: readonly number[],
    ): Finding<'gate/gap'> => ({
      ...problem('gate/gap', row.place(year), {
        year,
        keys: describeKeys(keys),
        missing: missing.map((one) => `\`${valueAt(type, one)}\``).join(', '),
      }),
      keys,
    });
    for (const { row, missing } of gapsIn(all)) yield gap({}, row, missing);
    for (const { keys, points } of series) {
      if (series.length === 1) continue;
      for (const { row, missing } of gapsIn(points)) {
        const own = missing.filter((one) => known.has(one));
        if (own.length > 0) yield gap(keys, row, own);
      }
    }
  },
};

interface Gap {
  /** The row after the gap. */
  readonly row: CheckedRow;
  readonly missing: readonly number[];
}

function gapsIn(points: readonly { readonly year: number; readonly row: CheckedRow }[]): Gap[] {
  return points.flatMap(({ year, row }, index): Gap[] => {
    const before = points[index - 1]?.year ?? year;
    const missing = Array.from({ length: Math.max(year - before - 1, 0) }, (_, step) => before + 1 + step);
    return missing.length === 0 ? [] : [{ row, missing }];
  });
}
