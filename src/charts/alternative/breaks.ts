import type { Field, PublishedDataset } from '../../model/dataset.js';
import { ownOf } from '../../model/own.js';
import type { SeriesPoint } from './facts.js';

/**
 * The times of declared breaks after the first of two points and up to the last, whether the chart shows them or not:
 * [b] stands at the first year that was counted anew.
 */
export function breaksBetween(
  first: SeriesPoint,
  last: SeriesPoint,
  { along, measure }: { readonly along: Field; readonly measure: Field },
  { rows, fields }: PublishedDataset,
): readonly string[] {
  const others = fields.filter((field) => field.role === 'dimension' && field !== along);
  return rows
    .filter(
      ({ keys, marks }) =>
        ownOf(marks, measure.name)?.includes('b') === true &&
        others.every(({ name }) => keys[name] === first.row.keys[name]) &&
        (keys[along.name] ?? '') > first.key &&
        (keys[along.name] ?? '') <= last.key &&
        keys[along.name] !== along.total,
    )
    .map(({ keys }) => keys[along.name] ?? '')
    .sort();
}
