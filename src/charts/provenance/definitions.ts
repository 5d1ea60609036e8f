import type { Field } from '../../model/dataset/dataset.js';
import type { CurveKind } from '../../model/operations/curve.js';
import { fieldOf } from '../check/expression.js';
import { isTime } from '../compose/time-labels.js';
import { marginCall, marginParts } from '../composite/margin.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { childViews, isObject, type JsonObject, toArray, toObject } from '../spec.js';
import type { Definition, Definitions, DensityOperation } from './definition.js';
import { type Order, type OrderedField, rankings, type Window } from './frames.js';
import { imputedBy } from './imputing.js';
import { pivotedBy } from './pivot.js';

/** Operations that a reader knows whatever the order is. */
const ofAnyOrder: ReadonlySet<string> = new Set([...rankings, 'count', 'min', 'max']);

/** What is added up or averaged from row to row. */
const running: ReadonlySet<string> = new Set(['sum', 'mean', 'average', 'median']);

interface Around {
  readonly fields: readonly Field[];
  readonly before: Definitions;
}

/** What a window makes of the rows around each. */
function windowed(
  { op, field, as, param }: JsonObject,
  transform: JsonObject,
  around: Around,
): readonly (readonly [string, Definition])[] {
  if (typeof op !== 'string' || typeof as !== 'string') return [];
  const order = orderOf(op, transform, around);
  const own = nameOf(field);
  if (typeof order === 'string')
    return [
      [
        as,
        op === 'sum' && own !== undefined
          ? { kind: 'running', field: own, why: order }
          : { kind: 'refused', why: order },
      ],
    ];
  const [before = null, after = 0] = toArray(transform.frame);
  const isWhole = transform.frame === undefined;
  const window: Window = {
    frame: isWhole ? [null, 0] : [asOffset(before), asOffset(after)],
    ignoresPeers: transform.ignorePeers === true,
  };
  const [first] = orderedBy(transform);
  return [
    [
      as,
      {
        ...{ kind: 'window', op, window, isDescending: first?.isDescending === true, order },
        field: rankings.has(op) ? first?.field : own,
        param: typeof param === 'number' ? param : 1,
      },
    ],
  ];
}

const asOffset = (offset: unknown): number | null => (typeof offset === 'number' ? offset : null);
const nameOf = (field: unknown): string | undefined => (typeof field === 'string' ? field : undefined);

const orderedBy = ({ sort }: JsonObject): readonly OrderedField[] =>
  toArray(sort)
    .filter(isObject)
    .map(({ field, order }) => ({ field: String(field), isDescending: order === 'descending' }));

