import type { Quantity } from '../../model/quantity.js';
import { childNodes, fieldOf } from '../check/expression.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { combine, differenceOf, quotientOf, sumOf } from './combine.js';
import { fieldsIn } from './definitions.js';
import type { Deriving } from './deriving.js';
import { share } from './shares.js';

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
  switch (node.operator) {
    case '+':
      return a.unit === b.unit ? combine('sum', [a, b], sumOf([a, b]), a.unit) : undefined;
    case '-':
      return a.unit === b.unit ? combine('difference', [a, b], differenceOf(a, b), a.unit) : undefined;
    case '/':
      return combine(
        'ratio',
        [a, b],
        quotientOf(a, b),
        a.unit === b.unit ? 'times' : `${a.unit} per ${b.unit}`,
      );
    default:
      return undefined;
  }
}

function sidesOf(node: ExpressionNode): readonly [ExpressionNode, ExpressionNode] | undefined {
  if (node.type !== 'BinaryExpression') return undefined;
  const [left, right] = childNodes(node);
  return left === undefined || right === undefined ? undefined : [left, right];
}

const isNumber = ({ type, value }: ExpressionNode): boolean =>
  type === 'Literal' && typeof value === 'number';
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

/** True for an expression in which a number is as many times as its author states: what is drawn is none of the data. */
export function isMultiplied(node: ExpressionNode): boolean {
  const percent = percentOf(node);
  if (percent !== undefined) return percent.some(isMultiplied);
  if (node.type === 'UnaryExpression' && node.operator === '-') return !childNodes(node).every(isNumber);
  const isFactor = ['*', '/'].includes(String(node.operator)) && (sidesOf(node) ?? []).some(isNumber);
  return isFactor || childNodes(node).some(isMultiplied);
}

/** True for an expression that adds a number of its author to those of the data, puts one in their place, or chooses by what was counted. */
export function hidesNumbers(node: ExpressionNode, isNumeric: (field: string) => boolean): boolean {
  const isSum = node.operator === '+' || node.operator === '-';
  if (isSum && (sidesOf(node) ?? []).some(isNumber)) return true;
  const [test, ...branches] = node.type === 'ConditionalExpression' ? childNodes(node) : [];
  if (branches.some(isNumber) || (test && fieldsIn(test).some(isNumeric))) return true;
  return childNodes(node).some((child) => hidesNumbers(child, isNumeric));
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
