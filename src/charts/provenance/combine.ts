import { greatest } from '../../model/chart/extremes.js';
import { addendOf, missingShare, missingSum, united } from '../../model/dataset/missing.js';
import { coreOperations } from '../../model/operations/core.js';
import { formulaResult } from '../../model/operations/result.js';
import type { Quantity } from '../../model/quantity.js';

/** Numbers of which at least one is known to be there. */
export type Some = readonly [Quantity, ...Quantity[]];

type Value = Quantity['value'];

/** The operations of a chart that are formulas. */
type Formula = 'sum' | 'average' | 'median' | 'share' | 'ratio' | 'difference';

/** The decimals of an operation, or those of its numbers; a median has both. */
function digitsOf(operation: Formula | 'vega', operands: readonly Quantity[]): number {
  const { digits } = coreOperations[operation];
  const most = greatest(operands.map((each) => each.digits));
  if (digits === undefined) return most;
  return operation === 'median' ? Math.max(digits, most) : digits;
}

/** The number that an operation makes of others; undefined where it makes none of them. */
export function calculate(operation: Formula, operands: Some, unit: string): Quantity | undefined {
  const value = resultOf(operation, operands);
  return value && combine(operation, operands, value, unit);
}

function resultOf(operation: Formula, operands: Some): Value | undefined {
  const [{ value: first }, { value: second } = operands[0]] = operands;
  const isPart = operation === 'share' || operation === 'ratio';
  const missing = isPart ? missingShare(first, second) : missingSum(operands.map(({ value }) => value));
  if (missing !== undefined) return missing;
  const numbers = operands.map(({ value }) => addendOf(value)).filter((number) => number !== undefined);
  return formulaResult(coreOperations[operation].calculation, numbers);
}

/** The number that an operation or Vega makes of others, whose value is worked out. */
export function combine(operation: Formula | 'vega', operands: Some, value: Value, unit: string): Quantity {
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
