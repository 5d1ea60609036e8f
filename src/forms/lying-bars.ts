import { exactIn } from '../model/dataset/value.js';
import { compare, zero } from '../model/exact.js';
import type { ShortChart } from './chart-form.js';
import { muted } from './order.js';

/** The numbers of lying bars, each behind the end of its own, and the words of those that are missing. */
export function numbersOf(chart: ShortChart): readonly object[] {
  const { name } = chart.measure;
  const known = { field: name, valid: true };
  const isNegative = { field: name, lt: 0 };
  const number = (side: 'left' | 'right', filters: readonly object[]): object => ({
    mark: { type: 'text', align: side, dx: side === 'left' ? 6 : -6 },
    transform: filters.map((filter) => ({ filter })),
    encoding: { x: { field: name }, text: { field: name } },
  });
  return [
    ...(hasNegative(chart)
      ? [number('left', [known, { not: isNegative }]), number('right', [known, isNegative])]
      : [number('left', [known])]),
    {
      mark: { type: 'text', align: 'left', dx: 6, color: muted },
      transform: [{ filter: { not: known } }],
      encoding: { x: { value: 0 }, text: { field: name } },
    },
  ];
}

/** The axis of the names: where a bar goes to the left, its number has room before them, and the line of zero is that of the bars. */
export const namesBeside = (chart: ShortChart): object =>
  hasNegative(chart) ? { axis: { domain: false, labelPadding: 44 } } : {};

const hasNegative = ({ dataset, measure }: ShortChart): boolean =>
  dataset.rows.some(({ measures }) => compare(exactIn(measures[measure.name]) ?? zero, zero) < 0);
