import type { Field, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { notAvailable } from '../../../model/dataset/missing.js';
import type { Missing } from '../../../model/dataset/value.js';
import { compare, zero } from '../../../model/exact.js';
import { ownOf } from '../../../model/own.js';
import { isExact, type Quantity } from '../../../model/quantity.js';
import type { TableRow } from '../../../model/tree/table-parts.js';
import { withExceptions } from '../../guards/exceptions.js';
import { guardAddends, guardCounts } from '../../guards/unlike.js';
import { quantityAt, requireRow } from '../../selection/cells.js';
import { timeOf } from '../../selection/fields.js';
import { presentIn } from '../../selection/hierarchy-levels.js';
import { marksAcross } from '../break-in-series.js';
import type { Call, Scope } from '../call.js';
import { changeOf, percentChangeOf, shareOf } from '../part-and-change.js';
import { fail } from '../problem.js';
import { sumOf } from '../sum.js';
import {
  type ArrangedColumn,
  isCombined,
  keysOf,
  type RowGroup,
  type TableArrangement,
} from './arrangement.js';

type Reading = Pick<Scope, 'language' | 'data' | 'operations' | 'precision'>;

/** A row to be: a category of the row dimension, or several that are added up for a subtotal. */
export type LineKey = string | readonly string[];

/** Where the cells of a row are read. */
export interface LinePlace {
  readonly arrangement: TableArrangement;
  readonly group: RowGroup;
  readonly line: LineKey;
  /** The categories that the total of the rows is, where the dataset has no row for it. */
  readonly parts: readonly string[] | undefined;
  /** Takes the rows that are read. */
  readonly used: Row[];
}

/** What stands in a column of a row: its cell, or what is made of it. Undefined where there is no figure. */
export function quantityIn(
  call: Call,
  scope: Reading,
  place: LinePlace,
  column: ArrangedColumn,
): Quantity | undefined {
  const cell = baseAt(call, scope, place, column);
  if (cell === undefined || column.shows === 'value') return cell;
  if (column.shows === 'share' || column.shows === 'share-of-row') {
    if (!isExact(cell.value)) return cell;
    requireAdditive(call, column);
  }
  const other =
    column.shows === 'share'
      ? wholeOf(call, scope, place, column)
      : baseAt(call, scope, place, { ...column, keys: column.of ?? column.keys });
  if (other === undefined) return undefined;
  const argument = column.shows.startsWith('share') ? 'shares' : column.shows;
  guardCounts(call, scope.data, [cell, other], argument);
  return withExceptions(compared(call, scope, place, column, [cell, other]), call.exceptions);
}

function compared(
  call: Call,
  scope: Reading,
  { arrangement }: LinePlace,
  column: ArrangedColumn,
  [cell, other]: readonly [Quantity, Quantity],
): Quantity {
  const { dataset } = arrangement;
  const hasNoBase = isExact(other.value) && compare(other.value, zero) === 0 && column.shows !== 'change';
  // A share of the total of a column is refused where there is none, as ever; one row or year of many may well be 0.
  if (hasNoBase && column.shows !== 'share') {
    const meaning = scope.language.message('content.no-base');
    return missingCell(call, dataset, column, { symbol: '[z]', meaning });
  }
  if (column.shows === 'share' || column.shows === 'share-of-row')
    return shareOf(call, scope, [cell, other], 'table');
  const time = timeOf(dataset);
  const pair = [other, cell] as const;
  const { marks } =
    time === undefined
      ? { marks: [...new Set(pair.flatMap((each) => each.marks ?? []))] }
      : marksAcross(dataset, time, column.measure.name, pair);
  const comparison = { before: other, after: cell, marks };
  return column.shows === 'change'
    ? changeOf(call, scope, comparison)
    : percentChangeOf(call, scope, comparison, 'table');
}

/** The cell of a row in a column as the data have it, or the sum of several. */
function baseAt(
  call: Call,
  scope: Reading,
  { arrangement, group, line, used }: LinePlace,
  column: ArrangedColumn,
): Quantity | undefined {
  const place: CellPlace = { arrangement, group, column, used };
  const at = (value: string): Quantity | undefined =>
    isAbsent(arrangement, keysOf(arrangement, column, group, value))
      ? undefined
      : cellAt(call, scope, place, value);
  if (typeof line === 'string') return at(line);
  if (column.measure.additive === false) return undefined;
  const [first, ...rest] = line.flatMap((value) => at(value) ?? []);
  if (first === undefined) return undefined;
  guardAddends(call, scope.data, [first, ...rest]);
  return sumOf(call, scope, [first, ...rest]);
}

const isAbsent = ({ absent }: TableArrangement, keys: Readonly<Record<string, string>>): boolean =>
  Object.entries(keys).some(([name, value]) => ownOf(absent, name)?.includes(value) === true);

/** The total of the rows in a column. */
function wholeOf(call: Call, scope: Reading, place: LinePlace, column: ArrangedColumn): Quantity | undefined {
  const { rowField } = place.arrangement;
  if (place.parts !== undefined) return baseAt(call, scope, { ...place, line: place.parts }, column);
  if (rowField.total === undefined) {
    fail('content/argument.declare', call.hashAt('shares'), { name: rowField.name });
  }
  return baseAt(call, scope, { ...place, line: rowField.total, used: [] }, column);
}

/** A part of what does not add up is no part. */
function requireAdditive(call: Call, { measure }: ArrangedColumn): void {
  if (measure.additive !== false) return;
  fail('content/argument.shares', call.hashAt('shares'), { name: measure.name });
}

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
interface CellPlace {
  readonly arrangement: TableArrangement;
  readonly group: RowGroup;
  readonly column: ArrangedColumn;
  /** Takes the rows that are read. */
  readonly used: Row[];
}

/** The cell of a row, or of a category that has none the sum of its parts; undefined where these do not add up. */
function cellAt(
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
function missingCell(
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
