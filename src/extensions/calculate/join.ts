import type { Field, Row } from '../../model/dataset/dataset.js';
import { isPartOfYear } from '../../model/dataset/periods.js';

/** What a join must know of the dataset that is looked up. */
interface LookedUp {
  readonly fields: readonly Pick<Field, 'name' | 'role' | 'total' | 'type'>[];
  readonly rows: readonly Row[];
}

/** Finds the row of another dataset that has the same categories and periods as a row here. */
export type Join = (
  keys: Readonly<Record<string, string>>,
  fields: readonly Pick<Field, 'name' | 'total' | 'type'>[],
) => Row | undefined;

/**
 * A total here is the total there, whatever each calls it. What the other dataset does not tell apart is left out; what it alone
 * tells apart stands at its total. Where it has years and the row a month, it is the year that the month lies in.
 */
export function joinTo({ fields, rows }: LookedUp): Join {
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  const idOf = (keys: Readonly<Record<string, string>>): string =>
    JSON.stringify(dimensions.map(({ name }) => keys[name]));
  const byKeys = new Map(rows.map((row) => [idOf(row.keys), row]));
  return (keys, own) => {
    const wanted = dimensions.map(({ name, type, total = '' }): [string, string] => {
      const key = keys[name] ?? (type === 'year' ? yearAround(keys, own) : undefined);
      const isTotal = own.some((field) => field.name === name && field.total === key);
      return [name, key === undefined || isTotal ? total : key];
    });
    return byKeys.get(idOf(Object.fromEntries(wanted)));
  };
}

/** The year of the quarter, month or week of a row. */
function yearAround(...[keys, own]: Parameters<Join>): string | undefined {
  const part = own.find(({ name, type, total }) => isPartOfYear(type) && keys[name] !== total);
  return part && keys[part.name]?.slice(0, 4);
}
