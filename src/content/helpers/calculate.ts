import type { Position } from '../../diagnostics.js';
import type { Exact } from '../../values/exact.js';
import { isExact, type Operand, type Operation, type Quantity } from '../../values/quantity.js';
import { defaultDigits } from '../../values/rounding.js';
import type { Call } from './call.js';
import { fail } from './problem.js';

/** The digits that the author asks for, else those of the operation, else those of the data. */
export function printedNumber(call: Call, quantity: Quantity): Quantity {
  const digits = call.wholeNumber('digits', 0, 6);
  return digits === undefined ? quantity : { ...quantity, digits };
}

/** The result of an operation on quantities: it rests on all their cells and is illustrative if one of them is. */
export function derive(
  call: Call,
  operation: Operation,
  operands: readonly [Quantity, ...Quantity[]],
  result: { readonly value: Quantity['value']; readonly unit: string; readonly signed?: boolean },
): Quantity {
  const [first] = operands;
  return printedNumber(call, {
    kind: 'quantity',
    value: result.value,
    unit: result.unit,
    dataset: first.dataset,
    cells: operands.flatMap((operand) => operand.cells),
    operation,
    ...operandsOf(operands),
    digits: defaultDigits[operation] ?? Math.max(...operands.map((operand) => operand.digits)),
    ...(result.signed === undefined ? {} : { signed: result.signed }),
    illustrative: operands.some((operand) => operand.illustrative),
    at: call.at,
  });
}

/**
 * The result of a calculation, except where all that would make it differ from 0 is missing: "none recorded" adds as
 * 0 but never prints as 0.
 */
export function unlessMissing(
  operands: readonly [Quantity, ...Quantity[]],
  result: Exact,
): Quantity['value'] {
  return operands.some(({ value }) => isExact(value)) ? result : operands[0].value;
}

/** What was calculated stays visible inside what is calculated from it. */
function operandsOf(operands: readonly Quantity[]): { operands?: readonly Operand[] } {
  if (operands.every(({ operation }) => operation === 'value' || operation === 'fact')) return {};
  return {
    operands: operands.map(({ value, operation, cells, operands: inner }) => ({
      value,
      operation,
      cells,
      ...(inner === undefined ? {} : { operands: inner }),
    })),
  };
}

/** Fails when two operands count different things. */
export function requireSameUnit(a: Quantity, b: Quantity, position: Position): void {
  if (a.unit === b.unit) return;
  fail(
    'content/unit',
    `Unexpected unit \`${b.unit}\` beside \`${a.unit}\`, expected the same unit`,
    position,
  );
}

/** Fails when a base is 0, which nothing can be divided by, or negative, which would turn a rise into a fall. */
export function requirePositive(denominator: Exact, what: string, position: Position): void {
  if (denominator.numerator > 0n) return;
  const actual = denominator.numerator === 0n ? '0' : 'negative number';
  fail(
    'content/division-by-zero',
    `Unexpected ${actual} as the base of a ${what}, expected a number above 0`,
    position,
  );
}
