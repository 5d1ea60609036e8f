import type { Field } from '../../model/dataset.js';
import { childViews, isObject, type JsonObject, toArray } from '../spec.js';
import { isTime } from '../time-labels.js';
import type { ExpressionNode } from '../vega.js';

/** How a chart makes a field that its dataset does not have. */
export type Definition =
  | { readonly kind: 'calculate'; readonly expression: ExpressionNode }
  /** `running` over time; `refused` says why it cannot be made again. */
  | {
      readonly kind: 'aggregate';
      readonly op: string;
      readonly field: string | undefined;
      readonly running: boolean;
    }
  | { readonly kind: 'fold'; readonly key: string }
  /** Places of bins and of segments: they say where a cell is drawn, not what it is. */
  | { readonly kind: 'layout'; readonly stack?: object }
  /** A running sum over categories: no number that a reader knows, but a place where the next one begins. */
  | { readonly kind: 'running'; readonly field: string; readonly why: string }
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
    return [[value, { kind: 'fold', key }]];
  }
  if (transform.bin !== undefined || transform.stack !== undefined)
    return names.map((name) => [name, { kind: 'layout', stack: transform }] as const);
  for (const kind of ['aggregate', 'joinaggregate', 'window'] as const) {
    if (transform[kind] === undefined) continue;
    return toArray(transform[kind]).flatMap((each) => {
      const { op, field, as } = isObject(each) ? each : {};
      if (typeof op !== 'string' || typeof as !== 'string') return [];
      const why = kind === 'window' ? whyNoRunningSum(op, transform, fields) : undefined;
      const own = typeof field === 'string' ? field : undefined;
      return [
        [
          as,
          why === undefined
            ? { kind: 'aggregate', op, field: own, running: kind === 'window' }
            : kind === 'window' && op === 'sum' && own !== undefined
              ? { kind: 'running', field: own, why }
              : { kind: 'refused', why },
        ] as const,
      ];
    });
  }
  return [];
}

/** A window adds up what came before, in the order of time; anything else is no operation that a reader knows. */
function whyNoRunningSum(
  op: string,
  { sort, frame }: JsonObject,
  fields: readonly Field[],
): string | undefined {
  if (op !== 'sum') return `\`${op}\` of a window`;
  const [first, ...more] = toArray(sort).filter(isObject);
  const along = fields.find(({ name }) => name === first?.field);
  const isForward = first?.order === undefined || first.order === 'ascending';
  if (along === undefined || !isTime(along) || !isForward || more.length > 0)
    return 'running sum that does not follow time (`sort: [{field: year}]`)';
  const isStandard = frame === undefined || JSON.stringify(frame) === '[null,0]';
  return isStandard ? undefined : 'sum of some of the years around (`frame`)';
}
