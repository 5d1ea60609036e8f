import { greatest } from '../../model/chart/extremes.js';
import { addendOf, missingShare, missingSum, united } from '../../model/dataset/missing.js';
import { add, divide, type Exact, subtract, zero } from '../../model/exact.js';
import { coreOperations } from '../../model/operations/core.js';
import type { Quantity } from '../../model/quantity.js';

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

/** The operations of a chart. */
type Made = 'sum' | 'average' | 'median' | 'share' | 'ratio' | 'difference' | 'vega';

/** The decimals of an operation, or those of its numbers; a median has both. */
function digitsOf(operation: Made, operands: readonly Quantity[]): number {
  const { digits } = coreOperations[operation];
  const most = greatest(operands.map((each) => each.digits));
  if (digits === undefined) return most;
  return operation === 'median' ? Math.max(digits, most) : digits;
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
          })),
        }),
    digits: digitsOf(operation, operands),
    ...united(operands),
    illustrative: operands.some(({ illustrative }) => illustrative),
    at: first.at,
  };
}
