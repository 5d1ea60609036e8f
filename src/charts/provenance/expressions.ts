import type { Quantity } from '../../model/quantity.js';
import { childNodes, fieldOf } from '../check/expression.js';
import type { ExpressionNode } from '../vega.js';
import { combine, differenceOf, quotientOf, sumOf } from './combine.js';
import type { Deriving } from './deriving.js';
import { share } from './shares.js';

/** What a `calculate` comes to, where it is a formula that the record of operations has. */
export function calculated(
  node: ExpressionNode,
  numberOf: (field: string) => Quantity | undefined,
  deriving: Pick<Deriving, 'dataset' | 'precision'>,
): Quantity | undefined {
  const inner = fieldOf(node);
  if (inner !== undefined) return numberOf(inner);
  const sides = sidesOf(node);
  if (sides === undefined) return undefined;
  const [left, right] = sides;
  const make = (each: ExpressionNode): Quantity | undefined => calculated(each, numberOf, deriving);
  const percent = percentOf(node);
  if (percent !== undefined) {
    const [part, whole] = percent.map(make);
    return part && whole && share(part, whole, deriving);
  }
  const [a, b] = [make(left), make(right)];
  if (a === undefined || b === undefined) return undefined;
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

const isHundred = (node: ExpressionNode): boolean => node.type === 'Literal' && node.value === 100;

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
