import { literally } from '../../language/literally.js';
import { limits } from '../limits.js';
import { isObject, type JsonObject, point, toArray, toObject } from '../spec.js';
import { isCategorical } from '../unit.js';
import { type CheckContext, kindOf, report, type Scope } from './context.js';
import { checkBin } from './encoding.js';
import { checkField } from './expression.js';
import { checkNumber, checkPart, type Place } from './parts.js';

/** Checks the transforms of a view in order, and returns the fields that the view sees after them. */
export function checkTransforms(list: unknown, { pointer, scope, context }: Place): Scope {
  const transforms = toArray(list);
  if (transforms.length > limits.transforms) {
    const said = { count: transforms.length, transforms: limits.transforms };
    report(context, pointer, 'chart/limit.transforms', said);
    return scope;
  }
  return transforms.reduce<Scope>((known, transform, index) => {
    const name = isObject(transform) ? Object.keys(kinds).find((each) => each in transform) : undefined;
    if (!isObject(transform) || name === undefined) return known;
    return after(transform, kinds[name] ?? {}, {
      pointer: point(pointer, index),
      key: name,
      scope: known,
      context,
    });
  }, scope);
}

/** What a transform reads and makes. */
interface Kind {
  /** Keys that name fields, besides `field` and `groupby`. */
  readonly reads?: readonly string[];
  /** What it makes where `as` says nothing. */
  readonly makes?: readonly string[];
  /** True where it makes fields of the names that it reads. */
  readonly makesRead?: true;
  /** True where it leaves no field but those that it makes and those of `groupby`. */
  readonly isGrouping?: true;
  /** True where Vega-Lite names the other end of a band after its beginning. */
  readonly hasEnd?: true;
}

/** By their names. `bin`, `stack` and others are transforms on their own; beside other names they are parameters of these. */
const kinds: Readonly<Record<string, Kind>> = {
  lookup: {},
  filter: {},
  calculate: {},
  fold: { reads: ['fold'], makes: ['key', 'value'] },
  joinaggregate: {},
  aggregate: { isGrouping: true },
  window: {},
  stack: { reads: ['stack'] },
  bin: { hasEnd: true },
  timeUnit: { hasEnd: true },
  density: { reads: ['density'], makes: ['value', 'density'], isGrouping: true },
  regression: { reads: ['on', 'regression'], makesRead: true, isGrouping: true },
  loess: { reads: ['on', 'loess'], makesRead: true, isGrouping: true },
  quantile: { reads: ['quantile'], makes: ['prob', 'value'], isGrouping: true },
  pivot: { reads: ['pivot', 'value'], isGrouping: true },
  impute: { reads: ['impute', 'key'] },
  extent: { reads: ['extent'] },
};

/** The fields that a view sees after a transform. */
function after(transform: JsonObject, kind: Kind, place: Place): Scope {
  const { context, scope, key } = place;
  if (key === 'lookup') return withLooked(place);
  const read = (kind.reads ?? []).flatMap((name) => checkFields(transform[name], name, place));
  const groups = checkFields(transform.groupby, 'groupby', place);
  const functions = isJitter(transform.as, context) ? ['random'] : [];
  checkPart(transform, { ...place, key: 'transform', functions });
  checkAmounts(transform, place);
  const standard = kind.makesRead ? read : (kind.makes ?? columnsOf(transform, place));
  const operations = ['aggregate', 'joinaggregate', 'window'].flatMap((name) => toArray(transform[name]));
  const own = transform.as === undefined ? standard : [transform.as].flat();
  const made = [...own, ...operations.flatMap((each) => toObject(each).as ?? [])].map(String);
  const ends = kind.hasEnd && made.length === 1 ? [`${made[0]}_end`] : [];
  const before = kind.isGrouping
    ? groups.map((name) => [name, scope.get(name) ?? 'computed'] as const)
    : scope;
  return new Map([...before, ...[...made, ...ends].map((name) => [name, 'computed'] as const)]);
}

