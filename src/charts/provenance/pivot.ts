import type { Field } from '../../model/dataset/dataset.js';
import { type JsonObject, toArray } from '../spec.js';
import type { Definition } from './definition.js';

/** Vega makes a column of whatever names it meets; here each name that the data package declares is one, with the rows behind it. */

const column = '__pivoted_';

/** True for what becomes a column of a pivot: a row of another name has nothing there, not even a missing number. */
export const isColumn = (field: string): boolean => field.startsWith(column);

/** A table in which the numbers of each name of a field have a column of their own, as vega-lite makes it by other transforms. */
export function pivoting(transform: JsonObject, fields: readonly Field[]): readonly JsonObject[] {
  const { pivot, value, op = 'sum', groupby = [] } = transform;
  if (typeof pivot !== 'string' || typeof value !== 'string') return [transform];
  const names = namesOf(pivot, fields);
  const own = (index: number): string => `${column}${index}`;
  const datum = (name: string): string => `datum[${JSON.stringify(name)}]`;
  return [
    ...names.map((name, index) => ({
      calculate: `'' + ${datum(pivot)} === ${JSON.stringify(name)} ? ${datum(value)} : ${datum(`${column}other`)}`,
      as: own(index),
    })),
    {
      aggregate: names.map((name, index) => ({ op, field: own(index), as: name })),
      groupby: toArray(groupby),
    },
  ];
}

/** The columns that a pivot makes. */
export function pivotedBy(
  { pivot, value, op = 'sum' }: JsonObject,
  fields: readonly Field[],
): readonly (readonly [string, Definition])[] {
  if (typeof pivot !== 'string' || typeof value !== 'string') return [];
  return namesOf(pivot, fields).map((name) => [
    name,
    { kind: 'pivoted', by: pivot, name, op: String(op), field: value },
  ]);
}

const namesOf = (pivot: string, fields: readonly Field[]): readonly string[] =>
  (fields.find(({ name }) => name === pivot)?.categories ?? []).map(({ value }) => value);
