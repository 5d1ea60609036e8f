import type { FieldContract } from '../contract.js';
import type { CheckedRow, CheckedTable } from '../tables.js';
import { waysToPart } from './parts.js';

/** A total and the rows that together make it up: they agree in all `others`. */
export interface Group {
  /** The dimensions that the parts tell apart; the total stands at the total of each. */
  readonly over: readonly FieldContract[];
  readonly others: readonly FieldContract[];
  readonly total: CheckedRow;
  readonly parts: readonly CheckedRow[];
}

/** The rows that stand at the total of the same dimensions: `0110` for the second and third of those with totals. */
export type Levels = ReadonlyMap<string, readonly CheckedRow[]>;

/** The dimensions of a table that declare a total. */
const summed = ({ contract }: CheckedTable): FieldContract[] =>
  contract.fields.filter(({ role, total }) => role === 'dimension' && total !== undefined);

/** The rows of a table by the dimensions at whose total they stand. */
export function levelsOf(table: CheckedTable): Levels {
  const dimensions = summed(table);
  const levels = new Map<string, CheckedRow[]>();
  for (const row of table.rows) {
    const level = dimensions.map(({ name, total }) => (row.keys[name] === total ? '1' : '0')).join('');
    const rows = levels.get(level);
    if (rows === undefined) levels.set(level, [row]);
    else rows.push(row);
  }
  return levels;
}

/**
 * Every total of a table with its parts, as often as there are ways to reach it. A total over several dimensions at
 * once is made up of the totals below it, dimension by dimension, and where these are not in the file, of what they
 * would be made up of. A total without parts, and parts without a total, are no group.
 */
export function* groupsOf(table: CheckedTable): Generator<Group> {
  const dimensions = table.contract.fields.filter(({ role }) => role === 'dimension');
  const levels = levelsOf(table);
  for (const [level, totals] of levels) {
    const over = summed(table).filter((_, index) => level[index] === '1');
    if (over.length === 0) continue;
    const fixed = dimensions.filter((dimension) => !over.includes(dimension));
    for (const { total, below } of withBelow(totals, level, levels, fixed)) {
      for (const parts of waysToPart(below, over)) {
        const told = over.filter(({ name, total }) => parts.some(({ keys }) => keys[name] !== total));
        yield { over: told, others: dimensions.filter((each) => !told.includes(each)), total, parts };
      }
    }
  }
}

interface Node {
  readonly total: CheckedRow;
  readonly below: CheckedRow[];
}

/** Each total of a level with the rows below it: those that agree in the fixed dimensions. None without such rows. */
function withBelow(
  totals: readonly CheckedRow[],
  level: string,
  levels: Levels,
  fixed: readonly FieldContract[],
): Node[] {
  const keyOf = ({ keys }: CheckedRow): string => JSON.stringify(fixed.map(({ name }) => keys[name]));
  const nodes = new Map(totals.map((total): [string, Node] => [keyOf(total), { total, below: [] }]));
  for (const [other, rows] of levels) {
    if (other === level || !isBelow(other, level)) continue;
    for (const row of rows) nodes.get(keyOf(row))?.below.push(row);
  }
  return [...nodes.values()].filter(({ below }) => below.length > 0);
}

const isBelow = (lower: string, upper: string): boolean =>
  [...lower].every((mark, index) => mark === '0' || upper[index] === '1');
