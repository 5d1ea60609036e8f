import type { Field } from '../../model/dataset.js';
import { childViews, isObject, type JsonObject, toArray, toObject } from '../spec.js';
import { isTime } from '../time-labels.js';
import type { ExpressionNode } from '../vega.js';
import type { Window } from './members.js';

/** What a density is: a height, or how much lies below; of all, or in numbers. */
export type DensityOperation = 'density' | 'density-count' | 'density-below' | 'density-count-below';

/** How a chart makes a field that its dataset does not have. */
export type Definition =
  | { readonly kind: 'calculate'; readonly expression: ExpressionNode }
  | { readonly kind: 'aggregate'; readonly op: string; readonly field: string | undefined }
  /** Of the rows around each, in an order. */
  | {
      readonly kind: 'window';
      readonly op: string;
      readonly field: string | undefined;
      readonly window: Window;
      /** Whether the greatest comes first. */
      readonly isDescending: boolean;
      readonly param: number;
    }
  | { readonly kind: 'fold'; readonly key: string }
  /** Where a point of a curve stands along its axis. */
  | { readonly kind: 'curve-place' }
  /** The names of folded fields. */
  | { readonly kind: 'key' }
  /** Places of bins and of segments: they say where a cell is drawn, not what it is. `of`: the field in bins. */
  | { readonly kind: 'layout'; readonly stack?: object; readonly of?: string | undefined }
  /** A line through points, where it is at `on`; the other fields of it say where that is. Straight without `powers`. */
  | {
      readonly kind: 'line';
      readonly on: string;
      readonly field: string;
      readonly at: string;
      readonly powers?: number;
    }
  /** The number below which a part of all numbers lies: which part is in `at`. */
  | { readonly kind: 'quantile'; readonly field: string; readonly at: string }
  /** How dense numbers lie along an axis, by a bell around each; `bandwidth` is 0 where the rule gives one. */
  | {
      readonly kind: 'density';
      readonly field: string;
      readonly at: string;
      readonly bandwidth: number;
      readonly operation: DensityOperation;
    }
  /** The beginning of a month, a year or another unit of time. */
  | { readonly kind: 'time'; readonly unit: string }
  /** A running sum over categories: no number that a reader knows, but a place where the next one begins. */
  | { readonly kind: 'running'; readonly field: string; readonly why: string }
  /** `why` it cannot be made again. */
  | { readonly kind: 'refused'; readonly why: string };

/** A definition, and those that held before it: a transform may give what it makes the name of what it reads. */
export type Placed = Definition & { readonly before: Definitions };

export type Definitions = ReadonlyMap<string, Placed>;

/** The fields that a unit's own transforms and those of the views around it make, the last of each name. */
export function definitionsOf(
  spec: JsonObject,
  target: string,
  fields: readonly Field[],
  parse: (source: string) => ExpressionNode,
): Definitions {
  let made: Definitions = new Map();
  const visit = (view: JsonObject, pointer: string): void => {
    for (const transform of toArray(view.transform)) {
      if (!isObject(transform)) continue;
      const before = made;
      const own = madeBy(transform, fields, parse).map(([name, how]) => [name, { ...how, before }] as const);
      made = new Map([...before, ...own]);
    }
    const next = childViews(view, pointer).find((child) => `${target}/`.startsWith(`${child.pointer}/`));
    if (next !== undefined) visit(next.view, next.pointer);
  };
  visit(spec, '');
  return made;
}

