/** What can be said of a group of actions: of an objective, of an institution, of the whole plan. */

import { meaningOf } from '../../../model/dataset/missing.js';
import { isNumeric } from '../../../model/dataset/value.js';
import { divide, hundred, multiply } from '../../../model/exact.js';
import { isExact } from '../../../model/quantity.js';
import { type Computed, calculated, count, missing, sum } from './cells.js';
import { type FieldSketch, measure } from './derived-dataset.js';
import { words } from './derived-words.js';
import { implementationRate, isDue, isMet, sigmaPoints } from './implementation.js';
import { type Action, type Institution, type Objective, sourceCell } from './model.js';

/** Actions with what the derived datasets need to know beside them. */
export interface Progress {
  readonly edition: number;
  /** The unit of budgets. */
  readonly currency: string;
  readonly strategic: readonly Objective[];
  readonly specific: readonly Objective[];
  readonly institutions: readonly Institution[];
  readonly actions: readonly Action[];
}

/** What can be said of a group of actions, by the names of measures. */
export function progressCells(actions: readonly Action[], year: number): Record<string, Computed> {
  const dueActions = actions.filter((action) => isDue(action, year));
  const metActions = dueActions.filter((action) => isMet(action, year));
  const statusesOf = (those: readonly Action[]): Computed =>
    count(those.map((action) => sourceCell(action, 'status')));
  const due = count(dueActions.map((action) => sourceCell(action, 'deadline')));
  const met = statusesOf(metActions);
  const rate = implementationRate(met, due);
  return {
    actions: statusesOf(actions),
    due,
    met,
    implemented: statusesOf(metActions.filter(({ status }) => status === 'implemented')),
    'on-schedule': statusesOf(metActions.filter(({ status }) => status !== 'implemented')),
    rate,
    points: sigmaPoints(rate),
    planned: budgetSum(actions, 'planned'),
    spent: budgetSum(actions, 'spent'),
    execution: budgetExecution(actions),
  };
}

/** The measures that `progressCells` gives, money in the unit of the budgets. */
export const progressMeasures = (currency: string): FieldSketch[] => [
  measure('actions', 'Actions', 'actions'),
  measure('due', 'Due', 'actions'),
  { ...measure('met', 'Implemented or on schedule', 'actions'), widerThan: 'done' },
  measure('implemented', 'Implemented', 'actions'),
  measure('on-schedule', 'On schedule', 'actions'),
  { ...measure('rate', 'Implementation rate', '%', false), widerThan: 'done' },
  measure('points', 'Points', 'points', false),
  measure('planned', 'Planned', currency),
  measure('spent', 'Spent', currency),
  measure('execution', 'Budget execution', '%', false),
];

/** Money planned and spent, in the unit of the cells (whole euro). */

/** The sum of one of the two over actions. */
function budgetSum(actions: readonly Action[], field: 'planned' | 'spent'): Computed {
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
function budgetExecution(actions: readonly Action[]): Computed {
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
