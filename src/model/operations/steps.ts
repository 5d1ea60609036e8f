import { addendOf } from '../dataset/missing.js';
import type { Missing, Suppressed } from '../dataset/value.js';
import { compare, type Exact } from '../exact.js';
import { type CellKey, isExact, type Operand } from '../quantity.js';
import type { Calculation } from './definition.js';
import { bounded, type Expression, evaluate, turned } from './expression.js';
import type { Operation, Operations } from './operations.js';

/** What a cell or a calculation comes to; undefined for a cell that holds no number, or is in no dataset any more. */
export type StepValue = Exact | Missing | Suppressed | undefined;

/** One step of a calculation: what was done to which values. A cell as it stands has no operands. */
export interface Step {
  readonly operation: Operation;
  readonly calculation: Calculation;
  readonly value: StepValue;
  readonly cells: readonly CellKey[];
  readonly operands: readonly Step[];
}

/** A quantity as the calculation that it is, down to its cells, whose values `look` finds. */
export function stepsOf(of: Operand, operations: Operations, look: (cell: CellKey) => StepValue): Step {
  const { operation, value, cells, operands } = of;
  const { calculation } = operations[operation];
  if (operands !== undefined) {
    const below = operands.map((each) => stepsOf(each, operations, look));
    return { operation, calculation, value, cells, operands: below };
  }
  // A cell, and a count of cells, have nothing below them to calculate with.
  const isCalculated = ['formula', 'scale'].includes(calculation.kind);
  const plain = (cell: CellKey): Step => ({
    operation: 'value',
    calculation: operations.value.calculation,
    value: look(cell),
    cells: [cell],
    operands: [],
  });
  return { operation, calculation, value, cells, operands: isCalculated ? cells.map(plain) : [] };
}

/**
 * What a step does with its operands. Undefined where there is no formula: a cell, a count, points on a scale.
 * Undefined also where none of ours comes to the value of the step, since a wrong one would be worse.
 */
export function formulaIn({ calculation, operands, value }: Step): Expression<Step> | undefined {
  if (calculation.kind !== 'formula' || value === undefined || operands.length === 0) return undefined;
  if (operands.some((operand) => operand.value === undefined)) return undefined;
  const { formula, canBeAbsolute = false, between = [], ascending = false } = calculation;
  const parts = (ascending ? inOrder(operands) : operands).map(
    (operand): Expression<Step> => ({ kind: 'operand', operand }),
  );
  const plain = formula(parts, (of) => of);
  // A sum of one number is that number.
  if (plain === undefined || plain.kind === 'operand') return undefined;
  // What was missing is seen in the formula; a division by nothing, or a judgement, is not.
  if (!isExact(value)) return operands.some((operand) => isMissing(operand.value)) ? plain : undefined;
  const candidates = [
    plain,
    // "54 − 42 = 12", where the way does not matter: readers know no bars.
    ...(canBeAbsolute ? [formula(parts, turned)] : []),
    ...between.map((limit, index) => bounded(plain, limit, index === 0 ? 'max' : 'min')),
  ];
  return candidates.find((candidate) => candidate !== undefined && comesTo(candidate, value));
}

/** Operands from the least to the greatest; as they stand where one of them is no number. */
function inOrder(operands: readonly Step[]): readonly Step[] {
  const known = operands.flatMap((operand) => {
    const value = operand.value && addendOf(operand.value);
    return value === undefined ? [] : [{ operand, value }];
  });
  if (known.length < operands.length) return operands;
  return known.toSorted((a, b) => compare(a.value, b.value)).map(({ operand }) => operand);
}

const isMissing = (value: StepValue): boolean => value !== undefined && !isExact(value);

function comesTo(expression: Expression<Step>, value: Exact): boolean {
  const result = evaluate(expression, (step) => step.value && addendOf(step.value));
  return result !== undefined && compare(result, value) === 0;
}
