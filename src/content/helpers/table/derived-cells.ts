import type { Row } from '../../../model/dataset/dataset.js';
import { compare, zero } from '../../../model/exact.js';
import { ownOf } from '../../../model/own.js';
import { isExact, type Quantity } from '../../../model/quantity.js';
import { guardAddends, guardCounts } from '../../guards/counted.js';
import { type Exceptions, withExceptions } from '../../guards/exceptions.js';
import { timeOf } from '../../selection/fields.js';
import { marksAcross } from '../break-in-series.js';
import type { Call, Scope } from '../call.js';
import { changeOf, percentChangeOf, shareOf } from '../part-and-change.js';
import { fail } from '../problem.js';
import { sumOf } from '../sum.js';
import { type ArrangedColumn, keysOf, type RowGroup, type TableArrangement } from './arrangement.js';
import { type CellPlace, cellAt, missingCell } from './subtotals.js';

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
  exceptions: Exceptions,
): Quantity | undefined {
  const cell = baseAt(call, scope, place, column, exceptions);
  if (cell === undefined || column.shows === 'value') return cell;
  if (column.shows === 'share' || column.shows === 'share-of-row') {
    if (!isExact(cell.value)) return cell;
    requireAdditive(call, column);
  }
  const other =
    column.shows === 'share'
      ? wholeOf(call, scope, place, column, exceptions)
      : baseAt(call, scope, place, { ...column, keys: column.of ?? column.keys }, exceptions);
  if (other === undefined) return undefined;
  const argument = column.shows.startsWith('share') ? 'shares' : column.shows;
  guardCounts(call, scope.data, [cell, other], argument, exceptions);
  return withExceptions(compared(call, scope, place, column, [cell, other], exceptions), exceptions);
}

function compared(
  call: Call,
  scope: Reading,
  { arrangement }: LinePlace,
  column: ArrangedColumn,
  [cell, other]: readonly [Quantity, Quantity],
  exceptions: Exceptions,
): Quantity {
  const { dataset } = arrangement;
  const hasNoBase = isExact(other.value) && compare(other.value, zero) === 0 && column.shows !== 'change';
  // A share of the total of a column is refused where there is none, as ever; one row or year of many may well be 0.
  if (hasNoBase && column.shows !== 'share') {
    const meaning = scope.language.message('content.no-base');
    return missingCell(call, dataset, column, { symbol: '[z]', meaning });
  }
  if (column.shows === 'share' || column.shows === 'share-of-row')
    return shareOf(call, scope, [cell, other], exceptions, 'table');
  const time = timeOf(dataset);
  const pair = [other, cell] as const;
  const { marks } =
    time === undefined
      ? { marks: [...new Set(pair.flatMap((each) => each.marks ?? []))] }
      : marksAcross(dataset, time, column.measure.name, pair);
  const comparison = { before: other, after: cell, marks };
  return column.shows === 'change'
    ? changeOf(call, scope, comparison)
    : percentChangeOf(call, scope, comparison, exceptions, 'table');
}

/** The cell of a row in a column as the data have it, or the sum of several. */
function baseAt(
  call: Call,
  scope: Reading,
  { arrangement, group, line, used }: LinePlace,
  column: ArrangedColumn,
  exceptions: Exceptions,
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
  guardAddends(call, scope.data, [first, ...rest], exceptions);
  return sumOf(call, scope, [first, ...rest]);
}

const isAbsent = ({ absent }: TableArrangement, keys: Readonly<Record<string, string>>): boolean =>
  Object.entries(keys).some(([name, value]) => ownOf(absent, name)?.includes(value) === true);

/** The total of the rows in a column. */
function wholeOf(
  call: Call,
  scope: Reading,
  place: LinePlace,
  column: ArrangedColumn,
  exceptions: Exceptions,
): Quantity | undefined {
  const { rowField } = place.arrangement;
  if (place.parts !== undefined)
    return baseAt(call, scope, { ...place, line: place.parts }, column, exceptions);
  if (rowField.total === undefined) {
    fail('content/argument.declare', call.hashAt('shares'), { name: rowField.name });
  }
  return baseAt(call, scope, { ...place, line: rowField.total, used: [] }, column, exceptions);
}

/** A part of what does not add up is no part. */
function requireAdditive(call: Call, { measure }: ArrangedColumn): void {
  if (measure.additive !== false) return;
  fail('content/argument.shares', call.hashAt('shares'), { name: measure.name });
}
