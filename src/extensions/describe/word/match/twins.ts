import type { Measure, Table } from './tables.js';

/** A measure of one year, as where each year has its own column or sheet. */
export interface OfYear {
  readonly table: Table;
  readonly measure: Measure;
  readonly year: number;
}

/** By measure, the same of other years, ascending. */
export type Twins = ReadonlyMap<Measure, readonly OfYear[]>;

/** Finds measures whose tables and names differ in their year alone: "Visits 2023" and "Visits 2024", the sheets 2023 and 2024. */
export function twinsOf(tables: readonly Table[]): Twins {
  const groups = new Map<string, OfYear[]>();
  for (const table of tables)
    for (const measure of table.measures) {
      const { year } = measure;
      if (year === undefined) continue;
      // "2023/24" is a year, too.
      const without = (text: string): string =>
        text.replaceAll(new RegExp(`${year}(?:[/–-]\\d\\d(?:\\d\\d)?(?!\\d))?`, 'gu'), '');
      const dimensions = table.dimensions.map(({ name }) => name);
      const key = [without(table.name), without(measure.title), ...dimensions].join('\u0000');
      groups.set(key, [...(groups.get(key) ?? []), { table, measure, year }]);
    }
  const isOne = (group: readonly OfYear[]): boolean =>
    group.length > 1 && new Set(group.map(({ year }) => year)).size === group.length;
  return new Map(
    [...groups.values()].filter(isOne).flatMap((group) => {
      const ascending = group.sort((a, b) => a.year - b.year);
      return ascending.map(({ measure }) => [measure, ascending] as const);
    }),
  );
}

/** The keys of a cell in the table of another year, where the total is called "Year 2023" there. */
export const keysIn = (
  { dimensions }: Table,
  keys: Readonly<Record<string, string>>,
  from: Table,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    dimensions.map(({ name, total }) => {
      const own = from.dimensions.find((each) => each.name === name);
      const key = keys[name] ?? '';
      return [name, own !== undefined && key === own.total ? (total ?? key) : key];
    }),
  );
