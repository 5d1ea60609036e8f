import { isObject, type JsonObject, toArray, toObject } from '../spec.js';

/** Transforms of vega that make points of their own, which no longer know the rows that they were made from. */
const curves: ReadonlySet<unknown> = new Set(['regression', 'loess', 'quantile', 'kde']);

const groupField = '__group';

/** True for a point of a curve, which is none of the rows that the curve goes through. */
export const isOfCurve = (datum: JsonObject): boolean => datum[groupField] !== undefined;

interface Kept {
  /** The field of vega's rows that says which row of the dataset each is. */
  readonly row: string;
  /** The name under which a number keeps what it was made of. */
  readonly membersOf: (field: string) => string;
}

/**
 * The data of a chart in which every point of a curve keeps the rows of its group: they are looked up by that group. A curve that is bent
 * is drawn at places that can be told, and from its first point to its last.
 */
export function keepingCurves(data: unknown, kept: Kept): readonly unknown[] {
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
    fields: [kept.row, ...ends.map(() => curve.x)],
    as: ['__rows', ...ends.map(({ as }) => as)],
  };
  const looked = {
    type: 'lookup',
    from: groups,
    key: groupField,
    fields: [groupField],
    values: collected.as,
    as: [kept.membersOf(String(toArray(curve.as).at(-1))), ...ends.map(({ as }) => as)],
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
