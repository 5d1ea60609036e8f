import type { CheckedRow, CheckedTable } from '../tables.js';
import { dimensionNames } from './cells.js';

/** The rows of one series in the order of their years: they agree in all other dimensions. Totals over years are out. */
export interface Series {
  /** The other dimensions. */
  readonly keys: Readonly<Record<string, string>>;
  readonly points: readonly { readonly year: number; readonly row: CheckedRow }[];
}

/** The dimension of years, if there is one. */
export function yearField({ contract }: CheckedTable): string | undefined {
  return contract.fields.find(({ role, type }) => role === 'dimension' && type === 'year')?.name;
}

/** Every series of a table with a dimension of years. */
export function seriesOf(table: CheckedTable, year: string): readonly Series[] {
  const others = dimensionNames(table).filter((name) => name !== year);
  const groups = new Map<string, { keys: Record<string, string>; rows: CheckedRow[] }>();
  for (const row of table.rows) {
    if (!/^\d{4}$/.test(row.keys[year] ?? '')) continue;
    const keys = Object.fromEntries(others.map((name) => [name, row.keys[name] ?? '']));
    const id = JSON.stringify(keys);
    const group = groups.get(id) ?? { keys, rows: [] };
    groups.set(id, group);
    group.rows.push(row);
  }
  return [...groups.values()].map(({ keys, rows }) => ({
    keys,
    points: rows.map((row) => ({ year: Number(row.keys[year]), row })).sort((a, b) => a.year - b.year),
  }));
}
