import { didYouMean, listNames } from '../../diagnostics.js';
import type { FaultCall, ProblemId } from '../../problems/problem.js';
import { limits } from '../limits.js';
import { isObject, type JsonObject, point } from '../spec.js';
import type { Grammar, SchemaNode } from './grammar.js';
import {
  isLeftOut,
  isStructural,
  type LeftOut,
  type Refusal,
  refusalInScales,
  refusalOf,
} from './grammar.js';

/** Keys that are not drawn, by JSON pointer. */
export type Dropped = Map<string, LeftOut>;

/** Says what is wrong at a place. */
export type Say = <Id extends ProblemId>(pointer: string, ...call: FaultCall<Id>) => void;

/** A place in a specification: where it stands, and what it is called there. */
interface Place {
  readonly pointer: string;
  /** The key that it stands under, of lists that of the list. */
  readonly key: string;
  readonly depth: number;
}

/**
 * Walks a specification along Vega-Lite's own schema and says of every key that has no place there what may stand in
 * its stead, and of every value what it may be. Returns what is not drawn. Takes a millisecond.
 */
export function walkSpec(spec: JsonObject, grammar: Grammar, say: Say): Dropped {
  const walk: Walk = { grammar, say, dropped: new Map() };
  walkValue(spec, grammar.root, { pointer: '', key: '', depth: 0 }, walk);
  return walk.dropped;
}

interface Walk {
  readonly grammar: Grammar;
  readonly say: Say;
  readonly dropped: Dropped;
}

/** Nodes of the schema: what may stand at a place. */
type Nodes = readonly SchemaNode[];

function walkValue(value: unknown, nodes: Nodes, place: Place, walk: Walk): void {
  const { pointer, key, depth } = place;
  if (depth > limits.depth) walk.say(pointer, 'chart/limit.depth', { depth: limits.depth });
  else if (Array.isArray(value)) walkList(value, nodes, place, walk);
  else if (isObject(value)) walkObject(value, nodes, place, walk);
  else if (typeof value === 'string' && value.length > limits.text)
    walk.say(pointer, 'chart/limit.text', { count: value.length, key, text: limits.text });
  else if (!nodes.some((node) => accepts(node, value))) sayValue(value, nodes, place, walk);
}

function walkList(list: readonly unknown[], nodes: Nodes, place: Place, walk: Walk): void {
  const lists = nodes.filter((node) => node.type === 'array' || isAnything(node));
  if (lists.length === 0) {
    sayValue(list, nodes, place, walk);
    return;
  }
  if (list.length > limits.list) {
    const said = { count: list.length, key: place.key, list: limits.list };
    walk.say(place.pointer, 'chart/limit.list', said);
    return;
  }
  const items = lists.flatMap(({ items: each }) => walk.grammar.alternatives(each ?? {}));
  list.forEach((item, index) => {
    const pointer = point(place.pointer, index);
    walkValue(item, items, { ...place, pointer, depth: place.depth + 1 }, walk);
  });
}

function walkObject(object: JsonObject, nodes: Nodes, place: Place, walk: Walk): void {
  const all = nodes.filter((node) => node.type === 'object' || isAnything(node));
  if (all.length === 0) {
    sayValue(object, nodes, place, walk);
    return;
  }
  const fitting = fittingNodes(object, all, walk.grammar);
  // What is refused brings keys of its own.
  const isRefused = Object.keys(object).some((key) => {
    const refusal = refusalAt(key, place);
    return key !== 'data' && refusal !== undefined && !isLeftOut(refusal);
  });
  for (const [key, value] of Object.entries(object)) {
    const pointer = point(place.pointer, key);
    const refusal = refusalAt(key, place);
    if (key === 'data' && mayNameDataset(place) && namesDataset(value)) continue;
    if (refusal !== undefined) leaveOut(key, refusal, place, walk);
    // A layer leaves out a channel of the views around it.
    else if (!isRefused && !(place.key === 'encoding' && value === null)) {
      const inner = fitting.flatMap((node) => propertyOf(node, key, walk.grammar));
      if (inner.length > 0) walkValue(value, inner, { pointer, key, depth: place.depth + 1 }, walk);
      else sayKey(key, fitting, place, walk);
    }
  }
}

/** What is no part of charts here: an error, or not drawn. */
function leaveOut(key: string, refusal: Refusal, place: Place, { say, dropped }: Walk): void {
  const pointer = point(place.pointer, key);
  if (isLeftOut(refusal)) dropped.set(pointer, refusal);
  else say(pointer, refusal, { key, where: whereOf(place) });
}

function sayKey(key: string, nodes: Nodes, place: Place, { say }: Walk): void {
  const known = new Set(nodes.flatMap(({ properties = {} }) => Object.keys(properties)));
  const allowed = [...known].filter((each) => refusalAt(each, place) === undefined);
  const said = { key, where: whereOf(place), allowed: listNames(allowed, 16) };
  say(point(place.pointer, key), 'chart/spec.key', said, didYouMean(key, allowed));
}

function sayValue(value: unknown, nodes: Nodes, { pointer, key }: Place, { say }: Walk): void {
  const names = namesIn(nodes);
  const known = [...(names.length === 0 ? [] : [`one of ${listNames(names, 24)}`]), ...formsIn(nodes)];
  const way = known.length === 0 ? 'leave it out' : `write ${known.join(' or ')}`;
  const hint = typeof value === 'string' ? didYouMean(value, names) : {};
  say(pointer, 'chart/spec.what', { key, value: shown(value), way }, hint);
}

