import { rowField } from '../rows.js';
import { isObject, type JsonObject, toArray, toObject } from '../spec.js';
import { type Definition, rankings } from './definitions.js';

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
        withMembers(key === 'data' && Array.isArray(value) ? value.flatMap(keepingCurves) : value),
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

/** Transforms of vega that make points of their own, which no longer know the rows that they were made from. */
const curves: ReadonlySet<unknown> = new Set(['regression', 'loess', 'quantile', 'kde']);

const groupField = '__group';

/** True for a point of a curve, which is none of the rows that the curve goes through. */
export const isOfCurve = (datum: JsonObject): boolean => datum[groupField] !== undefined;

/**
 * The data of a chart in which every point of a curve keeps the rows of its group: they are looked up by that group. A curve that is bent
 * is drawn at places that can be told, and from its first point to its last.
 */
function keepingCurves(data: unknown): readonly unknown[] {
  if (!isObject(data) || !Array.isArray(data.transform) || typeof data.name !== 'string') return [data];
  const list = data.transform.map(toObject);
  const index = list.findIndex(({ type }) => curves.has(type));
  const curve = list[index];
  if (curve === undefined) return [data];
  const { transform: _, name, ...source } = data;
  const [before, groups] = [`${name}__before`, `${name}__groups`];
  const signal = `${name.replaceAll(/\W/g, '_')}__extent`;
  const { along, parameters, ends, chosen } = samplingOf(curve, signal);
  const fields = toArray(curve.groupby).map((field) => `"|" + datum[${JSON.stringify(field)}]`);
  const group = { type: 'formula', as: groupField, expr: ['"all"', ...fields].join(' + ') };
  const collected = {
    type: 'aggregate',
    groupby: curve.groupby ?? [],
    ops: ['values', ...ends.map(({ op }) => op)],
    fields: [rowField, ...ends.map(() => curve.x)],
    as: ['__rows', ...ends.map(({ as }) => as)],
  };
  const looked = {
    type: 'lookup',
    from: groups,
    key: groupField,
    fields: [groupField],
    values: collected.as,
    as: [membersOf(String(toArray(curve.as).at(-1))), ...ends.map(({ as }) => as)],
  };
  const { wholes: __, minsteps, maxsteps, ...plain } = curve;
  const extent = along === undefined ? [] : [{ type: 'extent', field: along, signal }];
  return [
    { ...source, name: before, transform: [...list.slice(0, index), ...extent] },
    { name: groups, source: before, transform: [collected, group] },
    {
      ...{ name, source: before },
      transform: [{ ...plain, ...parameters }, group, looked, ...chosen, ...list.slice(index + 1)],
    },
  ];
}

/** At which places a curve is drawn. */
interface Sampling {
  /** The field whose extent they depend on. */
  readonly along?: unknown;
  readonly parameters: JsonObject;
  /** What is known of each group besides its rows. */
  readonly ends: readonly { readonly op: string; readonly as: string }[];
  /** Which of the points that vega makes stay. */
  readonly chosen: readonly JsonObject[];
}

function samplingOf(curve: JsonObject, signal: string): Sampling {
  if (isBent(curve)) {
    const { extent, chosen } = placesAlong(String(toArray(curve.as)[0]), signal, curve.wholes === true);
    const ends = [
      { op: 'min', as: '__first' },
      { op: 'max', as: '__last' },
    ];
    return { along: curve.x, parameters: { extent: { signal: extent } }, ends, chosen };
  }
  const plain = { parameters: {}, ends: [], chosen: [] };
  return isUneven(curve) ? { ...plain, along: curve.field, parameters: evenPlaces(curve, signal) } : plain;
}

const isBent = ({ type, method, params }: JsonObject): boolean =>
  type === 'regression' && ['quad', 'poly', 'log', 'exp', 'pow'].includes(String(method)) && params !== true;

/** Steps along a density beyond which its table would be too long. */
const mostSteps = 40;

/** A density of which nobody says how many steps it has, or too many. */
const isUneven = ({ type, steps: own }: JsonObject): boolean =>
  type === 'kde' && !(typeof own === 'number' && own > 0 && own <= mostSteps);

/** Round places along a density: from the one before the first number to the one after the last, or within the extent of its author. */
function evenPlaces(
  { extent }: JsonObject,
  signal: string,
): { readonly extent: JsonObject; readonly steps: JsonObject } {
  const [first, last] = Array.isArray(extent) ? extent.map(Number) : [`${signal}[0]`, `${signal}[1]`];
  const step = roundStep(`max(${last} - ${first}, 1e-9) / ${mostSteps}`);
  const ends = Array.isArray(extent) ? ['ceil', 'floor'] : ['floor', 'ceil'];
  const [from, to] = [
    `${ends[0]}((${first}) / ${step} + ${Array.isArray(extent) ? '-' : ''}1e-9)`,
    `${ends[1]}((${last}) / ${step} - ${Array.isArray(extent) ? '-' : ''}1e-9)`,
  ];
  return {
    extent: { signal: `[${from} * ${step}, ${to} * ${step}]` },
    steps: { signal: `max(1, ${to} - ${from})` },
  };
}

/** The least of 1, 2, 5 and 10 times a power of ten that is not below an expression. */
function roundStep(raw: string): string {
  const power = `pow(10, floor(log(${raw}) / LN10))`;
  const lead = `(${raw}) / ${power}`;
  return `(${power} * (${lead} <= 1 ? 1 : ${lead} <= 2 ? 2 : ${lead} <= 5 ? 5 : 10))`;
}

/** How many steps vega takes along a curve before it looks where more are needed. */
const steps = 25;

/**
 * Round places along a curve: multiples of 1, 2 or 5 and a power of ten, ten to twenty-five of them between the ends of all data. The
 * extent is that of so many steps from the first; what vega adds between them, and what lies beyond the points of a group, is left out.
 */
function placesAlong(
  x: string,
  signal: string,
  areWhole: boolean,
): { readonly extent: string; readonly chosen: readonly JsonObject[] } {
  const raw = `max(${signal}[1] - ${signal}[0], 1e-9) / ${steps}`;
  const nice = roundStep(raw);
  const step = areWhole ? `max(1, ${nice})` : nice;
  const first = `(ceil(${signal}[0] / ${step} - 1e-9) * ${step})`;
  const at = `datum[${JSON.stringify(x)}]`;
  return {
    extent: `[${first}, ${first} + ${steps} * ${step}]`,
    chosen: [
      { type: 'filter', expr: `abs(${at} / ${step} - round(${at} / ${step})) < 1e-6` },
      { type: 'formula', as: x, expr: `round(${at} / ${step}) * ${step}` },
      {
        type: 'filter',
        expr: `${at} >= datum.__first - 1e-9 * ${step} && ${at} <= datum.__last + 1e-9 * ${step}`,
      },
    ],
  };
}
