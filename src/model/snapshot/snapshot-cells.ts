/** How the cells of snapshots are named and told apart. */

import { cellAddress } from '../dataset/cell-address.js';
import { ownOf } from '../own.js';
import type { SnapshotDataset, SnapshotRow } from './snapshot.js';

/** The number or the symbol of a cell; undefined where there is no such cell. */
export const cellText = (row: SnapshotRow, measure: string): string | undefined =>
  ownOf(row.values, measure) ?? ownOf(row.missing, measure);

/**
 * What tells a row apart from the others, whatever the order of its dimensions: categories but for totals. So a dataset
 * can gain or lose a dimension, and its totals are still the same cells.
 */
export function identityOf({ dimensions }: SnapshotDataset, keys: SnapshotRow['keys']): string {
  return cellAddress({ dataset: '', measure: '', keys: withoutTotals(dimensions, keys) });
}

/** The categories of a row by the names of its dimensions in alphabetical order, totals left out. */
export function withoutTotals(
  dimensions: SnapshotDataset['dimensions'],
  keys: SnapshotRow['keys'],
): Readonly<Record<string, string>> {
  const totals = new Map(dimensions.map(({ name, total }) => [name, total]));
  return Object.fromEntries(
    Object.entries(keys)
      .filter(([name, value]) => totals.get(name) !== value)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
