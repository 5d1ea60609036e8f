import { operations } from '../../src/extensions/operations.js';
import { exact } from '../../src/model/exact.js';
import type { OperationDefinition } from '../../src/model/operations/definition.js';
import { type Expression, evaluate } from '../../src/model/operations/expression.js';
import type { Operations } from '../../src/model/operations/operations.js';

/** What a formula makes of numbers; undefined where it makes nothing. */
export function worth(name: keyof Operations, ...numbers: readonly number[]) {
  const { calculation }: OperationDefinition = operations[name];
  if (calculation.kind !== 'formula') throw new Error(`${name} has no formula`);
  const operands = numbers.map((number): Expression<number> => ({ kind: 'operand', operand: number }));
  const formula = calculation.formula(operands, (of) => of);
  return formula && evaluate(formula, (number) => exact(number));
}
