/** Which rows below a total make it up, each thing that is counted once. */
import { groupBy } from '../group-by.js';
import type { KeyedRow, TotalledField } from './table.js';

const isTotal = ({ keys }: KeyedRow, { name, total }: TotalledField): boolean => keys[name] === total;

/**
 * The ways to make up a total over these dimensions from the rows below it. Where one dimension tells all rows apart,
 * there is one way; else each dimension is a way, unless it leaves out something that only other rows count.
 */
export function waysToPart<R extends KeyedRow>(
  below: readonly R[],
  over: readonly TotalledField[],
): readonly (readonly R[])[] {
  const dividing = over.find((dimension) => below.every((row) => !isTotal(row, dimension)));
  const first = dividing === undefined ? over : [dividing];
  return first
    .map((dimension) => partsBy(dimension, below, over))
    .filter((parts) => parts.length > 0 && leavesOutNothing(parts, below, over));
}

/** One row for each category of a dimension; the rows that would make it up, for a category without a row of its own. */
function partsBy<R extends KeyedRow>(
  dimension: TotalledField,
  below: readonly R[],
  over: readonly TotalledField[],
): readonly R[] {
  const rest = over.filter((other) => other !== dimension);
  const parts = below.filter((row) => !isTotal(row, dimension));
  const categories = groupBy(parts, ({ keys }) => keys[dimension.name]);
  return [...categories.values()].flatMap((rows) => {
    const stated = rows.find((row) => rest.every((other) => isTotal(row, other)));
    return stated === undefined ? partsBy(tellsMost(rows, rest), rows, rest) : [stated];
  });
}

/** The dimension that tells most of the rows apart, the first of several. */
function tellsMost(rows: readonly KeyedRow[], [first, ...others]: readonly TotalledField[]): TotalledField {
  if (first === undefined) throw new Error('Rows below a total are told apart by a dimension');
  const told = (dimension: TotalledField): number => rows.filter((row) => !isTotal(row, dimension)).length;
  return others.reduce((best, next) => (told(next) > told(best) ? next : best), first);
}

/** True when each row could count the same things as one of the parts: no category of the one excludes the other. */
function leavesOutNothing(
  parts: readonly KeyedRow[],
  below: readonly KeyedRow[],
  over: readonly TotalledField[],
): boolean {
  const levels = byTold(parts, over);
  if ([...levels.keys()].every((told) => told.length === 1)) return true;
  const known = new Map<string, ReadonlySet<string>>();
  const meets = (row: KeyedRow, told: readonly TotalledField[], rows: readonly KeyedRow[]): boolean => {
    const shared = told.filter((dimension) => !isTotal(row, dimension));
    const keyOf = ({ keys }: KeyedRow): string => JSON.stringify(shared.map(({ name }) => keys[name]));
    const id = JSON.stringify([told, shared].map((fields) => fields.map(({ name }) => name)));
    const keys = known.get(id) ?? new Set(rows.map(keyOf));
    known.set(id, keys);
    return keys.has(keyOf(row));
  };
  return below.every((row) => [...levels].some(([told, rows]) => meets(row, told, rows)));
}

/** Rows by the dimensions that they tell apart. */
function byTold(
  rows: readonly KeyedRow[],
  over: readonly TotalledField[],
): ReadonlyMap<readonly TotalledField[], readonly KeyedRow[]> {
  const levels = new Map<string, [TotalledField[], KeyedRow[]]>();
  for (const row of rows) {
    const told = over.filter((dimension) => !isTotal(row, dimension));
    const id = told.map(({ name }) => name).join('\n');
    const [, known = []] = levels.get(id) ?? [];
    known.push(row);
    levels.set(id, [told, known]);
  }
  return new Map(levels.values());
}
