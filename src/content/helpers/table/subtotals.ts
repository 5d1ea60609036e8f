import type { Field, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { notAvailable } from '../../../model/dataset/missing.js';
import type { Missing } from '../../../model/dataset/value.js';
import type { Quantity } from '../../../model/quantity.js';
import type { TableRow } from '../../../model/tree/table-parts.js';
import { quantityAt, requireRow } from '../../selection/cells.js';
import { presentIn } from '../../selection/hierarchy-levels.js';
import type { Call, Scope } from '../call.js';
import { sumOf } from '../sum.js';
import {
  type ArrangedColumn,
  isCombined,
  keysOf,
  type RowGroup,
  type TableArrangement,
} from './arrangement.js';

/**
 * Categories that have no row in the dataset while what is part of them has, with these parts. One that lacks a row for a
 * single year is a hole as any other, and not among them.
 */
export function summedOf(dataset: PublishedDataset, field: Field): ReadonlyMap<string, readonly string[]> {
  if (!isHierarchy(field)) return new Map();
  const tree = new Tree(field);
  const present = presentIn(dataset, field);
  const isTold = (value: string): boolean => tree.isTold(value, present);
  return new Map(
    field.categories
      .filter(({ value }) => value !== field.total && !present.has(value) && isTold(value))
      .map(({ value }) => [value, tree.partsOf(value).filter(isTold)]),
  );
}

/** Where a cell of a table is read. */
export interface CellPlace {
  readonly arrangement: TableArrangement;
  readonly group: RowGroup;
  readonly column: ArrangedColumn;
  /** Takes the rows that are read. */
  readonly used: Row[];
}

/** The cell of a row, or of a category that has none the sum of its parts; undefined where these do not add up. */
export function cellAt(
  call: Call,
  scope: Pick<Scope, 'operations' | 'language' | 'data'>,
  place: CellPlace,
  value: string,
): Quantity | undefined {
  const { arrangement, group, column, used } = place;
  const { dataset, summed } = arrangement;
  const parts = summed.get(value);
  if (parts === undefined) {
    const keys = keysOf(arrangement, column, group, value);
    if (isCombined(arrangement) && call.rowAt(dataset, keys) === undefined)
      return missingCell(call, dataset, column, {
        symbol: notAvailable.symbol,
        meaning: scope.language.message('content.not-in-data'),
      });
    const row = requireRow(call, dataset, keys);
    used.push(row);
    return quantityAt(dataset, row, column.measure, call.at);
  }
  if (column.measure.additive === false) return undefined;
  const cells = parts.flatMap((part) => cellAt(call, scope, place, part) ?? []);
  const [first, ...rest] = cells;
  return first === undefined ? undefined : sumOf(call, scope, [first, ...rest]);
}

/** A cell of a table for which the data have no number, with the symbol that says so, and why. */
export function missingCell(
  call: Call,
  { name, illustrative }: PublishedDataset,
  { measure }: ArrangedColumn,
  { symbol, meaning }: Pick<Missing, 'symbol' | 'meaning'>,
): Quantity {
  return {
    kind: 'quantity',
    value: { kind: 'missing', code: symbol, symbol, meaning },
    unit: measure.unit ?? '',
    dataset: name,
    cells: [],
    operation: 'value',
    digits: 0,
    illustrative,
    at: call.at,
  };
}

/** How far a row is set in, below the rows that it is part of, and whether others are part of it. */
export function placesInTree(
  { rowField }: TableArrangement,
  { values }: RowGroup,
): (value: string) => Pick<TableRow, 'indent' | 'subtotal'> {
  if (!isHierarchy(rowField)) return () => ({});
  const tree = new Tree(rowField);
  const shown = new Set(values);
  const above = (value: string): readonly string[] =>
    tree.ancestorsOf(value).filter((whole) => shown.has(whole));
  const wholes = new Set(values.flatMap(above));
  return (value) => ({
    ...(above(value).length === 0 ? {} : { indent: above(value).length }),
    ...(wholes.has(value) ? { subtotal: true } : {}),
  });
}
