import type { Quantity } from '../../model/quantity.js';
import { childNodes, fieldOf, fieldsIn } from '../check/expression.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { calculate, share } from './combine.js';
import type { Deriving } from './deriving.js';

/** What a `calculate` comes to where it is a sum, difference, ratio or share, which operations calculate. */
export function calculated(
  node: ExpressionNode,
  fieldNumber: (field: string) => Quantity | undefined,
  deriving: Pick<Deriving, 'dataset' | 'precision'>,
): Quantity | undefined {
  const inner = fieldOf(node);
  if (inner !== undefined) return fieldNumber(inner);
  const percent = percentOf(node);
  const [a, b] = (percent ?? sidesOf(node) ?? []).map((each) => calculated(each, fieldNumber, deriving));
  if (a === undefined || b === undefined) return undefined;
  if (percent !== undefined) return share(a, b, deriving);
  const areAlike = a.unit === b.unit;
  if (node.operator === '/')
    return calculate('ratio', [a, b], areAlike ? 'times' : `${a.unit} per ${b.unit}`);
  const operation = node.operator === '+' ? 'sum' : node.operator === '-' ? 'difference' : undefined;
  return operation && areAlike ? calculate(operation, [a, b], a.unit) : undefined;
}

/** True for what operations may calculate, whatever the numbers in it are. */
export const isOperation = (node: ExpressionNode): boolean =>
  fieldOf(node) !== undefined ||
  percentOf(node) !== undefined ||
  ['+', '-', '/'].includes(String(node.operator));

function sidesOf(node: ExpressionNode): readonly [ExpressionNode, ExpressionNode] | undefined {
  if (node.type !== 'BinaryExpression') return undefined;
  const [left, right] = childNodes(node);
  return left === undefined || right === undefined ? undefined : [left, right];
}

const isNumber = ({ type, value }: ExpressionNode): boolean =>
  type === 'Literal' && typeof value === 'number';
const isZero = (node: ExpressionNode): boolean => isNumber(node) && node.value === 0;
const isHundred = (node: ExpressionNode): boolean => isNumber(node) && node.value === 100;

/** The part and the whole of `100 * a / b`, `a / b * 100` and `100 * (a / b)`. */
function percentOf(node: ExpressionNode): readonly [ExpressionNode, ExpressionNode] | undefined {
  const sides = sidesOf(node);
  if (sides === undefined) return undefined;
  const [left, right] = sides;
  if (node.operator === '*') {
    const of = isHundred(left) ? right : isHundred(right) ? left : undefined;
    return of?.operator === '/' ? sidesOf(of) : undefined;
  }
  const product = node.operator === '/' && left.operator === '*' ? sidesOf(left) : undefined;
  const part = product?.find((each) => !isHundred(each));
  return product?.some(isHundred) === true && part !== undefined ? [part, right] : undefined;
}

/** True for a number that the author of an expression states. */
const isStated = (node: ExpressionNode): boolean =>
  isNumber(node) || (isMinus(node) && childNodes(node).every(isNumber));
const isMinus = ({ type, operator }: ExpressionNode): boolean =>
  type === 'UnaryExpression' && operator === '-';

/** True for an expression in which a number is as many times as its author states, or as it is itself, other than the per cent of a share. */
export function isMultiplied(node: ExpressionNode, isShare: (percent: ExpressionNode) => boolean): boolean {
  const of = (each: ExpressionNode): boolean => isMultiplied(each, isShare);
  const percent = percentOf(node);
  if (percent !== undefined && isShare(node)) return percent.some(of);
  if (isMinus(node)) return !isStated(node);
  const sides = ['*', '/'].includes(String(node.operator)) ? (sidesOf(node) ?? []) : [];
  const [one, other] = sides.map(fieldOf);
  const isSquare = one !== undefined && one === other;
  return isSquare || sides.some(isStated) || childNodes(node).some(of);
}

const functionsOfOneNumber: ReadonlySet<unknown> = new Set([
  'abs',
  'acos',
  'asin',
  'atan',
  'ceil',
  'cos',
  'exp',
  'floor',
  'log',
  'round',
  'sin',
  'sqrt',
  'tan',
]);

/** What the fields are that an expression reads. */
interface Fields {
  readonly isNumber: (field: string) => boolean;
  readonly isName: (field: string) => boolean;
}

/**
 * True for an expression that makes its number of those of the data alone. A number of its author may be in it as a factor, a divisor
 * or an exponent, and nothing else may; a name may choose between two such expressions.
 */
export function isOfNumbers(node: ExpressionNode, fields: Fields): boolean {
  const field = fieldOf(node);
  if (field !== undefined) return fields.isNumber(field);
  const of = (each: ExpressionNode): boolean => isOfNumbers(each, fields);
  const parts = childNodes(node);
  switch (node.type) {
    case 'UnaryExpression':
      return isMinus(node) && parts.every(of);
    case 'BinaryExpression':
      return isArithmetic(node, of);
    case 'ConditionalExpression': {
      const [test, ...branches] = parts;
      return test !== undefined && fieldsIn(test).every(fields.isName) && branches.every(of);
    }
    case 'CallExpression': {
      const [called, base, ...more] = parts;
      return base !== undefined && of(base) && isOfOneNumber(called?.name, more);
    }
    default:
      return false;
  }
}

function isArithmetic(node: ExpressionNode, of: (node: ExpressionNode) => boolean): boolean {
  const sides = childNodes(node);
  if (node.operator === '+' || node.operator === '-') return sides.every(of);
  const isProduct = node.operator === '*' || node.operator === '/';
  return isProduct && sides.some(of) && sides.every((each) => isStated(each) || of(each));
}

/** True for a function of one number, or a power of it other than that of 0, which is 1 whatever it is given. */
function isOfOneNumber(name: unknown, [power, ...more]: readonly ExpressionNode[]): boolean {
  if (power === undefined) return functionsOfOneNumber.has(name);
  const isPower = name === 'pow' && more.length === 0 && isStated(power);
  return isPower && ![power, ...childNodes(power)].some(isZero);
}

/** The fields that an expression calculates with, and not those by whose names it chooses. */
export function numbersIn(node: ExpressionNode): readonly string[] {
  if (node.type !== 'ConditionalExpression')
    return fieldOf(node) === undefined ? childNodes(node).flatMap(numbersIn) : fieldsIn(node);
  return childNodes(node).slice(1).flatMap(numbersIn);
}

/** What an expression divides by. */
export function divisorsIn(node: ExpressionNode): readonly ExpressionNode[] {
  const [, by] = node.operator === '/' ? (sidesOf(node) ?? []) : [];
  return [...(by === undefined ? [] : [by]), ...childNodes(node).flatMap(divisorsIn)];
}

/** True for an expression that adds up, or takes away, numbers of different units: persons and euro. */
export function mixesUnits(node: ExpressionNode, unitsOf: (field: string) => readonly string[]): boolean {
  if (node.operator === '+' || node.operator === '-') {
    const [one = '', other = ''] = (sidesOf(node) ?? []).map((side) =>
      [...new Set(fieldsIn(side).flatMap(unitsOf))].sort().join(' and '),
    );
    if (one !== '' && other !== '' && one !== other) return true;
  }
  return childNodes(node).some((child) => mixesUnits(child, unitsOf));
}
