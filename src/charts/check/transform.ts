import { didYouMean, listNames } from '../../diagnostics.js';
import { isObject, type JsonObject, point, toArray } from '../spec.js';
import { aggregates, limits, type TransformName, transforms, windowOperations } from '../vocabulary.js';
import { checkBin } from './bin.js';
import { type CheckContext, checkKeys, type FieldKind, report, type Scope } from './context.js';
import { checkExpression, checkField } from './expression.js';
import { checkPredicate } from './predicate.js';

/** Checks the transforms of a view in order, and returns the fields that the view sees after them. */
export function checkTransforms(list: unknown, pointer: string, scope: Scope, context: CheckContext): Scope {
  if (list === undefined) return scope;
  if (!Array.isArray(list)) {
    report(context, 'chart/spec', pointer, 'Unexpected value of `transform`, expected a list');
    return scope;
  }
  if (list.length > limits.transforms) {
    const message = `Unexpected ${list.length} transforms, expected at most ${limits.transforms}`;
    report(context, 'chart/limit', pointer, message);
    return scope;
  }
  return list.reduce<Scope>(
    (known, transform, index) => checkTransform(transform, point(pointer, index), known, context),
    scope,
  );
}

function checkTransform(transform: unknown, pointer: string, scope: Scope, context: CheckContext): Scope {
  const names = Object.keys(transforms) as TransformName[];
  const name = isObject(transform) ? names.find((candidate) => candidate in transform) : undefined;
  if (!isObject(transform) || name === undefined) {
    reportUnknown(transform, names, pointer, context);
    return scope;
  }
  // `bin` on its own is a transform; beside other names it is one of their parameters.
  checkKeys(transform, transforms[name], `\`${name}\``, pointer, context);
  return checkers[name](transform, { pointer, scope, context });
}

function reportUnknown(
  transform: unknown,
  names: readonly string[],
  pointer: string,
  context: CheckContext,
): void {
  const keys = isObject(transform) ? Object.keys(transform) : [];
  const brings = keys.find((key) => ['lookup', 'impute', 'sequence', 'data'].includes(key));
  if (brings !== undefined && isObject(transform)) {
    checkKeys({ [brings]: transform[brings] }, [], 'a transform', pointer, context);
    return;
  }
  const key = keys[0] ?? '';
  const actual = keys.length === 0 ? 'Unexpected transform' : `Unexpected transform \`${key}\``;
  report(
    context,
    'chart/spec',
    pointer,
    `${actual}, expected one of ${listNames(names)}`,
    didYouMean(key, names),
  );
}

interface Place {
  readonly pointer: string;
  readonly scope: Scope;
  readonly context: CheckContext;
}

type Check = (transform: JsonObject, place: Place) => Scope;

const checkers: Readonly<Record<TransformName, Check>> = {
  filter: (transform, { pointer, scope, context }) => {
    checkPredicate(transform.filter, point(pointer, 'filter'), scope, context);
    return scope;
  },
  calculate: (transform, { pointer, scope, context }) => {
    const at = point(pointer, 'calculate');
    if (typeof transform.calculate === 'string') checkExpression(transform.calculate, at, scope, context);
    else report(context, 'chart/spec', at, 'Unexpected value of `calculate`, expected an expression');
    return withComputed(scope, names(transform.as, point(pointer, 'as'), context));
  },
  fold: (transform, { pointer, scope, context }) => {
    checkFields(transform.fold, point(pointer, 'fold'), scope, context);
    checkFolds(toArray(transform.fold).length, pointer, context);
    const as =
      transform.as === undefined ? ['key', 'value'] : names(transform.as, point(pointer, 'as'), context);
    return withComputed(scope, as);
  },
  aggregate: (transform, place) => {
    const made = checkOperations(transform, 'aggregate', aggregates, place);
    const kept = checkFields(transform.groupby, point(place.pointer, 'groupby'), place.scope, place.context);
    const narrowed = new Map<string, FieldKind>();
    for (const name of kept) narrowed.set(name, place.scope.get(name) ?? 'computed');
    return withComputed(narrowed, made);
  },
  joinaggregate: (transform, place) => {
    checkFields(transform.groupby, point(place.pointer, 'groupby'), place.scope, place.context);
    return withComputed(place.scope, checkOperations(transform, 'joinaggregate', aggregates, place));
  },
  window: (transform, place) => {
    const { pointer, scope, context } = place;
    const made = checkOperations(transform, 'window', [...aggregates, ...windowOperations], place);
    checkFields(transform.groupby, point(pointer, 'groupby'), scope, context);
    checkSort(transform.sort, point(pointer, 'sort'), scope, context);
    return withComputed(scope, made);
  },
  stack: (transform, { pointer, scope, context }) => {
    checkFields([transform.stack], point(pointer, 'stack'), scope, context);
    checkFields(transform.groupby, point(pointer, 'groupby'), scope, context);
    checkSort(transform.sort, point(pointer, 'sort'), scope, context);
    return withComputed(scope, names(transform.as, point(pointer, 'as'), context));
  },
  bin: (transform, { pointer, scope, context }) => {
    checkBin(transform.bin, point(pointer, 'bin'), context);
    checkFields([transform.field], point(pointer, 'field'), scope, context);
    return withComputed(scope, names(transform.as, point(pointer, 'as'), context));
  },
};

