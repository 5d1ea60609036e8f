import type { Field } from '../../model/dataset/dataset.js';
import { fieldOf, fieldsIn } from '../check/expression.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { isObject, type JsonObject, toArray, toObject, viewsTo } from '../spec.js';
import { isTime } from '../times.js';

interface Around {
  readonly fields: readonly Field[];
  readonly parse: (source: string) => ExpressionNode;
  readonly before: Definitions;
}

/** The fields that a unit's own transforms and those of the views around it make, the last of each name. */
export function definitionsOf(
  spec: JsonObject,
  target: string,
  fields: readonly Field[],
  parse: Around['parse'],
): Definitions {
  let made: Definitions = new Map();
  const transforms = viewsTo(spec, target).flatMap(({ view }) => toArray(view.transform));
  for (const transform of transforms.filter(isObject)) {
    const before = made;
    const own = madeBy(transform, { fields, parse, before });
    made = new Map([...before, ...own.map(([name, how]) => [name, { ...how, before }] as const)]);
  }
  return made;
}

/** By the key that names a transform: `bin` and `stack` are others' parameters too, so they come last. */
function madeBy(transform: JsonObject, around: Around): Made {
  const key = Object.keys(makers).find((each) => transform[each] !== undefined);
  return key === undefined ? [] : (makers[key]?.(transform, namesIn(transform), around) ?? []);
}

const namesIn = ({ as }: JsonObject): readonly string[] =>
  [as].flat().filter((name): name is string => typeof name === 'string');

type Maker = (transform: JsonObject, names: readonly string[], around: Around) => Made;

const makers: Readonly<Record<string, Maker>> = {
  calculate: ({ calculate }, names, { parse, before }) => {
    const expression = parse(String(calculate));
    const made: Definition = isStandardQuantile(expression, before)
      ? { kind: 'curve-place', isRounded: true }
      : { kind: 'calculate', expression };
    return names.map((name) => [name, made]);
  },
  fold: (_, [key = 'key', value = 'value']) => [
    [value, { kind: 'fold', key }],
    [key, { kind: 'key' }],
  ],
  impute: ({ impute, key }) => [
    [String(key), { kind: 'curve-place' }],
    [String(impute), { kind: 'imputed' }],
  ],
  pivot: (transform, _, { fields }) => pivotedBy(transform, fields),
  regression: ({ regression, on, method = 'linear', order = 3, extent }, names) => {
    if (method !== 'linear' && extent !== undefined)
      return [
        [
          names[1] ?? String(regression),
          { kind: 'refused', why: 'a line that reaches past its points (`extent`)' },
        ],
      ];
    const powers = method === 'quad' ? 2 : method === 'poly' ? Number(order) : 1;
    // With a point for each of its coefficients it goes through all of them.
    const fewest = powers > 1 ? Math.max(fewestNumbers, 2 * (powers + 1)) : fewestNumbers;
    return along('regression', [on, regression], names, { isStraight: method === 'linear', fewest });
  },
  loess: ({ loess, on }, names) => along('loess', [on, loess], names),
  quantile: ({ quantile }, [at = 'prob', own = 'value']) => along('quantile', [quantile], [at, own]),
  // A density of a handful of numbers shows the bells around them, and not the numbers.
  density: ({ density }, [at = 'value', own = 'density']) =>
    along('density', [density], [at, own], { fewest: 20 }),
  window: (transform, _, around) =>
    toArray(transform.window).flatMap((each) => windowed(toObject(each), transform, around)),
  joinaggregate: ({ joinaggregate }, _, { before }) => aggregated(joinaggregate, before),
  aggregate: ({ aggregate }, _, { before }) => aggregated(aggregate, before),
  timeUnit: ({ timeUnit }, [name]) =>
    name === undefined ? [] : [[name, { kind: 'time', unit: String(toObject(timeUnit).unit ?? timeUnit) }]],
  bin: laidOut,
  stack: laidOut,
};

/** With fewer numbers every one of them is a quartile of its own. */
export const fewestNumbers = 5;

