/** Which rows below a total make it up, each thing that is counted once. */
import type { FieldContract } from '../contract.js';
import type { CheckedRow } from '../tables.js';

const isTotal = ({ keys }: CheckedRow, { name, total }: FieldContract): boolean => keys[name] === total;

/**
 * The ways to make up a total over these dimensions from the rows below it. Where one dimension tells all rows apart,
 * there is one way; else each dimension is a way, unless it leaves out something that only other rows count.
 */
export function waysToPart(
  below: readonly CheckedRow[],
  over: readonly FieldContract[],
): readonly (readonly CheckedRow[])[] {
  const dividing = over.find((dimension) => below.every((row) => !isTotal(row, dimension)));
  const first = dividing === undefined ? over : [dividing];
  return first
    .map((dimension) => partsBy(dimension, below, over))
    .filter((parts) => parts.length > 0 && leavesOutNothing(parts, below, over));
}

/** One row for each category of a dimension; the rows that would make it up, for a category without a row of its own. */
function partsBy(
  dimension: FieldContract,
  below: readonly CheckedRow[],
  over: readonly FieldContract[],
): readonly CheckedRow[] {
  const rest = over.filter((other) => other !== dimension);
  const categories = new Map<string | undefined, CheckedRow[]>();
  for (const row of below) {
    if (isTotal(row, dimension)) continue;
    const category = row.keys[dimension.name];
    const rows = categories.get(category);
    if (rows === undefined) categories.set(category, [row]);
    else rows.push(row);
  }
  return [...categories.values()].flatMap((rows) => {
    const stated = rows.find((row) => rest.every((other) => isTotal(row, other)));
    return stated === undefined ? partsBy(tellsMost(rows, rest), rows, rest) : [stated];
  });
}

/** The dimension that tells most of the rows apart, the first of several. */
function tellsMost(rows: readonly CheckedRow[], [first, ...others]: readonly FieldContract[]): FieldContract {
  if (first === undefined) throw new Error('Rows below a total are told apart by a dimension');
  const told = (dimension: FieldContract): number => rows.filter((row) => !isTotal(row, dimension)).length;
  return others.reduce((best, next) => (told(next) > told(best) ? next : best), first);
}

/** True when each row could count the same things as one of the parts: no category of the one excludes the other. */
function leavesOutNothing(
  parts: readonly CheckedRow[],
  below: readonly CheckedRow[],
  over: readonly FieldContract[],
): boolean {
  const levels = byTold(parts, over);
  if ([...levels.keys()].every((told) => told.length === 1)) return true;
  const known = new Map<string, ReadonlySet<string>>();
  const meets = (row: CheckedRow, told: readonly FieldContract[], rows: readonly CheckedRow[]): boolean => {
    const shared = told.filter((dimension) => !isTotal(row, dimension));
    const keyOf = ({ keys }: CheckedRow): string => JSON.stringify(shared.map(({ name }) => keys[name]));
    const id = JSON.stringify([told, shared].map((fields) => fields.map(({ name }) => name)));
    const keys = known.get(id) ?? new Set(rows.map(keyOf));
    known.set(id, keys);
    return keys.has(keyOf(row));
  };
  return below.every((row) => [...levels].some(([told, rows]) => meets(row, told, rows)));
}

/** Rows by the dimensions that they tell apart. */
function byTold(
  rows: readonly CheckedRow[],
  over: readonly FieldContract[],
): ReadonlyMap<readonly FieldContract[], readonly CheckedRow[]> {
  const levels = new Map<string, [FieldContract[], CheckedRow[]]>();
  for (const row of rows) {
    const told = over.filter((dimension) => !isTotal(row, dimension));
    const id = told.map(({ name }) => name).join('\n');
    const [, known = []] = levels.get(id) ?? [];
    known.push(row);
    levels.set(id, [told, known]);
  }
  return new Map(levels.values());
}
