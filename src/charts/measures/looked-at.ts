import type { LookedAt } from '../../model/claimed-rows.js';
import type { DrawnMarks } from '../../model/drawn-measures.js';
import { type ChartDataset, partAt } from '../datasets/parts.js';

/** The days of attributes that marks stand at: they are published with their rows, so that the marks can be measured. */
export function lookedAt(
  groups: readonly Pick<DrawnMarks, 'rows' | 'channels'>[],
  dataset: ChartDataset,
): readonly LookedAt[] {
  return groups.flatMap(({ rows, channels }) => {
    const names = channels
      .map(({ measure }) => measure)
      .filter((name) => dataset.fields.some((field) => field.name === name && field.role === 'attribute'));
    if (names.length === 0) return [];
    return rows.flatMap((index) => {
      const row = dataset.rows[index];
      if (row === undefined) return [];
      const part = partAt(dataset, index);
      const own = names.filter((name) => part?.looked.has(name) !== true);
      if (own.length === 0) return [];
      const attributes = Object.fromEntries(
        own.map((name) => [part?.names.get(name) ?? name, row.attributes[name] ?? '']),
      );
      const { keys } = part?.dataset.rows[index - part.first] ?? row;
      return [{ dataset: part?.whole.name ?? dataset.name, keys, attributes }];
    });
  });
}