function withLooked({ pointer, scope, context }: Place): Scope {
  const fields = context.dataset.lookups?.find((each) => each.pointer === pointer)?.fields ?? [];
  return new Map([...scope, ...fields.map(({ name, role }) => [name, kindOf(role)] as const)]);
}

/** The columns of a pivot. */
function columnsOf({ pivot }: JsonObject, { context }: Place): readonly string[] {
  const field = context.dataset.fields.find(({ name }) => name === pivot);
  return isCategorical(field) ? field.categories.map(({ value }) => value) : [];
}

/** Checks that a transform makes few rows, bins or points. */
function checkAmounts(transform: JsonObject, place: Place): void {
  const { pointer, context, key } = place;
  const { start = 0, stop, step = 1 } = toObject(transform.keyvals);
  const count = (Number(stop) - Number(start)) / Number(step);
  if (stop !== undefined) checkNumber(count, 'keyvals', [0, limits.list], point(pointer, 'keyvals'), context);
  if (key === 'quantile' && transform.step !== undefined)
    checkNumber(transform.step, 'step', [1 / limits.steps, 1], point(pointer, 'step'), context);
  if (key === 'bin') checkBin(transform.bin, transform.field, point(pointer, 'bin'), context);
  if (key === 'fold') checkRows('fold', toArray(transform.fold).length, place);
  if (key === 'pivot') checkRows('pivot', columnsOf(transform, place).length, place);
}

/** Twenty folds of three fields would make three thousand million rows of one. */
function checkRows(what: string, factor: number, { pointer, context }: Place): void {
  context.folded.factor *= Math.max(1, factor);
  const rows = context.folded.factor * context.dataset.rows.length;
  if (rows <= limits.rows || context.folded.factor === 1) return;
  report(context, pointer, 'chart/limit.cells', { what, rows, limitsRows: limits.rows });
}

/** Checks names of fields and returns those that exist. */
function checkFields(list: unknown, key: string, { pointer, scope, context }: Place): readonly string[] {
  const fields = [list].flat().filter((name): name is string => typeof name === 'string');
  fields.forEach((name, index) => {
    const at = Array.isArray(list) ? point(pointer, key, index) : point(pointer, key);
    checkField(name, at, scope, context);
  });
  return fields.filter((name) => scope.has(name));
}

/**
 * True for a field that says nothing but how far a mark lies from the middle of its category, so that marks do not
 * cover each other. Lots are drawn from one beginning for each chart, and no number depends on them.
 */
function isJitter(name: unknown, { chart: { spec } }: CheckContext): boolean {
  if (typeof name !== 'string' || name === '') return false;
  const uses: boolean[] = [];
  // In whatever way an expression names it: `datum.lot`, `datum['lot']`. A name that only holds its letters is another.
  const word = new RegExp(`(?<![\\p{L}\\p{N}_$])${literally(name)}(?![\\p{L}\\p{N}_$]|\\s*\\()`, 'u');
  const visit = (value: unknown, keys: readonly string[], view: JsonObject): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, keys, view);
    if (typeof value === 'string' && word.test(value) && keys.at(-1) !== 'as')
      uses.push(value === name && keys.at(-1) === 'field' && isOffset(keys.at(-2), view));
    if (isObject(value))
      for (const [key, part] of Object.entries(value))
        visit(part, [...keys, key], isObject(value.encoding) ? value.encoding : view);
  };
  visit(spec, [], {});
  return uses.length > 0 && uses.every(Boolean);
}

/** An offset in a category; along numbers it would move a mark from its own. */
function isOffset(channel: string | undefined, encoding: JsonObject): boolean {
  if (channel !== 'xOffset' && channel !== 'yOffset') return false;
  return ['nominal', 'ordinal'].includes(String(toObject(encoding[channel.charAt(0)]).type));
}
