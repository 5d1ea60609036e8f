import { isCounted, ordinalOf } from '../../model/dataset/periods.js';
import type { CheckedRow, CheckedTable } from '../tables.js';
import { dimensionNames } from './cells.js';

/** The rows of one series in the order of their years: they agree in all other dimensions. Totals over years are out. */
export interface Series {
  /** The other dimensions. */
  readonly keys: Readonly<Record<string, string>>;
  readonly points: readonly {
    /** Of periods their place among their likes. */ readonly year: number;
    readonly row: CheckedRow;
  }[];
}

/** The dimension of years, or else of quarters, months or the like, if there is one. */
export function yearField({ contract }: CheckedTable): string | undefined {
  const dimensions = contract.fields.filter(({ role }) => role === 'dimension');
  const year =
    dimensions.find(({ type }) => type === 'year') ?? dimensions.find(({ type }) => isCounted(type));
  return year?.name;
}

/** Every series of a table with a dimension of years. */
export function seriesOf(table: CheckedTable, year: string): readonly Series[] {
  const others = dimensionNames(table).filter((name) => name !== year);
  const type = table.contract.fields.find(({ name }) => name === year)?.type ?? 'year';
  const placeOf = ({ keys }: CheckedRow): number | undefined => ordinalOf(type, keys[year] ?? '');
  const groups = new Map<string, { keys: Record<string, string>; rows: CheckedRow[] }>();
  for (const row of table.rows) {
    if (placeOf(row) === undefined) continue;
    const keys = Object.fromEntries(others.map((name) => [name, row.keys[name] ?? '']));
    const id = JSON.stringify(keys);
    const group = groups.get(id) ?? { keys, rows: [] };
    groups.set(id, group);
    group.rows.push(row);
  }
  return [...groups.values()].map(({ keys, rows }) => ({
    keys,
    points: rows.map((row) => ({ year: placeOf(row) ?? 0, row })).sort((a, b) => a.year - b.year),
  }));
}