function shown(value: unknown): string {
  if (isObject(value)) return 'an object';
  return Array.isArray(value) ? 'a list' : `\`${String(value).slice(0, 80)}\``;
}

/** A view in another, or a lookup, may be of another dataset. */
const mayNameDataset = (place: Place): boolean =>
  (isView(place) && place.pointer !== '') || place.key === 'from';

/** True for `{name, level}`: a dataset of the package, and no rows of the chart's own. */
const namesDataset = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.name === 'string' &&
  Object.entries(value).every(([key, part]) => ['name', 'level'].includes(key) && typeof part === 'string');

/** Where a key stands, as a refusal sees it. */
function refusalAt(key: string, place: Place): Refusal | undefined {
  const parts = place.pointer.split('/');
  const isConfig = parts[1] === 'config';
  if (isConfig) return refusalInConfig(key, parts.slice(2));
  if (isView(place)) {
    const own = refusalOf(key, 'view');
    if (own !== undefined) return own;
  }
  return refusalOf(key, place.key);
}

function refusalInConfig(key: string, [group]: readonly string[]): Refusal | undefined {
  if (group === 'scale') return refusalInScales(key);
  if (group === undefined && key === 'scale') return undefined;
  if (group === undefined)
    return isStructural(key, 'step') || isStructural(key, 'tickBand') ? undefined : 'house';
  return isStructural(group, key) ? undefined : 'house';
}

const viewKeys = new Set(['', 'layer', 'hconcat', 'vconcat', 'concat', 'spec']);

const isView = ({ key }: Place): boolean => viewKeys.has(key);

const articles: Readonly<Record<string, string>> = {
  axis: 'an axis',
  scale: 'a scale',
  legend: 'a legend',
  header: 'a header',
  mark: 'a mark',
  encoding: 'an encoding',
  transform: 'a transform',
  filter: 'a filter',
  test: 'a test',
};

const whereOf = (place: Place): string => {
  if (place.key === 'layer') return 'a layer';
  return isView(place) ? 'a chart' : (articles[place.key] ?? `\`${place.key}\``);
};

/** A node that says nothing of what it takes. */
const isAnything = (node: SchemaNode): boolean =>
  node.type === undefined &&
  node.enum === undefined &&
  node.const === undefined &&
  node.properties === undefined;

const typesOf = ({ type }: SchemaNode): readonly string[] => [type ?? []].flat();

function accepts(node: SchemaNode, value: unknown): boolean {
  if (isAnything(node)) return true;
  const words = node.enum ?? (node.const === undefined ? undefined : [node.const]);
  if (words !== undefined) return words.includes(value) && !refusedWords.has(value);
  const types = typesOf(node);
  if (value === null) return types.includes('null');
  // A helper in a chart leaves its number as text.
  const isNumeric =
    typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));
  if (isNumeric && types.includes('number')) return true;
  return types.includes(typeof value);
}

/**
 * Of the kinds of object that may stand here, those that this one is: whose fixed words it has and no required part of which it
 * lacks. All of them where it is none, so that the names of all are known to whoever mistyped one.
 */
function fittingNodes(
  object: JsonObject,
  nodes: readonly SchemaNode[],
  grammar: Grammar,
): readonly SchemaNode[] {
  const worded = nodes.filter((node) =>
    Object.entries(node.properties ?? {}).every(([key, property]) => {
      const value = object[key];
      const choices = grammar.alternatives(property);
      const isWord =
        choices.length > 0 && choices.every((each) => each.const !== undefined || each.enum !== undefined);
      return value === undefined || !isWord || choices.some((each) => accepts(each, value));
    }),
  );
  const some = worded.length > 0 ? worded : nodes;
  const whole = some.filter(({ required = [] }) =>
    // The dataset of a chart stands outside its specification.
    required.every((key) => key === 'data' || object[key] !== undefined),
  );
  return whole.length > 0 ? whole : some;
}

function propertyOf(node: SchemaNode, key: string, grammar: Grammar): readonly SchemaNode[] {
  const { properties = {}, additionalProperties } = node;
  if (Object.hasOwn(properties, key)) return grammar.alternatives(properties[key] ?? {});
  if (isAnything(node) || additionalProperties === true) return [{}];
  if (typeof additionalProperties === 'object') return grammar.alternatives(additionalProperties);
  return [];
}

function namesIn(nodes: readonly SchemaNode[]): readonly string[] {
  const words = nodes.flatMap((node) => [
    ...(node.enum ?? []),
    ...(node.const === undefined ? [] : [node.const]),
  ]);
  return [...new Set(words)].filter(
    (word): word is string => typeof word === 'string' && !refusedWords.has(word),
  );
}

/** Marks that charts do not have. */
const refusedWords = new Set<unknown>(['image', 'geoshape']);

const formNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: '`true` or `false`',
  null: '`null`',
  array: 'a list',
  object: 'an object',
};

function formsIn(nodes: readonly SchemaNode[]): readonly string[] {
  const types = nodes.filter((node) => node.enum === undefined && node.const === undefined).flatMap(typesOf);
  return [...new Set(types)].map((type) => formNames[type] ?? type);
}
