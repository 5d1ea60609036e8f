import type { Field, PublishedDataset, Row } from '../../../model/dataset.js';
import { ancestorsOf, isHierarchy, isWhole, partsOf } from '../../../model/hierarchy.js';
import type { Quantity } from '../../../model/quantity.js';
import type { TableRow } from '../../../model/table-parts.js';
import { quantityAt, requireRow } from '../../selection/cells.js';
import type { Call, Scope } from '../call.js';
import { sumOf } from '../sum.js';
import type { ArrangedColumn, TableArrangement } from './arrangement.js';
import { keysOf } from './keys-of.js';

/** True for a category, or one that is part of it, that has a row. */
const hasRows = (dataset: PublishedDataset, field: Field, value: string): boolean =>
  dataset.rows.some(
    ({ keys }) => keys[field.name] === value || ancestorsOf(field, keys[field.name] ?? '').includes(value),
  );

/** True for a category that has no row in the dataset while what is part of it has: it is added up. */
export const isSummed = (dataset: PublishedDataset, field: Field, value: string): boolean =>
  isWhole(field, value) &&
  dataset.rows.every(({ keys }) => keys[field.name] !== value) &&
  hasRows(dataset, field, value);

/** Where a cell of a table is read. */
export interface CellPlace {
  readonly arrangement: TableArrangement;
  readonly column: ArrangedColumn;
  /** Takes the rows that are read. */
  readonly used: Row[];
}

/**
 * The cell of a row, or of a category that has none the sum of its parts; undefined where these do not add up. A sum is
 * made only where no row of the dataset has the category: one that lacks a row for a single year is a hole as any other.
 */
export function cellAt(
  call: Call,
  scope: Pick<Scope, 'operations'>,
  place: CellPlace,
  value: string,
): Quantity | undefined {
  const { arrangement, column, used } = place;
  const { dataset, rowField } = arrangement;
  if (!isSummed(dataset, rowField, value)) {
    const row = requireRow(call, dataset, keysOf(arrangement, column, value));
    used.push(row);
    return quantityAt(dataset, row, column.measure, call.at);
  }
  if (column.measure.additive === false) return undefined;
  const parts = partsOf(rowField, value).filter((part) => hasRows(dataset, rowField, part));
  const cells = parts.flatMap((part) => cellAt(call, scope, place, part) ?? []);
  const [first, ...rest] = cells;
  return first === undefined ? undefined : sumOf(call, scope, [first, ...rest]);
}

/** How far a row is set in, below the rows that it is part of, and whether others are part of it. */
export function placeInTree(
  { rowField, rowValues }: TableArrangement,
  value: string,
): Pick<TableRow, 'indent' | 'subtotal'> {
  if (!isHierarchy(rowField)) return {};
  const indent = ancestorsOf(rowField, value).filter((whole) => rowValues.includes(whole)).length;
  const isSubtotal = rowValues.some((each) => ancestorsOf(rowField, each).includes(value));
  return { ...(indent === 0 ? {} : { indent }), ...(isSubtotal ? { subtotal: true as const } : {}) };
}
