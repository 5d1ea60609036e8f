import { literally } from '../../language/literally.js';
import type { Role } from '../../model/dataset/dataset.js';
import { limits } from '../limits.js';
import { isObject, type JsonObject, point, toArray, toObject } from '../spec.js';
import { isCategorical } from '../unit.js';
import { checkBin } from './bin.js';
import { type CheckContext, type FieldKind, report, type Scope } from './context.js';
import { checkExpression, checkField, isInherited } from './expression.js';
import { checkPredicate } from './predicate.js';

/** Checks the transforms of a view in order, and returns the fields that the view sees after them. */
export function checkTransforms(list: unknown, pointer: string, scope: Scope, context: CheckContext): Scope {
  const transforms = toArray(list);
  if (transforms.length > limits.transforms) {
    report(context, pointer, 'chart/limit.transforms', {
      count: transforms.length,
      transforms: limits.transforms,
    });
    return scope;
  }
  return transforms.reduce<Scope>((known, transform, index) => {
    // `bin`, `stack` and others are transforms on their own; beside other names they are parameters of these.
    const name = isObject(transform) ? order.find((each) => each in transform) : undefined;
    if (!isObject(transform) || name === undefined) return known;
    return checkers[name](transform, { pointer: point(pointer, index), scope: known, context });
  }, scope);
}

interface Place {
  readonly pointer: string;
  readonly scope: Scope;
  readonly context: CheckContext;
}

const order = [
  'lookup',
  'filter',
  'calculate',
  'fold',
  'joinaggregate',
  'aggregate',
  'window',
  'stack',
  'bin',
  'timeUnit',
  'density',
  'regression',
  'loess',
  'quantile',
  'pivot',
  'impute',
  'extent',
] as const;

const kindOf = (role: Role): FieldKind => (role === 'note' ? 'attribute' : role);

type TransformName = (typeof order)[number];
type Check = (transform: JsonObject, place: Place) => Scope;

const checkers: Readonly<Record<TransformName, Check>> = {
  filter: (transform, { pointer, scope, context }) => {
    checkPredicate(transform.filter, point(pointer, 'filter'), scope, context);
    return scope;
  },
  lookup: (_, { pointer, scope, context }) => {
    const fields = context.dataset.lookups?.find((each) => each.pointer === pointer)?.fields ?? [];
    return new Map([...scope, ...fields.map(({ name, role }) => [name, kindOf(role)] as const)]);
  },
  calculate: (transform, place) => {
    const at = point(place.pointer, 'calculate');
    if (typeof transform.calculate === 'string')
      checkExpression(
        transform.calculate,
        at,
        place.scope,
        place.context,
        isJitter(transform.as, place.context) ? ['random'] : [],
      );
    return withMade(transform, [], place);
  },
  fold: (transform, place) => {
    checkFields(transform.fold, 'fold', place);
    checkRows('fold', toArray(transform.fold).length, place);
    return withMade(transform, ['key', 'value'], place);
  },
  aggregate: (transform, place) => {
    const made = checkOperations(transform, 'aggregate', place);
    return withComputed(grouped(transform, place), made);
  },
  joinaggregate: (transform, place) => {
    grouped(transform, place);
    return withComputed(place.scope, checkOperations(transform, 'joinaggregate', place));
  },
  window: (transform, place) => {
    grouped(transform, place);
    checkSort(transform.sort, place);
    return withComputed(place.scope, checkOperations(transform, 'window', place));
  },
  stack: (transform, place) => {
    checkFields([transform.stack], 'stack', place);
    grouped(transform, place);
    checkSort(transform.sort, place);
    return withMade(transform, [], place);
  },
  bin: (transform, place) => {
    checkBin(transform.bin, transform.field, point(place.pointer, 'bin'), place.context);
    checkFields([transform.field], 'field', place);
    const made = names(transform.as, place);
    // Vega-Lite names the other end of a bin after its beginning.
    return withComputed(place.scope, made.length === 1 ? [...made, `${made[0]}_end`] : made);
  },
  timeUnit: (transform, place) => {
    checkFields([transform.field], 'field', place);
    const made = names(transform.as, place);
    return withComputed(place.scope, made.length === 1 ? [...made, `${made[0]}_end`] : made);
  },
  density: (transform, place) => {
    checkFields([transform.density], 'density', place);
    for (const key of ['steps', 'minsteps', 'maxsteps']) checkCount(transform, key, limits.steps, place);
    checkCount(transform, 'bandwidth', Number.MAX_SAFE_INTEGER, place);
    return withMade(transform, ['value', 'density'], place, grouped(transform, place));
  },
  regression: (transform, place) => {
    const fields = checkFields([transform.on, transform.regression], 'regression', place);
    checkCount(transform, 'order', limits.order, place);
    return withMade(transform, fields, place, grouped(transform, place));
  },
  loess: (transform, place) => {
    const fields = checkFields([transform.on, transform.loess], 'loess', place);
    return withMade(transform, fields, place, grouped(transform, place));
  },
  quantile: (transform, place) => {
    checkFields([transform.quantile], 'quantile', place);
    if (transform.step !== undefined && !(Number(transform.step) >= 1 / limits.steps))
      sayLimit(place, 'step', `a step of ${1 / limits.steps} or more`);
    return withMade(transform, ['prob', 'value'], place, grouped(transform, place));
  },
  pivot: (transform, place) => {
    const { pivot, value } = transform;
    checkFields([pivot, value], 'pivot', place);
    const field = place.context.dataset.fields.find(({ name }) => name === pivot);
    const columns = isCategorical(field) ? field.categories.map((category) => category.value) : [];
    checkRows('pivot', columns.length, place);
    return withComputed(grouped(transform, place), columns);
  },
  impute: (transform, place) => {
    checkFields([transform.impute], 'impute', place);
    checkFields([transform.key], 'key', place);
    grouped(transform, place);
    const { start = 0, stop, step = 1 } = toObject(transform.keyvals);
    const count = (Number(stop) - Number(start)) / Number(step);
    if (stop !== undefined && !(count >= 0 && count <= limits.list))
      sayLimit(place, 'keyvals', `at most ${limits.list} of them`);
    return place.scope;
  },
  extent: (transform, place) => {
    checkFields([transform.extent], 'extent', place);
    return place.scope;
  },
};

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