/** By what the rows of a window follow one another; where a reader would not know what came before, why. */
function orderOf(op: string, transform: JsonObject, { fields, before }: Around): Order | string {
  const by = orderedBy(transform);
  const [first, ...more] = by;
  const [from = null, to = 0] = toArray(transform.frame);
  const isAround = Number(from ?? 0) <= 0 && Number(to ?? 0) >= 0;
  if (!isAround) return `\`${op}\` of a window without its own row (\`frame\`)`;
  if (first === undefined)
    return running.has(op)
      ? { kind: 'rows' }
      : `\`${op}\` of a window without an order (\`sort: [{field: year}]\`)`;
  if (rankings.has(op) && op !== 'rank' && more.length > 0) return `\`${op}\` by several fields`;
  if (ofAnyOrder.has(op)) return { kind: 'any', by };
  const along = fields.find(({ name }) => name === first.field);
  if (more.length === 0 && !first.isDescending) {
    if (along !== undefined && isTime(along)) return { kind: 'time' };
    const made = before.get(first.field);
    const isAlong =
      made?.kind === 'layout' || made?.kind === 'time' || (made === undefined && along?.role === 'measure');
    const unit = made?.kind === 'time' ? { timeUnit: made.unit } : {};
    if (running.has(op) && isAlong) return { kind: 'along', field: first.field, ...unit };
  }
  return `\`${op}\` of a window that does not follow time (\`sort: [{field: year}]\`)`;
}

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
      const own = madeBy(transform, fields, { parse, before }).map(
        ([name, how]) => [name, { ...how, before }] as const,
      );
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
  { parse, before }: { readonly parse: (source: string) => ExpressionNode; readonly before: Definitions },
): readonly (readonly [string, Definition])[] {
  const names = [transform.as].flat().filter((name): name is string => typeof name === 'string');
  if (transform.calculate === marginCall) {
    const error = before.get(marginParts.error);
    const field = error?.kind === 'aggregate' ? error.field : undefined;
    return names.map((name) => [name, { kind: 'margin', of: marginParts.error, field }] as const);
  }
  if (typeof transform.calculate === 'string') {
    const expression = parse(transform.calculate);
    if (isStandardQuantile(expression, before))
      return names.map((name) => [name, { kind: 'curve-place', isRounded: true }] as const);
    return names.map((name) => [name, { kind: 'calculate', expression }] as const);
  }
  if (transform.fold !== undefined) {
    const [key = 'key', value = 'value'] = names;
    return [
      [value, { kind: 'fold', key }],
      [key, { kind: 'key' }],
    ];
  }
  if (transform.impute !== undefined) return imputedBy(transform);
  if (transform.pivot !== undefined) return pivotedBy(transform, fields);
  if (transform.regression !== undefined) {
    const [on, field] = [String(transform.on), String(transform.regression)];
    const [at = on, own = field] = names;
    const { method = 'linear', extent, params } = transform;
    const powers = method === 'quad' ? 2 : method === 'poly' ? Number(transform.order ?? 3) : undefined;
    const curve = curveMethods[String(method)];
    const isKnown = method === 'linear' || (powers !== undefined && powers > 0) || curve !== undefined;
    const why = !isKnown
      ? `regression \`${String(method)}\``
      : extent !== undefined
        ? 'line that reaches past its points (`extent`)'
        : 'list of coefficients (`params`)';
    const isLine = isKnown && extent === undefined && params !== true;
    return [
      [at, { kind: 'curve-place' }],
      [
        own,
        isLine
          ? {
              kind: 'line',
              on,
              field,
              at,
              ...(powers === undefined ? {} : { powers }),
              ...(curve && { curve }),
            }
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
    return toArray(transform.window).flatMap((each) =>
      windowed(toObject(each), transform, { fields, before }),
    );
  for (const kind of ['aggregate', 'joinaggregate'] as const) {
    if (transform[kind] === undefined) continue;
    return toArray(transform[kind]).flatMap((each): readonly (readonly [string, Definition])[] => {
      const { op, field, as } = isObject(each) ? each : {};
      if (typeof op !== 'string' || typeof as !== 'string') return [];
      const end = typeof field === 'string' ? before.get(field) : undefined;
      // Where the segments of a group begin and end is a place like those of each.
      if (end?.kind === 'layout' && (op === 'min' || op === 'max')) return [[as, { ...end }] as const];
      return [[as, { kind: 'aggregate', op, field: typeof field === 'string' ? field : undefined }] as const];
    });
  }
  return [];
}

/** The number below which the same part of a standard distribution lies: where a quantile stands beside it, and no number of the data. */
function isStandardQuantile(
  { type, callee, arguments: given }: ExpressionNode,
  before: Definitions,
): boolean {
  const [part, ...more] = toArray(given);
  const field = fieldOf(part);
  return (
    type === 'CallExpression' &&
    /^quantile(?:Normal|Uniform)$/.test(String(toObject(callee).name)) &&
    more.length === 0 &&
    field !== undefined &&
    before.get(field)?.kind === 'curve-place'
  );
}

/** Curves by the names that vega-lite has for them. */
const curveMethods: Readonly<Record<string, CurveKind>> = {
  log: 'logarithm',
  exp: 'exponential',
  pow: 'power',
};

/** Transforms whose numbers are not made again. */
const unrepeatable: ReadonlySet<string> = new Set(['loess']);