/** A curve, and where its points stand. */
function along(
  transform: Extract<Definition, { kind: 'curve' }>['transform'],
  read: readonly unknown[],
  names: readonly string[],
  { isStraight = false, fewest = fewestNumbers } = {},
): Made {
  const fields = read.map(String);
  const [at = fields[0] ?? '', own = fields.at(-1) ?? ''] = names;
  return [
    [at, { kind: 'curve-place' }],
    [own, { kind: 'curve', transform, fields, isThrough: fields.length > 1, isStraight, fewest }],
  ];
}

function aggregated(list: unknown, before: Definitions): Made {
  return toArray(list).flatMap((each): Made => {
    const { op, field, as } = toObject(each);
    if (typeof op !== 'string' || typeof as !== 'string') return [];
    const of = typeof field === 'string' ? field : undefined;
    const end = before.get(of ?? '');
    // Where the segments of a group begin and end is a place like those of each.
    if (end?.kind === 'layout' && (op === 'min' || op === 'max')) return [[as, end]];
    return [[as, { kind: 'aggregate', op, field: of }]];
  });
}

function laidOut(transform: JsonObject, names: readonly string[]): Made {
  const of = typeof transform.field === 'string' ? transform.field : undefined;
  // Vega-Lite names the other end of a bin after its beginning.
  const ends = names.length === 1 && of !== undefined ? [...names, `${names[0]}_end`] : names;
  return ends.map((each) => [each, { kind: 'layout', of, stack: transform }]);
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

/** What a field is made by, and what it is made from is made by: all of it. */
export function definitionsBehind(name: string, definitions: Definitions): readonly Definition[] {
  const own = definitions.get(name);
  if (own === undefined) return [];
  return [own, ...fieldsOf(own).flatMap((field) => definitionsBehind(field, own.before))];
}

/** The fields that a definition reads. */
export function fieldsOf(definition: Definition): readonly string[] {
  switch (definition.kind) {
    case 'calculate':
      return fieldsIn(definition.expression);
    case 'aggregate':
    case 'window':
    case 'pivoted':
      return definition.field === undefined || definition.op === 'count' ? [] : [definition.field];
    case 'curve':
      return definition.fields;
    default:
      return [];
  }
}

/** A field by which rows are ordered. */
export interface OrderedField {
  readonly field: string;
  readonly isDescending: boolean;
}

/** By what the rows of a window follow one another. */
export type Order =
  | { readonly kind: 'time' }
  /** Numbers, bands of them, or units of time: what comes before is what lies before along their axis. */
  | { readonly kind: 'along'; readonly field: string; readonly timeUnit?: string }
  /** As they stand in the data. */
  | { readonly kind: 'rows' }
  /** Whatever the order is, a reader knows what is meant. */
  | { readonly kind: 'any' };

/** What a window sees from a row: how many rows before and after it are in it; null for all. */
export type Frame = readonly [number | null, number | null];

/** How a chart makes a field that its dataset does not have. */
export type Definition =
  | { readonly kind: 'calculate'; readonly expression: ExpressionNode }
  | { readonly kind: 'aggregate'; readonly op: string; readonly field: string | undefined }
  /** Of the rows around each, in an order. */
  | {
      readonly kind: 'window';
      readonly op: string;
      readonly field: string | undefined;
      readonly frame: Frame;
      /** Rows of one rank as the first or the last of the frame are in it too. */
      readonly hasPeers: boolean;
      readonly order: Order;
    }
  /** What an operation makes of the numbers of those rows whose field has one name. */
  | {
      readonly kind: 'pivoted';
      readonly by: string;
      readonly name: string;
      readonly op: string;
      readonly field: string;
    }
  /** Cells, and what is put in where there are none. */
  | { readonly kind: 'imputed' }
  | { readonly kind: 'fold'; readonly key: string }
  /** Points of a curve through numbers, or along them. */
  | {
      readonly kind: 'curve';
      readonly transform: 'regression' | 'loess' | 'quantile' | 'density';
      /** What it is drawn from. */
      readonly fields: readonly string[];
      readonly isStraight: boolean;
      /** It goes through points, of which Vega leaves out those that lack a number. */
      readonly isThrough: boolean;
      /** Numbers that it needs at least to say more than each of them does. */
      readonly fewest: number;
    }
  /** Where a point of a curve stands along its axis; `isRounded` where it is told to three decimals. */
  | { readonly kind: 'curve-place'; readonly isRounded?: true }
  /** The names of folded fields. */
  | { readonly kind: 'key' }
  /** Places of bins and of segments: they say where a cell is drawn, not what it is. `of`: the field in bins. */
  | { readonly kind: 'layout'; readonly stack?: object; readonly of?: string | undefined }
  /** The beginning of a month, a year or another unit of time. */
  | { readonly kind: 'time'; readonly unit: string }
  /** A running sum over categories: no number that a reader knows, but a place where the next one begins. */
  | { readonly kind: 'running'; readonly field: string; readonly why: string }
  /** `why` a reader would not know what it is. */
  | { readonly kind: 'refused'; readonly why: string };

/** A definition, and those that held before it: a transform may give what it makes the name of what it reads. */
export type Placed = Definition & { readonly before: Definitions };

export type Definitions = ReadonlyMap<string, Placed>;

/** Field names with what makes them. */
export type Made = readonly (readonly [string, Definition])[];

/** Operations that say where a row stands in an order. */
export const rankings: ReadonlySet<string> = new Set([
  'rank',
  'dense_rank',
  'row_number',
  'cume_dist',
  'ntile',
]);

/** Operations that a reader knows whatever the order is. */
const ofAnyOrder: ReadonlySet<string> = new Set([...rankings, 'count', 'min', 'max']);

/** What is added up or averaged from row to row. */
const running: ReadonlySet<string> = new Set(['sum', 'mean', 'average', 'median']);

/** What a window makes of the rows around each. */
function windowed({ op, field, as }: JsonObject, transform: JsonObject, around: Around): Made {
  if (typeof op !== 'string' || typeof as !== 'string') return [];
  const order = orderOf(op, transform, around);
  const own = typeof field === 'string' ? field : undefined;
  if (typeof order === 'string')
    return [
      [
        as,
        op === 'sum' && own !== undefined
          ? { kind: 'running', field: own, why: order }
          : { kind: 'refused', why: order },
      ],
    ];
  const [from = null, to = 0] = toArray(transform.frame ?? [null, 0]);
  const [first] = orderedBy(transform);
  return [
    [
      as,
      {
        ...{ kind: 'window', op, order },
        frame: [asOffset(from), asOffset(to)],
        hasPeers: transform.ignorePeers !== true,
        field: rankings.has(op) ? first?.field : own,
      },
    ],
  ];
}

const asOffset = (offset: unknown): number | null => (typeof offset === 'number' ? offset : null);

const orderedBy = ({ sort }: JsonObject): readonly OrderedField[] =>
  toArray(sort)
    .filter(isObject)
    .map(({ field, order }) => ({ field: String(field), isDescending: order === 'descending' }));

/** By what the rows of a window follow one another; where a reader would not know what came before, why. */
function orderOf(op: string, transform: JsonObject, around: Around): Order | string {
  const [first, ...more] = orderedBy(transform);
  if (!holdsItsRow(transform)) return `\`${op}\` of a window that leaves out its own row (\`frame\`)`;
  if (first === undefined)
    return running.has(op)
      ? { kind: 'rows' }
      : `\`${op}\` of a window without an order such as \`sort: [{field: year}]\``;
  if (ofAnyOrder.has(op)) return { kind: 'any' };
  const order = more.length === 0 && !first.isDescending ? orderAlong(first.field, op, around) : undefined;
  return order ?? `\`${op}\` of a window that does not follow time, as with \`sort: [{field: year}]\``;
}

function holdsItsRow({ frame }: JsonObject): boolean {
  const [from, to] = toArray(frame);
  return Number(from ?? 0) <= 0 && Number(to ?? 0) >= 0;
}

/** Time, or what lies along an axis; undefined for names. */
function orderAlong(field: string, op: string, { fields, before }: Around): Order | undefined {
  const own = fields.find(({ name }) => name === field);
  if (own !== undefined && isTime(own)) return { kind: 'time' };
  if (!running.has(op)) return undefined;
  const made = before.get(field);
  if (made?.kind === 'time') return { kind: 'along', field, timeUnit: made.unit };
  const isAlong = made === undefined ? own?.role === 'measure' : made.kind === 'layout';
  return isAlong ? { kind: 'along', field } : undefined;
}

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
function pivotedBy(
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
