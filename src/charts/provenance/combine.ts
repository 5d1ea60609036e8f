import { greatest } from '../../model/chart/extremes.js';
import { addendOf, missingShare, missingSum, united } from '../../model/dataset/missing.js';
import { add, divide, type Exact, fromDouble, subtract, toFractionText, zero } from '../../model/exact.js';
import { coreOperations } from '../../model/operations/core.js';
import type { curve } from '../../model/operations/curve.js';
import type { density } from '../../model/operations/density.js';
import type { polynomial } from '../../model/operations/polynomial.js';
import type { regression } from '../../model/operations/regression.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { isStatistic, type Statistic } from './statistic.js';

/** Numbers of which at least one is known to be there. */
export type Some = readonly [Quantity, ...Quantity[]];

type Value = Quantity['value'];

export const numberOf = ({ value }: Quantity): Exact | undefined => addendOf(value);

export function sumOf(parts: readonly Quantity[]): Value {
  return (
    missingSum(parts.map(({ value }) => value)) ??
    parts.reduce((sum, part) => add(sum, numberOf(part) ?? zero), zero)
  );
}

export function differenceOf(a: Quantity, b: Quantity): Value {
  return missingSum([a.value, b.value]) ?? subtract(numberOf(a) ?? zero, numberOf(b) ?? zero);
}

export function quotientOf(part: Quantity, whole: Quantity): Value | undefined {
  const missing = missingShare(part.value, whole.value);
  if (missing !== undefined) return missing;
  const [a, b] = [numberOf(part), numberOf(whole)];
  return a === undefined || b === undefined || b.numerator <= 0n ? undefined : divide(a, b);
}
export type Line = keyof typeof regression | keyof typeof polynomial | keyof typeof curve;
type Made =
  | keyof typeof density
  | Line
  | 'sum'
  | 'average'
  | 'share'
  | 'ratio'
  | 'difference'
  | 'multiple'
  | 'imputed'
  | Statistic;

/** A statistic is printed with a decimal, and with those of its numbers where they have more. */
function digitsOf(operation: Made, operands: readonly Quantity[]): number {
  const { digits } = coreOperations[operation];
  const most = greatest(operands.map((each) => each.digits));
  if (digits === undefined) return most;
  return isStatistic(operation) && digits > 0 ? Math.max(digits, most) : digits;
}

/** The number that an operation makes of others, whose value is worked out; undefined where there is none. */
export function combine(
  operation: Made,
  operands: Some,
  value: Value | undefined,
  unit: string,
): Quantity | undefined {
  if (value === undefined) return undefined;
  const [first] = operands;
  const arePlain = operands.every((operand) => operand.operation === 'value');
  return {
    kind: 'quantity',
    value,
    unit,
    dataset: first.dataset,
    cells: operands.flatMap(({ cells }) => cells),
    operation,
    ...(arePlain
      ? {}
      : {
          operands: operands.map((each) => ({
            value: each.value,
            operation: each.operation,
            cells: each.cells,
            ...(each.operands === undefined ? {} : { operands: each.operands }),
            ...(each.operation === 'parameter' && isExact(each.value)
              ? { number: toFractionText(each.value) }
              : {}),
          })),
        }),
    digits: digitsOf(operation, operands),
    ...united(operands),
    illustrative: operands.some(({ illustrative }) => illustrative),
    at: first.at,
  };
}

/**
 * What a chart states for a calculation, as the operand of one over numbers like `of`. Vega adds up steps in floating point: what is
 * beyond the twelfth digit is none of theirs. Undefined where nothing is stated.
 */
export function parameterOf(stated: unknown, of: Quantity | undefined): Quantity | undefined {
  if (typeof stated !== 'number' || !Number.isFinite(stated) || of === undefined) return undefined;
  const { kind, dataset, illustrative, at } = of;
  const value = fromDouble(stated);
  return { kind, dataset, illustrative, at, value, unit: '', cells: [], operation: 'parameter', digits: 0 };
}
