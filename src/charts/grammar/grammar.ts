import { ownOf } from '../../model/own.js';
import { remembered } from '../../model/remembered.js';

/** A part of a JSON Schema, as far as that of Vega-Lite uses it. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly anyOf?: readonly SchemaNode[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
}

/** What Vega-Lite understands, by place. */
export interface Grammar {
  /** What a whole specification may be. */
  readonly root: readonly SchemaNode[];
  /** The plain nodes that a node stands for: its references followed, its unions opened. */
  alternatives(node: SchemaNode): readonly SchemaNode[];
}

interface Schema {
  readonly definitions: Readonly<Record<string, SchemaNode>>;
}

/** Where the grammar ships: Vega-Lite's own JSON Schema without its prose, made by `assets.mjs`. */
export const grammarFile = 'grammar/vega-lite.json';

/** Reads the schema that ships. 2 ms, once in a process. */
export const readGrammar = remembered((text: string): Grammar => {
  const { definitions } = JSON.parse(text) as Schema;
  const known = new Map<SchemaNode, readonly SchemaNode[]>();
  const open = (node: SchemaNode, seen: Set<string>): readonly SchemaNode[] => {
    if (node.anyOf !== undefined) return node.anyOf.flatMap((each) => open(each, seen));
    if (node.$ref === undefined) return [node];
    const name = decodeURIComponent(node.$ref.slice('#/definitions/'.length));
    const definition = definitions[name];
    if (definition === undefined || seen.has(name)) return [];
    seen.add(name);
    return open(definition, seen);
  };
  const alternatives = (node: SchemaNode): readonly SchemaNode[] => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const found = open(node, new Set());
    known.set(node, found);
    return found;
  };
  return { root: alternatives({ $ref: '#/definitions/TopLevelSpec' }), alternatives };
}, 1);

/** What moves, what is up to the house, and what says nothing of a drawing: it is left out, the first two with a warning. */
export type LeftOut = 'moves' | 'house' | 'silent';

/** Why a key of Vega-Lite is for no chart of a report: it is left out; or it would load, loop, draw lots or lie, and is an error. */
export type Refusal =
  | LeftOut
  | 'chart/data.of-its-own'
  | 'chart/data.loaded'
  | 'chart/expression.signal'
  | 'chart/spec.flatten'
  | 'chart/spec.sample'
  | 'chart/spec.projection'
  | 'chart/scale.clamp'
  | 'chart/scale.invalid'
  | 'chart/scale.round';

/** True for what is left out without being an error. */
export const isLeftOut = (refusal: Refusal): refusal is LeftOut => !refusal.includes('/');

/** Wherever they stand, whether Vega-Lite knows the key there or not. */
const everywhere: Readonly<Record<string, Refusal>> = {
  data: 'chart/data.of-its-own',
  datasets: 'chart/data.loaded',
  url: 'chart/data.loaded',
  sequence: 'chart/data.loaded',
  graticule: 'chart/data.loaded',
  sphere: 'chart/data.loaded',
  signal: 'chart/expression.signal',
  flatten: 'chart/spec.flatten',
  sample: 'chart/spec.sample',
  clamp: 'chart/scale.clamp',
  projection: 'chart/spec.projection',
  params: 'moves',
  param: 'moves',
  tooltip: 'moves',
  href: 'moves',
  cursor: 'moves',
  key: 'moves',
  time: 'moves',
  usermeta: 'silent',
  $schema: 'silent',
  name: 'silent',
  description: 'silent',
  aria: 'silent',
  ariaRole: 'silent',
  ariaRoleDescription: 'silent',
  font: 'house',
  labelFont: 'house',
  titleFont: 'house',
  subtitleFont: 'house',
  labelLimit: 'house',
  titleLimit: 'house',
  limit: 'house',
  ellipsis: 'house',
  style: 'house',
  background: 'house',
  autosize: 'house',
  blend: 'house',
};

/** Keys that mean something else inside others. */
const inside: Readonly<Record<string, Readonly<Record<string, Refusal | undefined>>>> = {
  // A stack, a rank or an impute of data has parts of these names.
  transform: { key: undefined },
  // How many parts, or how many rows back.
  window: { param: undefined },
  from: { key: undefined, param: 'chart/data.loaded' },
  view: { padding: 'house', view: 'house' },
  title: { name: undefined },
};

/** Why a key is not for charts of a report, by where it stands; undefined where it is one as any other. */
export function refusalOf(key: string, where: string): Refusal | undefined {
  const own = ownOf(inside, where);
  if (own !== undefined && Object.hasOwn(own, key)) return own[key];
  return ownOf(everywhere, key);
}

/** Keys of `config` that say what a chart is made of rather than how it looks. */
const structural =
  /^(?:bar|line|area|point|tick|rule|rect|trail|arc|boxplot|errorbar|errorband|circle|square|text)$/;
const looks =
  /colou?r|font|opacity|fill(?!ed)|stroke|size$|cursor|tooltip|href|limit|align|baseline|theta|radius$|^(?:x|y|x2|y2|width|height|url|description|aria.*|style)$/i;

/** Parts of `config` that would change numbers rather than looks, by what to write in their stead. */
const changing: Readonly<Record<string, Refusal>> = {
  clamp: 'chart/scale.clamp',
  invalid: 'chart/scale.invalid',
  round: 'chart/scale.round',
};

/** Why a key of `config.scale` is not for charts of a report; undefined for what is put where it holds. */
export const refusalInScales = (key: string): Refusal | undefined =>
  key === 'zero' ? undefined : (ownOf(changing, key) ?? 'house');

/** True for a part of `config` that stays: parts of marks, such as points on lines, and the step of bands. */
export function isStructural(group: string, key: string): boolean {
  if (group === 'view') return key === 'step';
  // What becomes of rows without a number.
  if (group === 'mark') return key === 'invalid' || key === 'step';
  if (group === 'axis' || group === 'axisX' || group === 'axisY') return key === 'tickBand';
  return structural.test(group) && !looks.test(key);
}
