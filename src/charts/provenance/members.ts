import { rowField } from '../rows.js';
import { isObject, type JsonObject, toArray } from '../spec.js';
import { keepingCurves } from './curves.js';
import type { Definition } from './definition.js';
import { rankings } from './windows.js';

/** The field that holds what a number was made of, beside the number. */
export const membersOf = (field: string): string => `__of_${field}`;

/** The place of a row in the order of a window, from 1; and its rank, which those of one place share. */
export const orderOf = (field: string): string => `__order_of_${field}`;
const rankOf = (field: string): string => `__rank_${field}`;

/** How many rows a window has. */
const sizeOf = (field: string): string => `__size_${field}`;

/**
 * A compiled spec in which every number that vega adds up, counts or chooses keeps the rows that it was made of, so that
 * it can be made again exactly. `spec` is vega's, not vega-lite's.
 */
export function withMembers(spec: unknown): unknown {
  if (Array.isArray(spec)) return spec.map(withMembers);
  if (!isObject(spec)) return spec;
  return Object.fromEntries(
    Object.entries(spec).map(([key, value]) => {
      if (key === 'transform' && Array.isArray(value)) return [key, value.flatMap(keeping)];
      return [
        key,
        withMembers(
          key === 'data' && Array.isArray(value)
            ? value.flatMap((each) => keepingCurves(each, { row: rowField, membersOf }))
            : value,
        ),
      ];
    }),
  );
}

function keeping(transform: unknown): readonly unknown[] {
  if (isObject(transform) && transform.type === 'impute') return keepingImputed(transform);
  if (!isObject(transform) || !Array.isArray(transform.ops)) return [transform];
  const names = toArray(transform.as).filter((name): name is string => typeof name === 'string');
  if (names.length !== transform.ops.length) return [transform];
  if (transform.type === 'window') return keepingWindow(transform, names);
  if (transform.type !== 'aggregate' && transform.type !== 'joinaggregate') return [transform];
  return [{ ...transform, ...added(transform, 'values', names.map(membersOf)) }];
}

/** A transform of vega after which rows that were put in by an author know those of their group. */
function keepingImputed(transform: JsonObject): readonly JsonObject[] {
  const { field, groupby, value } = transform;
  if (typeof value === 'number') return [transform];
  const group = {
    ...{ type: 'joinaggregate', ops: ['values'], fields: [rowField], as: [membersOf(String(field))] },
    ...(groupby === undefined ? {} : { groupby }),
  };
  return [transform, group];
}

/** What comes before a row in its order has a smaller rank: a window alone would not say what is in it. */
function keepingWindow(transform: JsonObject, names: readonly string[]): readonly unknown[] {
  const { groupby } = transform;
  const group = {
    type: 'joinaggregate',
    ...(groupby === undefined ? {} : { groupby }),
    ...added({}, 'values', names.map(membersOf)),
  };
  const { params } = transform;
  const ranked = { ...transform, ...added(transform, 'rank', names.map(rankOf)) };
  const own = { ...ranked, ...added(ranked, 'row_number', names.map(orderOf)) };
  const ops = toArray(transform.ops);
  const sized = names.filter((_, index) => !rankings.has(String(ops[index])));
  const whole = { ...own, ...added(own, 'count', sized.map(sizeOf)) };
  const more = [...names, ...names, ...sized].map(() => null);
  return [Array.isArray(params) ? { ...whole, params: [...params, ...more] } : whole, group];
}

function added({ ops, fields, as }: JsonObject, op: string, names: readonly string[]): JsonObject {
  return {
    ops: [...toArray(ops), ...names.map(() => op)],
    // Vega asks for a field although it keeps whole rows; a rank has none.
    fields: [...toArray(fields), ...names.map(() => (op === 'values' ? rowField : null))],
    as: [...toArray(as), ...names],
  };
}

/** The indexes of all rows of the dataset that a datum was drawn from, those behind its numbers too. */
export const rowsBehind = (datum: JsonObject): readonly number[] => [...rowsUnder(datum, false)];

/** The indexes of all rows that went into a datum, into what was worked out of its rows before as well. */
export const rowsBeneath = (datum: JsonObject): ReadonlySet<number> => rowsUnder(datum, true);

function rowsUnder(datum: JsonObject, beneathRows: boolean): ReadonlySet<number> {
  const found = new Set<number>();
  const seen = new Set<JsonObject>();
  const open = [datum];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const row = next[rowField];
    if (typeof row === 'number') found.add(row);
    if (typeof row === 'number' && !beneathRows) continue;
    for (const [key, value] of Object.entries(next))
      if (key.startsWith(membersOf('')))
        for (const each of toArray(value)) if (isObject(each)) open.push(each);
  }
  return found;
}

/**
 * How many rows stand behind the numbers of some datums together: each is a part of a formula. Of a window those that it has; layers
 * over the same windows share them.
 */
export function countMembers(datums: readonly JsonObject[]): number {
  const windows = new Map<unknown, Set<unknown>>();
  let count = 0;
  for (const datum of datums)
    for (const [key, value] of Object.entries(datum)) {
      if (!key.startsWith(membersOf(''))) continue;
      const name = key.slice(membersOf('').length);
      const place = datum[orderOf(name)];
      const known = windows.get(value) ?? new Set();
      windows.set(value, known);
      if (place !== undefined && known.has(`${name} ${String(place)}`)) continue;
      known.add(`${name} ${String(place)}`);
      const size = datum[sizeOf(name)];
      count += typeof size === 'number' ? size : toArray(value).length;
    }
  return count;
}

/** The indexes of all rows that the numbers of a datum were made of, which is of more than its own where it has a share. */
export const rowsCombined = (datum: JsonObject): readonly number[] => {
  const { [rowField]: own, ...numbers } = datum;
  return [...(typeof own === 'number' ? [own] : []), ...rowsBehind(numbers)];
};

/** The rows behind a number that vega added up or chose. */
export function membersIn(datum: JsonObject, field: string): readonly JsonObject[] {
  return toArray(datum[membersOf(field)]).filter(isObject);
}

/** The rows that a window made a number of a datum from, in its order. */
export function windowAt(
  datum: JsonObject,
  field: string,
  { frame: [before, after], hasPeers }: Pick<Extract<Definition, { kind: 'window' }>, 'frame' | 'hasPeers'>,
): readonly JsonObject[] {
  const numberIn = (row: JsonObject, name: string): number => Number(row[name]);
  const members = membersIn(datum, field);
  // Vega-lite makes of a window over all rows a number of all rows, which stand in no order.
  if (datum[orderOf(field)] === undefined) return members;
  const group: JsonObject[] = [];
  for (const member of members) group[numberIn(member, orderOf(field)) - 1] = member;
  const place = numberIn(datum, orderOf(field)) - 1;
  const end = (offset: number | null, open: number): number =>
    offset === null ? open : Math.min(Math.max(place + offset, 0), group.length - 1);
  const rankAt = (index: number): number => numberIn(group[index] ?? {}, rankOf(field));
  let [first, last] = [end(before, 0), end(after, group.length - 1)];
  while (hasPeers && first > 0 && rankAt(first - 1) === rankAt(first)) first -= 1;
  while (hasPeers && last + 1 < group.length && rankAt(last + 1) === rankAt(last)) last += 1;
  return group.slice(first, last + 1);
}