function sayLimit({ pointer, context }: Place, key: string, expected: string): void {
  report(context, point(pointer, key), 'chart/limit.key', { key, expected });
}

function checkCount(transform: JsonObject, key: string, most: number, place: Place): void {
  const value = transform[key];
  if (value === undefined || (typeof value === 'number' && value >= 0 && value <= most)) return;
  sayLimit(place, key, `a number up to ${most}`);
}

/** Twenty folds of three fields would make three thousand million rows of one. */
function checkRows(what: string, factor: number, { pointer, context }: Place): void {
  context.folded.factor *= Math.max(1, factor);
  const rows = context.folded.factor * context.dataset.rows.length;
  if (rows <= limits.rows || context.folded.factor === 1) return;
  report(context, pointer, 'chart/limit.cells', { what, rows, limitsRows: limits.rows });
}

/** The fields that are left where rows are put together. */
function grouped(transform: JsonObject, place: Place): Scope {
  const narrowed = new Map<string, FieldKind>();
  for (const name of checkFields(transform.groupby, 'groupby', place))
    narrowed.set(name, place.scope.get(name) ?? 'computed');
  return narrowed;
}

/** Checks `[{op, field, as}]` and returns the names that it makes. */
function checkOperations(transform: JsonObject, key: string, place: Place): readonly string[] {
  return toArray(transform[key]).flatMap((operation, index) => {
    const at = point(place.pointer, key, index);
    const { field, as } = isObject(operation) ? operation : {};
    if (field !== undefined && field !== '*') checkFields([field], 'field', { ...place, pointer: at });
    return names(as, { ...place, pointer: at });
  });
}

function checkSort(sort: unknown, place: Place): void {
  const fields = toArray(sort).map((entry) => (isObject(entry) ? entry.field : entry));
  if (fields.length > 0) checkFields(fields, 'sort', place);
}

/** Checks a list of field names and returns those that exist. */
function checkFields(list: unknown, key: string, { pointer, scope, context }: Place): readonly string[] {
  const fields = toArray(list).filter((name): name is string => typeof name === 'string');
  for (const name of fields) {
    // A single name stands under its key, a list has a place for each.
    const at = fields.length === 1 ? point(pointer, key) : point(pointer, key, fields.indexOf(name));
    checkField(name, at, scope, context);
  }
  return fields.filter((name) => scope.has(name));
}

function withMade(
  transform: JsonObject,
  standard: readonly string[],
  place: Place,
  scope: Scope = place.scope,
): Scope {
  return withComputed(scope, transform.as === undefined ? standard : names(transform.as, place));
}

function names(as: unknown, { pointer, context }: Place): readonly string[] {
  const list = [as].flat();
  const valid = list.filter((name): name is string => typeof name === 'string');
  if (as === undefined || valid.every(isPlainName)) return valid;
  report(context, point(pointer, 'as'), 'chart/spec.letters');
  return valid;
}

/** Names that begin with two underscores are those that rows carry for labels and origins. */
function isPlainName(name: string): boolean {
  return /^(?!__)[\p{L}_][\p{L}\p{N}_ -]*$/u.test(name) && !isInherited(name);
}

function withComputed(scope: Scope, made: readonly string[]): Scope {
  return new Map([...scope, ...made.map((name) => [name, 'computed'] as const)]);
}
