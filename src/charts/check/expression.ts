import { didYouMean, listNames } from '../../diagnostics.js';
import { type FaultCall, type ProblemId, phrase } from '../../problems/problem.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { limits } from '../limits.js';
import { isObject } from '../spec.js';
import { isCategorical, valuesOf } from '../unit.js';
import { type CheckContext, report, type Scope } from './context.js';

/** Functions of expressions: arithmetic, tests and text, none that reads, loops, draws lots or asks the clock. */
const functions = [
  'abs',
  'acos',
  'asin',
  'atan',
  'atan2',
  'ceil',
  'clamp',
  'cos',
  'date',
  'datetime',
  'day',
  'dayofyear',
  'exp',
  'floor',
  'hours',
  'hypot',
  'if',
  'indexof',
  'inrange',
  'isArray',
  'isBoolean',
  'isDate',
  'isDefined',
  'isFinite',
  'isNaN',
  'isNumber',
  'isString',
  'isValid',
  'length',
  'log',
  'lower',
  'max',
  'min',
  'minutes',
  'month',
  'parseFloat',
  'parseInt',
  'pow',
  'quantileNormal',
  'quantileUniform',
  'quarter',
  'replace',
  'round',
  'seconds',
  'sign',
  'sin',
  'slice',
  'split',
  'sqrt',
  'substring',
  'tan',
  'time',
  'toBoolean',
  'toDate',
  'toNumber',
  'toString',
  'trim',
  'truncate',
  'upper',
  'utc',
  'utcdate',
  'utcday',
  'utcdayofyear',
  'utchours',
  'utcminutes',
  'utcmonth',
  'utcquarter',
  'utcseconds',
  'utcweek',
  'utcyear',
  'week',
  'year',
] as const;

/** Numbers that expressions may call by name. */
const constants: readonly string[] = ['E', 'PI', 'SQRT1_2', 'SQRT2', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'NaN'];

/**
 * Checks one expression: it must parse, be short, read only `datum.<field>` and call only functions of the list.
 * Comparisons of a dimension with a text that is none of its categories are errors too.
 *
 * @param more Functions besides those of the list.
 */
