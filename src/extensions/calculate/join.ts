import type { Field, Row } from '../../model/dataset/dataset.js';

/** What a join must know of the dataset that is looked up. */
interface LookedUp {
  readonly fields: readonly Pick<Field, 'name' | 'role' | 'total'>[];
  readonly rows: readonly Row[];
}

/** Finds the row of another dataset that has the same categories and periods as a row here. */
export type Join = (
  keys: Readonly<Record<string, string>>,
  fields: readonly Pick<Field, 'name' | 'total'>[],
) => Row | undefined;

/**
 * A total here is the total there, whatever each calls it. What the other dataset does not tell apart is left out; what it alone
 * tells apart stands at its total.
 */
export function joinTo({ fields, rows }: LookedUp): Join {
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  const idOf = (keys: Readonly<Record<string, string>>): string =>
    JSON.stringify(dimensions.map(({ name }) => keys[name]));
  const byKeys = new Map(rows.map((row) => [idOf(row.keys), row]));
  return (keys, own) => {
    const wanted = dimensions.map(({ name, total = '' }): [string, string] => {
      const key = keys[name];
      const isTotal = own.some((field) => field.name === name && field.total === key);
      return [name, key === undefined || isTotal ? total : key];
    });
    return byKeys.get(idOf(Object.fromEntries(wanted)));
  };
}
