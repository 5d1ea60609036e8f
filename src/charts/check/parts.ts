/** What stands anywhere in a view, however deep: fields that are there, expressions, words without numbers, numbers that can be drawn. */
import { listNames } from '../../diagnostics.js';
import { ownOf } from '../../model/own.js';
import { sortOperations } from '../compose/order.js';
import { expressionKeys } from '../field-names.js';
import { limits } from '../limits.js';
import { chosenIn, isObject, type JsonObject, point, toArray } from '../spec.js';
import { type CheckContext, kindOf, report, type Scope } from './context.js';
import { checkCategory, checkExpression, checkField, isInherited } from './expression.js';
import { checkLabelExpression, tickFields } from './printed-labels.js';

/** Where a part of a view stands, and what it may name. */
export interface Place {
  readonly pointer: string;
  /** The key that it stands under, of lists that of the list. */
  readonly key: string;
  readonly scope: Scope;
  readonly context: CheckContext;
  /** Functions of expressions besides those of every chart. */
  readonly functions?: readonly string[];
  /** True along an axis of a measure, whose steps an author may name where that is allowed. */
  readonly ofNumbers?: boolean;
}

/** The place of what stands under a key of a part. */
export function inside(place: Place, key: string): Place {
  const scope = key === 'axis' ? new Map([...place.scope, ...tickFields]) : place.scope;
  return { ...place, key, pointer: point(place.pointer, key), scope };
}

/** Parts that are looked at together with what stands beside them. */
const apart = new Set(['bin', 'bins', 'keyvals']);

/** Checks a part of a view and all that stands in it. */
export function checkPart(value: unknown, place: Place): void {
  const { key, pointer, context } = place;
  if (apart.has(key)) return;
  if (key === 'title' || key === 'text') refuseWrittenNumbers(value, pointer, context);
  if (key === 'title') return;
  if (key === 'labelExpr') checkLabelExpression(value, pointer, context, place.ofNumbers);
  // An interval such as `millisecond`, or an expression, could ask for a billion ticks.
  else if (typeof value === 'number' || key === 'tickCount')
    checkNumber(value, key, boundsOf(key), pointer, context);
  else if (typeof value === 'string') checkText(value, place);
  else if (Array.isArray(value))
    value.forEach((part, index) => {
      checkPart(part, { ...place, pointer: point(pointer, index) });
    });
  else if (isObject(value)) checkObject(value, place);
}

/** Keys under which the name of a field stands, and those of tests. */
const names = new Set(['field', 'argmin', 'argmax']);
const filters = ['filter', 'test', 'and', 'or', 'not'];

function checkText(text: string, { key, pointer, scope, context, functions }: Place): void {
  if (expressionKeys.has(key)) checkExpression(text, pointer, scope, context, functions);
  else if (names.has(key) && text !== '*') checkPath(text, pointer, scope, context);
  else if (key === 'as' && !isPlainName(text)) report(context, pointer, 'chart/spec.letters', { name: text });
}

/** Names that begin with two underscores are those that rows carry for labels and origins. */
const isPlainName = (name: string): boolean =>
  /^(?!__)[\p{L}_][\p{L}\p{N}_ -]*$/u.test(name) && !isInherited(name);

function checkObject(object: JsonObject, place: Place): void {
  const { key, pointer, context } = place;
  const { field, timeUnit, equal, oneOf, op } = object;
  const isFilter = filters.includes(key);
  if (isFilter && ['field', 'and', 'or', 'not'].every((each) => object[each] === undefined))
    report(context, pointer, 'chart/spec.filter');
  if (key === 'sort' && typeof op === 'string' && !sortOperations.includes(op)) {
    const known = listNames(sortOperations, 20);
    report(context, point(pointer, 'op'), 'chart/spec.category', { op, sortOperations: known });
  }
  // A part of a date, such as its month, is none of the categories.
  if (typeof field === 'string' && timeUnit === undefined) {
    checkCategory(field, equal, point(pointer, 'equal'), context);
    toArray(oneOf).forEach((value, index) => {
      checkCategory(field, value, point(pointer, 'oneOf', index), context);
    });
  }
  for (const [inner, part] of Object.entries(object)) checkPart(part, inside(place, inner));
}

/** A field, or a number of the row that an `argmin` or `argmax` of a transform chose. */
function checkPath(path: string, pointer: string, scope: Scope, context: CheckContext): void {
  const { fields } = context.dataset;
  const chosen = scope.has(path) ? undefined : chosenIn(path);
  if (chosen === undefined || scope.get(chosen.row) !== 'computed') checkField(path, pointer, scope, context);
  else
    checkField(chosen.field, pointer, new Map(fields.map(({ name, role }) => [name, kindOf(role)])), context);
}

/** Years may be written by hand: they name a time, they count nothing. */
const year = /(?<!\d)(?:1[89]|20|21)\d\d(?!\d)/gu;

/** Adds an error when words drawn in a chart hold a number that is not a year. */
export function refuseWrittenNumbers(words: unknown, pointer: string, context: CheckContext): void {
  if (typeof words === 'number' || (typeof words === 'string' && /\p{Nd}/u.test(words.replace(year, '')))) {
    report(context, pointer, 'chart/literal-number.written', { words: String(words) });
  } else if (Array.isArray(words)) {
    words.forEach((line, index) => {
      refuseWrittenNumbers(line, point(pointer, index), context);
    });
  } else if (isObject(words)) {
    if ('expr' in words) report(context, pointer, 'chart/literal-number.computed');
    for (const key of ['text', 'subtitle']) refuseWrittenNumbers(words[key], point(pointer, key), context);
  }
}

/** The least and the most that a number may be. */
type Bounds = readonly [least: number, most: number];

/** Of numbers that say how much is drawn, by their keys. */
const bounds: Readonly<Record<string, Bounds>> = {
  width: [0, limits.size],
  height: [0, limits.size],
  step: [0, limits.step],
  spacing: [0, limits.step],
  columns: [0, limits.views],
  tickCount: [0, limits.ticks],
  steps: [0, limits.steps],
  minsteps: [0, limits.steps],
  maxsteps: [0, limits.steps],
  order: [0, limits.order],
};

/** Of any size: they are the data's own, and cost nothing. */
const ofData = new Set([
  ...['domain', 'domainMin', 'domainMax', 'values', 'value', 'datum', 'range', 'extent', 'bandwidth'],
  ...['equal', 'oneOf', 'lt', 'lte', 'gt', 'gte'],
]);

const boundsOf = (key: string): Bounds => {
  const most = ofData.has(key) ? Number.MAX_VALUE : limits.number;
  return ownOf(bounds, key) ?? [-most, most];
};

/** Adds an error for what is no number within its bounds: it could make vega draw without end. */
export function checkNumber(
  value: unknown,
  key: string,
  [least, most]: Bounds,
  pointer: string,
  context: CheckContext,
): void {
  if (typeof value === 'number' && value >= least && value <= most) return;
  const said = { value: JSON.stringify(value), key, least, most };
  report(context, pointer, 'chart/limit.number', said);
}