/** Twenty folds of three fields would make three thousand million rows of one. */
function checkFolds(fields: number, pointer: string, context: CheckContext): void {
  context.folded.factor *= Math.max(1, fields);
  const rows = context.folded.factor * context.dataset.rows.length;
  if (rows <= limits.rows || context.folded.factor === 1) return;
  report(
    context,
    'chart/limit',
    pointer,
    `Unexpected \`fold\` to ${rows} rows, expected at most ${limits.rows}`,
  );
}

/** Checks `[{op, field, as}]` and returns the names that it makes. */
function checkOperations(
  transform: JsonObject,
  key: string,
  known: readonly string[],
  { pointer, scope, context }: Place,
): readonly string[] {
  return toArray(transform[key]).flatMap((operation, index) => {
    const at = point(pointer, key, index);
    const { op, field, as } = isObject(operation) ? operation : {};
    checkKeys(
      isObject(operation) ? operation : {},
      ['op', 'field', 'as', 'param'],
      `\`${key}\``,
      at,
      context,
    );
    if (typeof op !== 'string' || !known.includes(op)) {
      const message = `Unexpected operation \`${String(op)}\`, expected one of ${listNames(known, 20)}`;
      report(context, 'chart/spec', point(at, 'op'), message, didYouMean(String(op), known));
    }
    if (field !== undefined) checkFields([field], point(at, 'field'), scope, context);
    return names(as, point(at, 'as'), context);
  });
}

function checkSort(sort: unknown, pointer: string, scope: Scope, context: CheckContext): void {
  const fields = toArray(sort).map((entry) => (isObject(entry) ? entry.field : entry));
  if (fields.length > 0) checkFields(fields, pointer, scope, context);
}

/** Checks a list of field names and returns those that exist. */
function checkFields(list: unknown, pointer: string, scope: Scope, context: CheckContext): readonly string[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    report(context, 'chart/spec', pointer, 'Unexpected value, expected a list of field names');
    return [];
  }
  return list.filter((name, index): name is string => {
    const at = point(pointer, index);
    if (typeof name !== 'string') {
      report(context, 'chart/spec', at, 'Unexpected value, expected a field name');
      return false;
    }
    checkField(name, at, scope, context);
    return scope.has(name);
  });
}

function names(as: unknown, pointer: string, context: CheckContext): readonly string[] {
  const list = [as].flat();
  const valid = list.filter((name): name is string => typeof name === 'string');
  if (valid.length === list.length && valid.every(isPlainName)) return valid;
  report(
    context,
    'chart/spec',
    pointer,
    'Unexpected value of `as`, expected a name of letters, digits and `_`',
    {
      hint: 'a transform has to name what it makes; a name must not begin with `__`',
    },
  );
  return valid;
}

/** Names that begin with two underscores are those that rows carry for labels and origins. */
function isPlainName(name: string): boolean {
  return /^(?!__)[\p{L}_][\p{L}\p{N}_-]*$/u.test(name);
}

function withComputed(scope: Scope, made: readonly string[]): Scope {
  return new Map([...scope, ...made.map((name) => [name, 'computed'] as const)]);
}