export function checkExpression(
  source: string,
  pointer: string,
  scope: Scope,
  context: CheckContext,
  more: readonly string[] = [],
): void {
  if (source.length > limits.expression) {
    const said = { count: source.length, most: limits.expression };
    report(context, pointer, 'chart/limit.expression', said);
    return;
  }
  let tree: ExpressionNode;
  try {
    tree = context.parseExpression(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
    report(context, pointer, 'chart/expression.parses', { source, reason: reason.toLowerCase() });
    return;
  }
  checkNode(tree, { pointer, scope, context, more });
}

interface Place {
  readonly pointer: string;
  readonly scope: Scope;
  readonly context: CheckContext;
  readonly more: readonly string[];
}

function refuse<Id extends ProblemId>({ pointer, context }: Place, ...call: FaultCall<Id>): void {
  report(context, pointer, ...call);
}

function checkNode(node: ExpressionNode, place: Place): void {
  const check = nodeChecks[node.type];
  if (check === undefined) refuse(place, 'chart/expression.part');
  else check(node, place);
}

/** What may stand in an expression, by the type of its node. */
const nodeChecks: Readonly<Record<string, (node: ExpressionNode, place: Place) => void>> = {
  Literal: (node, place) => {
    if (node.regex !== undefined) refuse(place, 'chart/expression.pattern');
  },
  Identifier: ({ name }, place) => {
    if (constants.includes(String(name))) return;
    // Vega's parser takes a text such as `'constructor'` for a name.
    const id = isInherited(String(name)) ? 'chart/expression.inherited' : 'chart/expression.name';
    refuse(place, id, { name: String(name) });
  },
  MemberExpression: checkMember,
  CallExpression: checkCall,
  BinaryExpression: (node, place) => {
    checkComparison(node, place);
    checkChildren(node, place);
  },
  LogicalExpression: checkChildren,
  ConditionalExpression: checkChildren,
  UnaryExpression: checkChildren,
  ArrayExpression: checkChildren,
};

function checkChildren(node: ExpressionNode, place: Place): void {
  for (const child of childNodes(node)) checkNode(child, place);
}

/** The nodes directly inside a node. */
export function childNodes(node: ExpressionNode): readonly ExpressionNode[] {
  return Object.values(node)
    .flatMap((value) => [value].flat())
    .filter(isNode);
}

function isNode(value: unknown): value is ExpressionNode {
  return isObject(value) && typeof value.type === 'string';
}

/** The field that `datum.x` or `datum["x"]` reads; undefined for any other node. */
export function fieldOf(node: unknown): string | undefined {
  if (!isNode(node) || node.type !== 'MemberExpression') return undefined;
  const { object, property, computed } = node;
  if (!isNode(object) || object.type !== 'Identifier' || object.name !== 'datum' || !isNode(property))
    return undefined;
  if (computed === true) return typeof property.value === 'string' ? property.value : undefined;
  return typeof property.name === 'string' ? property.name : undefined;
}

/** The fields that an expression reads. */
export function fieldsIn(node: ExpressionNode): readonly string[] {
  const own = fieldOf(node);
  return own === undefined ? childNodes(node).flatMap(fieldsIn) : [own];
}

function checkMember(node: ExpressionNode, place: Place): void {
  const field = fieldOf(node);
  const { object, property, computed } = node;
  if (field !== undefined) checkField(field, place.pointer, place.scope, place.context);
  else if (computed !== true && isNode(property) && property.name === 'length' && isNode(object)) {
    checkNode(object, place);
  } else if (computed === true && isNode(property) && typeof property.value === 'number' && isNode(object)) {
    // A letter of a text, or an entry of a list.
    checkNode(object, place);
  } else {
    const name = isNode(property) ? (property.name ?? property.value) : undefined;
    if (name === undefined) refuse(place, 'chart/expression.looked-up');
    else refuse(place, 'chart/expression.access', { name: String(name) });
  }
}

function checkCall(node: ExpressionNode, place: Place): void {
  const name =
    isNode(node.callee) && node.callee.type === 'Identifier' ? String(node.callee.name) : undefined;
  const known: readonly string[] = [...functions, ...place.more];
  if (name === undefined) refuse(place, 'chart/expression.computed');
  else if (!known.includes(name)) {
    const said = { name, known: listNames(known, 40) };
    refuse(place, 'chart/expression.function', said, didYouMean(name, known));
  }
  for (const argument of [node.arguments].flat()) if (isNode(argument)) checkNode(argument, place);
}

const comparisons = new Set(['==', '!=', '===', '!==']);

function checkComparison(node: ExpressionNode, { pointer, context }: Place): void {
  if (typeof node.operator !== 'string' || !comparisons.has(node.operator)) return;
  for (const [side, other] of [
    [node.left, node.right],
    [node.right, node.left],
  ]) {
    const field = fieldOf(side);
    if (field === undefined || !isNode(other) || other.type !== 'Literal') continue;
    checkCategory(field, other.value, pointer, context);
  }
}

/** Adds an error when a field of categories is compared with a value that it can never hold. Other fields are not checked. */
export function checkCategory(field: string, value: unknown, pointer: string, context: CheckContext): void {
  if (typeof value !== 'string' && typeof value !== 'number') return;
  const dimension = context.dataset.fields.find((candidate) => candidate.name === field);
  if (!isCategorical(dimension)) return;
  const known = valuesOf(dimension);
  const isYear = dimension.type === 'year' && value !== dimension.total;
  if (known.includes(String(value)) && !(isYear && typeof value === 'string')) return;
  const hint =
    isYear && known.includes(String(value))
      ? { hint: phrase('chart/unknown-category.years', { value }) }
      : didYouMean(String(value), known);
  const said = { value, field, known: listNames(known) };
  report(context, pointer, 'chart/unknown-category.category', said, hint);
}

/** Adds an error when no field in sight has this name. */
export function checkField(name: string, pointer: string, scope: Scope, context: CheckContext): void {
  if (scope.has(name)) return;
  const known = [...scope.keys()];
  const said = { name, dataset: context.dataset.name, known: listNames(known) };
  report(context, pointer, 'chart/unknown-field.name', said, didYouMean(name, known));
}

/** True for the name of something that every object has, such as `constructor`: vega's expressions cannot hold it as text. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}
