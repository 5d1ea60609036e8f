import type { Position } from '../../diagnostics.js';
import { greatest } from '../../model/chart/extremes.js';
import { addendOf, type Mark, missingShare, missingSum, united } from '../../model/dataset/missing.js';
import { defined } from '../../model/defined.js';
import { compare, divide, type Exact, roundScaled, toPlainText, zero } from '../../model/exact.js';
import type { Operation, Operations } from '../../model/operations/operations.js';
import type { Fraction, Operand, Quantity } from '../../model/quantity.js';
import { phrase } from '../../problems/problem.js';
import { numberOf } from '../selection/cells.js';
import type { Call, Scope } from './call.js';
import { fail } from './problem.js';

/** The digits that the author asks for (below 0 tens, hundreds, thousands), else those of the operation, else those of the data; never more than `most`. */
export function printedNumber(call: Call, quantity: Quantity, most = mostDigits): Quantity {
  const digits = Math.min(call.wholeNumber('digits', -mostDigits, mostDigits) ?? quantity.digits, most);
  return digits === quantity.digits ? quantity : { ...quantity, digits };
}

const mostDigits = 6;

/**
 * The result of an operation on quantities: it rests on all their cells, bears all their marks unless `result` says
 * which, and is illustrative if one of them is.
 */
export function derive(
  call: Call,
  { operations }: Pick<Scope, 'operations'>,
  operation: Operation,
  operands: readonly [Quantity, ...Quantity[]],
  result: {
    readonly value: Quantity['value'];
    readonly unit: string;
    readonly signed?: boolean;
    readonly marks?: readonly Mark[];
    readonly fraction?: Fraction;
    /** Where the policy of precision has fewer decimals than the operation or the call. */
    readonly mostDigits?: number;
  },
): Quantity {
  const [first] = operands;
  refuseInexact(operands, call.at);
  const quantity: Quantity = defined({
    kind: 'quantity',
    value: result.value,
    unit: result.unit,
    dataset: first.dataset,
    cells: operands.flatMap((operand) => operand.cells),
    operation,
    ...operandsOf(operands, operations),
    digits: operations[operation].digits ?? greatest(operands.map((operand) => operand.digits)),
    fraction: result.fraction,
    signed: result.signed,
    widerThan: first.widerThan,
    ...united(result.marks === undefined ? operands : [{ marks: result.marks }]),
    illustrative: operands.some((operand) => operand.illustrative),
    at: call.at,
  });
  return printedNumber(call, quantity, result.mostDigits);
}

/**
 * The result of a sum or difference, except where the operands come to a missing value (the rules stand in
 * `model/dataset/missing.ts`): "none recorded" adds as 0 but never prints as 0.
 */
export function unlessMissing(operands: readonly Quantity[], calculate: () => Exact): Quantity['value'] {
  return missingSum(operands.map(({ value }) => value)) ?? calculate();
}

/** `part` / `whole`, or the missing value that they come to. `whole` stands at `position`; `what` names the result. */
export function quotientOf(
  part: Quantity,
  whole: Quantity,
  what: string,
  position: Position,
): Quantity['value'] {
  const base = addendOf(whole.value);
  if (base !== undefined) requirePositive(base, what, position);
  return missingShare(part.value, whole.value) ?? divide(numberOf(part, position), numberOf(whole, position));
}

/** "At least 12", "about 40" and "2 to 4" are no numbers to go on calculating with: the result would look exact. */
function refuseInexact(operands: readonly Quantity[], position: Position): void {
  for (const { operation, qualifier = 'exact', high } of operands) {
    if (high === undefined && qualifier === 'exact') continue;
    const isSum = operation === 'sum';
    const what = isSum
      ? 'sum with `partial=true`'
      : high === undefined
        ? `figure with the qualifier \`${qualifier}\``
        : 'range';
    fail(
      'content/missing-value.what',
      position,
      { what },
      isSum ? {} : { hint: phrase('content/missing-value.print') },
    );
  }
}

/** What was calculated stays visible inside what is calculated from it. */
function operandsOf(
  operands: readonly Quantity[],
  operations: Operations,
): { operands?: readonly Operand[] } {
  const isPlain = ({ operation }: Quantity): boolean => {
    const { calculation } = operations[operation];
    return calculation.kind === 'cell' && calculation.edition === 'this';
  };
  if (operands.every(isPlain)) return {};
  return {
    operands: operands.map(({ value, operation, cells, operands: inner, signed }) =>
      defined({
        value,
        operation,
        cells,
        operands: inner,
        // Only `absolute=true` takes a sign away; other numbers have none to begin with.
        ...(signed === false ? { absolute: true } : {}),
      }),
    ),
  };
}

/** Fails when two operands count different things. */
export function requireSameUnit(a: Quantity, b: Quantity, position: Position): void {
  if (a.unit === b.unit) return;
  fail('content/unit.unit', position, { unit: b.unit, aUnit: a.unit });
}

/** Fails when a base is 0, which nothing can be divided by, or negative, which would turn a rise into a fall. */
export function requirePositive(
  denominator: Exact,
  what: string,
  position: Position,
  more: { readonly hint?: string } = {},
): void {
  if (denominator.numerator > 0n) return;
  const actual = denominator.numerator === 0n ? '0' : 'negative';
  fail('content/division-by-zero', position, { actual, what }, denominator.numerator === 0n ? more : {});
}

/** Fails where a number that is not 0 would be printed as 0. */
export function refuseZero(call: Call, quantity: Quantity): Quantity {
  const { value, digits } = quantity;
  if (!('kind' in value) && compare(value, zero) !== 0 && roundScaled(value, digits) === 0n)
    fail('content/argument.prints-as-zero', call.at, { name: call.name, text: toPlainText(value) });
  return quantity;
}
