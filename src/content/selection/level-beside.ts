import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { argumentName } from './argument-name.js';
import { dimensionsOf } from './fields.js';

/** What rows are looked for, dimension by dimension. */
export interface Wanted {
  isAsked(field: Field, key: string): boolean;
  /** How firmly a dimension is asked for: one that a filter names more than one that stands at its total, what is shown most. */
  firmness(field: Field): 0 | 1 | 2;
}

/**
 * The filter to write where no row is as wanted: `sex="both"`, from the row that differs in what is asked for least
 * firmly. Dimensions that nobody asked for may stand anywhere, the others at what was asked or at their total.
 * Undefined where there are none at any level.
 */
export function levelBeside(
  dataset: PublishedDataset,
  candidates: readonly Row[],
  { isAsked, firmness }: Wanted,
): string | undefined {
  const dimensions = dimensionsOf(dataset);
  const differing = ({ keys }: Row): readonly Field[] =>
    dimensions.filter((field) => !isAsked(field, keys[field.name] ?? ''));
  const isNear = (row: Row, limit: number): boolean =>
    differing(row).every(
      (field) => firmness(field) <= limit && (firmness(field) === 0 || row.keys[field.name] === field.total),
    );
  for (const limit of [0, 1, 2]) {
    const near = candidates.find((row) => isNear(row, limit));
    if (near === undefined) continue;
    return differing(near)
      .map(({ name }) => `${argumentName(name)}="${near.keys[name] ?? ''}"`)
      .join(' ');
  }
  return undefined;
}
