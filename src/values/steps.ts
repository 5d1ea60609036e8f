import type { Exact } from './exact.js';
import type { CellKey, Operand, Operation } from './quantity.js';
import type { Missing, Suppressed } from './value.js';

/** What a cell or a calculation comes to; undefined for a cell that holds no number, or is in no dataset any more. */
export type StepValue = Exact | Missing | Suppressed | undefined;

/** One step of a calculation: what was done to which values. A cell as it stands has no operands. */
export interface Step {
  readonly operation: Operation;
  readonly value: StepValue;
  readonly cells: readonly CellKey[];
  readonly operands: readonly Step[];
}

/** Operations that print a cell, or count cells: there is nothing below them to calculate with. */
const plain: readonly Operation[] = ['value', 'fact', 'earlier-edition', 'count'];

/** A quantity as the calculation that it is, down to its cells, whose values `look` finds. */
export function stepsOf(of: Operand, look: (cell: CellKey) => StepValue): Step {
  const { operation, value, cells, operands } = of;
  if (operands !== undefined) {
    return { operation, value, cells, operands: operands.map((each) => stepsOf(each, look)) };
  }
  const below = plain.includes(operation)
    ? []
    : cells.map((cell): Step => ({ operation: 'value', value: look(cell), cells: [cell], operands: [] }));
  return { operation, value, cells, operands: below };
}

/** The formulas, with the operands in their order: the later cell first, the part before the whole. */
const formulas: Partial<Record<Operation, (operands: readonly string[]) => string>> = {
  sum: (parts) => parts.join(' + '),
  share: ([part = '', whole = '']) => `${part} ÷ ${whole} × 100`,
  ratio: ([part = '', whole = '']) => `${part} ÷ ${whole}`,
  change: ([after = '', before = '']) => `${after} − ${before}`,
  difference: ([after = '', before = '']) => `${after} − ${before}`,
  revision: ([after = '', before = '']) => `${after} − ${before}`,
  'percent-change': ([after = '', before = '']) => `(${after} − ${before}) ÷ ${before} × 100`,
  average: (parts) => `(${parts.join(' + ')}) ÷ ${parts.length}`,
  'implementation-rate': ([part = '', whole = '']) => `${part} ÷ ${whole} × 100`,
  'budget-execution': ([part = '', whole = '']) => `${part} ÷ ${whole} × 100`,
  'target-fulfilment': ([actual = '', baseline = '', target = '']) =>
    `(${actual} − ${baseline}) ÷ (${target} − ${baseline}) × 100`,
};

/**
 * What a step does with its operands, in numbers: "38 ÷ 233 × 100". Undefined where there is no formula: a cell, a count,
 * points on a scale.
 */
export function formulaOf(
  { operation, operands }: Step,
  print: (value: StepValue) => string,
): string | undefined {
  if (operands.length === 0) return undefined;
  return formulas[operation]?.(operands.map(({ value }) => print(value)));
}
