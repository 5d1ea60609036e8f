/** Money planned and spent, in the unit of the cells (whole euro). */
import { divide, hundred, multiply } from '../../../model/exact.js';
import { meaningOf } from '../../../model/missing.js';
import { isExact } from '../../../model/quantity.js';
import { isNumeric } from '../../../model/value.js';
import { type Computed, calculated, missing, sum } from './cells.js';
import { words } from './derived-words.js';
import { type Action, sourceCell } from './model.js';

/** The sum of one of the two over actions. */
export function budgetSum(actions: readonly Action[], field: 'planned' | 'spent'): Computed {
  const none = { ...missing('z', words.noActions), adds: 0 } as const;
  return sum(
    actions.map((action) => ({ value: action[field], cell: sourceCell(action, field) })),
    none,
  );
}

/**
 * Budget execution: spent / planned x 100, in per cent, over the actions that have a planned budget; `[z]` when there
 * is none. The usual measure of budget reports (for instance PEFA, indicator PI-1: outturn in per cent of the budget).
 */
export function budgetExecution(actions: readonly Action[]): Computed {
  const budgeted = actions.filter(({ planned }) => isNumeric(planned));
  const [spent, planned] = [budgetSum(budgeted, 'spent'), budgetSum(budgeted, 'planned')];
  const operands = [spent.derivation, planned.derivation];
  const [part, whole] = [spent.derivation.value, planned.derivation.value];
  if (!isExact(whole) || whole.numerator === 0n) {
    return calculated('budget-execution', operands, missing('z', words.noBudget));
  }
  if (!isExact(part)) {
    const result = part.kind === 'missing' ? part : missing('x', meaningOf(part));
    return calculated('budget-execution', operands, result);
  }
  return calculated('budget-execution', operands, multiply(divide(part, whole), hundred));
}
