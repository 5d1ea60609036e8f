import type { Field } from '../../model/dataset/dataset.js';
import { fieldOf, fieldsIn } from '../check/expression.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { childViews, isObject, type JsonObject, toArray, toObject } from '../spec.js';
import type { Definition, Definitions, Made } from './definition.js';
import { pivotedBy } from './pivot.js';
import { windowed } from './windows.js';

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
  const visit = (view: JsonObject, pointer: string): void => {
    for (const transform of toArray(view.transform)) {
      if (!isObject(transform)) continue;
      const before = made;
      const own = madeBy(transform, { fields, parse, before });
      made = new Map([...before, ...own.map(([name, how]) => [name, { ...how, before }] as const)]);
    }
    const next = childViews(view, pointer).find((child) => `${target}/`.startsWith(`${child.pointer}/`));
    if (next !== undefined) visit(next.view, next.pointer);
  };
  visit(spec, '');
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
          { kind: 'refused', why: 'line that reaches past its points (`extent`)' },
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