function madeBy(
  transform: JsonObject,
  fields: readonly Field[],
  parse: (source: string) => ExpressionNode,
): readonly (readonly [string, Definition])[] {
  const names = [transform.as].flat().filter((name): name is string => typeof name === 'string');
  if (typeof transform.calculate === 'string') {
    const expression = parse(transform.calculate);
    return names.map((name) => [name, { kind: 'calculate', expression }] as const);
  }
  if (transform.fold !== undefined) {
    const [key = 'key', value = 'value'] = names;
    return [
      [value, { kind: 'fold', key }],
      [key, { kind: 'key' }],
    ];
  }
  if (transform.regression !== undefined) {
    const [on, field] = [String(transform.on), String(transform.regression)];
    const [at = on, own = field] = names;
    const { method = 'linear', extent, params } = transform;
    const powers = method === 'quad' ? 2 : method === 'poly' ? Number(transform.order ?? 3) : undefined;
    const why =
      method !== 'linear' && !(powers !== undefined && powers > 0)
        ? `regression \`${String(method)}\``
        : extent !== undefined
          ? 'line that reaches past its points (`extent`)'
          : 'list of coefficients (`params`)';
    const isLine = (method === 'linear' || (powers ?? 0) > 0) && extent === undefined && params !== true;
    return [
      [at, { kind: 'curve-place' }],
      [
        own,
        isLine
          ? { kind: 'line', on, field, at, ...(powers === undefined ? {} : { powers }) }
          : { kind: 'refused', why },
      ],
    ];
  }
  if (typeof transform.quantile === 'string') {
    const [at = 'prob', own = 'value'] = names;
    return [
      [at, { kind: 'curve-place' }],
      [own, { kind: 'quantile', field: transform.quantile, at }],
    ];
  }
  if (typeof transform.density === 'string') {
    const [at = 'value', own = 'density'] = names;
    const { bandwidth = 0, counts, cumulative } = transform;
    const operation: DensityOperation =
      cumulative === true
        ? counts === true
          ? 'density-count-below'
          : 'density-below'
        : counts === true
          ? 'density-count'
          : 'density';
    return [
      [at, { kind: 'curve-place' }],
      [own, { kind: 'density', field: transform.density, at, bandwidth: Number(bandwidth), operation }],
    ];
  }
  const [curve] = Object.keys(transform).filter((key) => unrepeatable.has(key));
  if (curve !== undefined) {
    const own = transform.as === undefined ? [transform.on, transform[curve]] : names;
    const why = `\`${curve}\``;
    return own.flatMap((name) =>
      typeof name === 'string' ? [[name, { kind: 'refused', why }] as const] : [],
    );
  }
  if (transform.timeUnit !== undefined) {
    const [name] = names;
    const unit = String(toObject(transform.timeUnit).unit ?? transform.timeUnit);
    return name === undefined ? [] : [[name, { kind: 'time', unit }]];
  }
  if (transform.bin !== undefined || transform.stack !== undefined) {
    const of = typeof transform.field === 'string' ? transform.field : undefined;
    const [name] = names;
    // Vega-Lite names the other end of a bin after its beginning.
    const ends = names.length === 1 && of !== undefined ? [...names, `${name}_end`] : names;
    return ends.map((each) => [each, { kind: 'layout', of, stack: transform }] as const);
  }
  if (transform.window !== undefined)
    return toArray(transform.window).flatMap((each) => windowed(toObject(each), transform, fields));
  for (const kind of ['aggregate', 'joinaggregate'] as const) {
    if (transform[kind] === undefined) continue;
    return toArray(transform[kind]).flatMap((each) => {
      const { op, field, as } = isObject(each) ? each : {};
      if (typeof op !== 'string' || typeof as !== 'string') return [];
      return [[as, { kind: 'aggregate', op, field: typeof field === 'string' ? field : undefined }] as const];
    });
  }
  return [];
}

/** Transforms whose numbers are not made again. */
const unrepeatable: ReadonlySet<string> = new Set(['loess']);
/** What a window makes of the rows around each. */
function windowed(
  { op, field, as, param }: JsonObject,
  transform: JsonObject,
  fields: readonly Field[],
): readonly (readonly [string, Definition])[] {
  if (typeof op !== 'string' || typeof as !== 'string') return [];
  const why = whyNoWindow(op, transform, fields);
  const own = nameOf(field);
  if (why !== undefined)
    return [
      [
        as,
        op === 'sum' && own !== undefined ? { kind: 'running', field: own, why } : { kind: 'refused', why },
      ],
    ];
  const [before = null, after = 0] = toArray(transform.frame);
  const isWhole = transform.frame === undefined;
  const window: Window = {
    frame: isWhole ? [null, 0] : [asOffset(before), asOffset(after)],
    ignoresPeers: transform.ignorePeers === true,
  };
  const [first] = toArray(transform.sort).filter(isObject);
  return [
    [
      as,
      {
        ...{ kind: 'window', op, window, isDescending: first?.order === 'descending' },
        field: rankings.has(op) ? nameOf(first?.field) : own,
        param: typeof param === 'number' ? param : 1,
      },
    ],
  ];
}

const asOffset = (offset: unknown): number | null => (typeof offset === 'number' ? offset : null);
const nameOf = (field: unknown): string | undefined => (typeof field === 'string' ? field : undefined);

/** Operations that say where a row stands in an order. */
export const rankings: ReadonlySet<string> = new Set(['rank', 'dense_rank', 'row_number', 'cume_dist']);

/** Operations that a reader knows whatever the order is. */
const ofAnyOrder: ReadonlySet<string> = new Set([...rankings, 'count', 'min', 'max']);

/** What is added up or averaged from row to row follows time, so that a reader knows what came before. */
function whyNoWindow(op: string, { sort, frame }: JsonObject, fields: readonly Field[]): string | undefined {
  const [first, ...more] = toArray(sort).filter(isObject);
  const [before = null, after = 0] = toArray(frame);
  const isAround = Number(before ?? 0) <= 0 && Number(after ?? 0) >= 0;
  if (first === undefined) return `\`${op}\` of a window without an order (\`sort: [{field: year}]\`)`;
  if (!isAround) return `\`${op}\` of a window without its own row (\`frame\`)`;
  if (rankings.has(op) && more.length > 0) return `\`${op}\` by several fields`;
  if (ofAnyOrder.has(op)) return undefined;
  const along = fields.find(({ name }) => name === first.field);
  const isForward = first.order === undefined || first.order === 'ascending';
  if (along !== undefined && isTime(along) && isForward && more.length === 0) return undefined;
  return `\`${op}\` of a window that does not follow time (\`sort: [{field: year}]\`)`;
}
