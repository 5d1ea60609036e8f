import type { FieldContract } from '../contract.js';
import type { CheckedRow, CheckedTable } from '../tables.js';

/** A total over a dimension and its parts: rows that agree in all `others`. */
export interface Group {
  readonly dimension: FieldContract;
  readonly others: readonly FieldContract[];
  readonly total: CheckedRow;
  readonly parts: readonly CheckedRow[];
}

/**
 * Every declared total of a table, in every dimension, where there are both the total and parts. Totals over several
 * dimensions are reached from each of them.
 */
export function groupsOf({ contract, rows }: CheckedTable): readonly Group[] {
  const dimensions = contract.fields.filter(({ role }) => role === 'dimension');
  return dimensions.flatMap((dimension) => {
    if (dimension.total === undefined) return [];
    const others = dimensions.filter((other) => other !== dimension);
    return groupsOver(rows, dimension, others);
  });
}

function groupsOver(
  rows: readonly CheckedRow[],
  dimension: FieldContract,
  others: readonly FieldContract[],
): Group[] {
  const groups = new Map<string, { total?: CheckedRow; parts: CheckedRow[] }>();
  for (const row of rows) {
    const key = JSON.stringify(others.map((other) => row.keys[other.name]));
    const group = groups.get(key) ?? { parts: [] };
    groups.set(key, group);
    if (row.keys[dimension.name] === dimension.total) group.total = row;
    else group.parts.push(row);
  }
  return [...groups.values()].flatMap(({ total, parts }) =>
    total === undefined || parts.length === 0 ? [] : [{ dimension, others, total, parts }],
  );
}
