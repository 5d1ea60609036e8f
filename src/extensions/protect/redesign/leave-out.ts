import { listNames } from '../../../diagnostics.js';
import type { Dataset, Field, Row } from '../../../model/dataset/dataset.js';
import { Tree } from '../../../model/dataset/hierarchy.js';
import type { LeftOut } from '../../../model/dataset/protection.js';
import { phrase } from '../../../problems/problem.js';
import { Impossible } from './problem.js';

/** What stands for everything but the totals of a dimension. */
export const everything = 'all';

/** The categories that are left out. */
export function categoriesOut(field: Field, { level }: Pick<LeftOut, 'level'>): ReadonlySet<string> {
  const depth = depthOf(field, level);
  const tree = new Tree(field);
  const all = field.categories.map(({ value }) => value);
  return new Set(all.filter((value) => value !== field.total && tree.depthOf(value) >= depth));
}

/** Which level is left out, 0 for the topmost; -1 where there is none of this name. A level may be called as everything is. */
function depthOf({ levels = [] }: Field, level: string): number {
  const named = levels.indexOf(level);
  return named < 0 && level === everything ? 0 : named;
}

/**
 * A dataset without a level of detail. All parts of a whole go together, so that totals still are the sums of what stands under
 * them, and nobody subtracts what is printed from a total.
 * @throws {Impossible} where something is left out of which no total stands in the data.
 */
export function leftOut(dataset: Dataset, asked: LeftOut): Dataset {
  const { dimension, level, position } = asked;
  const field = dataset.fields.find(({ name }) => name === dimension);
  if (field === undefined) return dataset;
  const { levels = [], total } = field;
  const depth = depthOf(field, level);
  if (depth < 0)
    throw new Impossible(
      phrase('protect/leave-out.level', { level, dimension, levels: listNames([...levels, everything]) }),
      position,
      'a level is left out with all that is below it; `all` leaves the totals alone',
    );
  const out = categoriesOut(field, asked);
  const tree = new Tree(field);
  const keyOf = keysWithout(dataset, dimension);
  const kept = dataset.rows.filter(({ keys }) => !out.has(keys[dimension] ?? ''));
  const known = new Set(kept.map((row) => keyOf(row, row.keys[dimension] ?? '')));
  for (const row of dataset.rows) {
    const value = row.keys[dimension] ?? '';
    if (!out.has(value)) continue;
    const above = [...tree.ancestorsOf(value), ...(total === undefined ? [] : [total])];
    if (above.some((each) => known.has(keyOf(row, each)))) continue;
    throw new Impossible(
      phrase('protect/leave-out.total', {
        everything: depth === 0 ? `\`${everything}\`` : `level \`${level}\``,
        dimension,
        value,
      }),
      position,
      'put the total into the data, so that what is left out still counts',
    );
  }
  const { levels: _, ...rest } = field;
  const left = levels.slice(0, depth);
  const short: Field = {
    ...rest,
    categories: field.categories.filter(({ value }) => !out.has(value)),
    ...(left.length > 1 ? { levels: left } : {}),
  };
  return { ...dataset, fields: dataset.fields.map((each) => (each === field ? short : each)), rows: kept };
}

/** A row by the categories of the other dimensions, at a category of one. */
export function keysWithout({ fields }: Dataset, dimension: string): (row: Row, category: string) => string {
  const others = fields.filter(({ role, name }) => role === 'dimension' && name !== dimension);
  return ({ keys }, category) => JSON.stringify([category, ...others.map(({ name }) => keys[name])]);
}
