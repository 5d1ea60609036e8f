import {
  divide,
  type Exact,
  exact,
  finiteDigits,
  fromDouble,
  multiply,
  toNumber,
} from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import type { Operand, Quantity } from '../../model/quantity.js';
import { childNodes, fieldOf } from '../check/expression.js';
import { dataBehind } from '../datasets/parts.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import type { JsonObject } from '../spec.js';
import { combine, differenceOf, numberOf, parameterOf, quotientOf, sumOf } from './combine.js';
import type { Deriving } from './deriving.js';
import { share } from './shares.js';

/** What a `calculate` comes to, where it is a formula that the record of operations has. */
export function calculated(
  node: ExpressionNode,
  fieldNumber: (field: string) => Quantity | undefined,
  deriving: Pick<Deriving, 'dataset' | 'precision'> & { readonly datum: JsonObject },
): Quantity | undefined {
  const inner = fieldOf(node);
  if (inner !== undefined) return fieldNumber(inner);
  if (node.type === 'UnaryExpression' && node.operator === '-') {
    const [of] = childNodes(node);
    return of && multipleOf(exact(-1), calculated(of, fieldNumber, deriving));
  }
  if (node.type === 'ConditionalExpression') {
    const branch = branchOf(node, deriving);
    return branch && calculated(branch, fieldNumber, deriving);
  }
  const sides = sidesOf(node);
  if (sides === undefined) return undefined;
  const [left, right] = sides;
  const make = (each: ExpressionNode): Quantity | undefined => calculated(each, fieldNumber, deriving);
  const percent = percentOf(node);
  if (percent !== undefined) {
    const [part, whole] = percent.map(make);
    return part && whole && share(part, whole, deriving);
  }
  const times = factorOf(node);
  if (times !== undefined) return multipleOf(times.factor, make(times.of));
  const [a, b] = [make(left), make(right)];
  if (a === undefined || b === undefined) return undefined;
  switch (node.operator) {
    case '+':
      return areAlike(a, b, deriving) ? combine('sum', [a, b], sumOf([a, b]), commonUnit(a, b)) : undefined;
    case '-':
      return areAlike(a, b, deriving)
        ? combine('difference', [a, b], differenceOf(a, b), commonUnit(a, b))
        : undefined;
    case '/':
      return combine('ratio', [a, b], quotientOf(a, b), unitOfRatio(a, b));
    default:
      return undefined;
  }
}

/** What a condition on names comes to: by numbers, one of the branches would hide what was counted. */
function branchOf(
  node: ExpressionNode,
  { dataset: { fields }, datum }: Pick<Deriving, 'dataset'> & { readonly datum: JsonObject },
): ExpressionNode | undefined {
  const [test, yes, no] = [node.test, node.consequent, node.alternate] as readonly (
    | ExpressionNode
    | undefined
  )[];
  const [left, right] = (test && sidesOf(test)) ?? [];
  const name = left && fieldOf(left);
  const isName = fields.some((field) => field.name === name && field.role !== 'measure');
  if (name === undefined || !isName || right?.type !== 'Literal') return undefined;
  const isEqual = String(datum[name]) === String(right.value);
  if (test?.operator === '==' || test?.operator === '===') return isEqual ? yes : no;
  return test?.operator === '!=' || test?.operator === '!==' ? (isEqual ? no : yes) : undefined;
}

function sidesOf(node: ExpressionNode): readonly [ExpressionNode, ExpressionNode] | undefined {
  if (node.type !== 'BinaryExpression') return undefined;
  const [left, right] = childNodes(node);
  return left === undefined || right === undefined ? undefined : [left, right];
}

/** A number that its author states, and what is multiplied by it or divided. */
function factorOf(node: ExpressionNode): { readonly factor: Exact; readonly of: ExpressionNode } | undefined {
  const [left, right] = sidesOf(node) ?? [];
  if (left === undefined || right === undefined) return undefined;
  const [before, after] = [statedIn(left), statedIn(right)];
  if (node.operator === '*' && before !== undefined) return { factor: before, of: right };
  if (after === undefined || after.numerator === 0n) return undefined;
  if (node.operator === '*') return { factor: after, of: left };
  return node.operator === '/' ? { factor: divide(exact(1), after), of: left } : undefined;
}

const statedIn = ({ type, value }: ExpressionNode): Exact | undefined =>
  type === 'Literal' && typeof value === 'number' ? fromDouble(value) : undefined;

/** Decimals of a factor that are worth printing: 0.333333 is a third, and has none of its own. */
const mostDecimals = 5;

function multipleOf(factor: Exact, of: Quantity | undefined): Quantity | undefined {
  const stated = parameterOf(1, of);
  if (of === undefined || stated === undefined) return undefined;
  const value = numberOf(of);
  const size = Math.abs(toNumber(factor));
  // A number in thousands is none of its old unit.
  const unit = size === 1 ? of.unit : '';
  // Vega takes what is missing for nothing, and multiplies that.
  const made =
    value && combine('multiple', [{ ...stated, value: factor }, of], multiply(factor, value), unit);
  // 72 in thousands is 0.072, and half of 3 is 1.5: without these decimals they would be printed as other numbers.
  const own = finiteDigits(factor) ?? mostDecimals + 1;
  const down = size === 0 ? 0 : Math.max(0, Math.ceil(-Math.log10(size)));
  return made && { ...made, digits: of.digits + (own > mostDecimals ? down : own) };
}

const isMultiplied = ({ operation, operands = [] }: Pick<Operand, 'operation' | 'operands'>): boolean =>
  operation === 'multiple' || operands.some(isMultiplied);

/** The units of the cells that a number was made of: what is multiplied by a number has lost its own. */
const unitsBeneath = ({ cells }: Quantity, { dataset }: Pick<Deriving, 'dataset'>): string => {
  const data = dataBehind(dataset);
  const units = cells.map(
    ({ dataset: name, field }) => ownOf(data, name)?.fields.find((each) => each.name === field)?.unit ?? '',
  );
  return JSON.stringify([...new Set(units)].sort());
};

/** True for numbers that may be added up: half of some persons goes with other persons, and never with euro. */
const areAlike = (a: Quantity, b: Quantity, deriving: Pick<Deriving, 'dataset'>): boolean =>
  isMultiplied(a) || isMultiplied(b)
    ? unitsBeneath(a, deriving) === unitsBeneath(b, deriving)
    : a.unit === b.unit;

const commonUnit = (a: Quantity, b: Quantity): string => (a.unit === b.unit ? a.unit : '');

function unitOfRatio(a: Quantity, b: Quantity): string {
  if ((isMultiplied(a) || isMultiplied(b)) && (a.unit === '' || b.unit === '')) return '';
  return a.unit === b.unit ? 'times' : `${a.unit} per ${b.unit}`;
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
