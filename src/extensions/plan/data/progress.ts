import { meaningOf } from '../../../model/dataset/missing.js';
import { isNumeric } from '../../../model/dataset/value.js';
import { divide, hundred, multiply } from '../../../model/exact.js';
import { isExact } from '../../../model/quantity.js';
import { planOperations } from '../operations.js';
import {
  type Computed,
  calculated,
  count,
  type FieldSketch,
  measure,
  missing,
  sum,
  words,
} from './derived-dataset.js';
import { type Action, type Institution, type Objective, sourceCell } from './model.js';

/**
 * How much of a plan was done: the implementation rate, and the points that it earns.
 *
 * Source: OECD/SIGMA, Methodological Framework for the Principles of Public Administration, sub-indicator on the
 * implementation rate of planned activities. It is activities planned for the year and implemented / activities planned
 * for the year. Those under way count when they are on schedule. Its scale: 5 points above 90 per cent, 4 from 70, 3
 * from 50, 1 from 30, else 0, also where no rate can be calculated. When a plan was amended during the year, the
 * version in force at its start counts: a cancelled action stays among those due.
 */

/** The last day of a year, at whose end the plan is examined. */
export const lastDay = (year: number): string => `${year}-12-31`;

/** True for an action planned for the year: it starts by 31 December, and its deadline is 1 January or later. */
export function isDue({ start, deadline }: Pick<Action, 'start' | 'deadline'>, year: number): boolean {
  return start <= lastDay(year) && deadline >= `${year}-01-01`;
}

/** True for an action that is implemented, or on track towards a deadline after the year; asked of those due. */
export function isMet({ status, deadline }: Pick<Action, 'status' | 'deadline'>, year: number): boolean {
  return status === 'implemented' || (status === 'on-track' && deadline > lastDay(year));
}

/** met / due x 100, in per cent; `[z]` when nothing was due. */
export function implementationRate(met: Computed, due: Computed): Computed {
  const [part, whole] = [met.derivation.value, due.derivation.value];
  const operands = [met.derivation, due.derivation];
  if (!isExact(part) || !isExact(whole) || whole.numerator === 0n) {
    return calculated('implementation-rate', operands, missing('z', words.nothingDue));
  }
  return calculated('implementation-rate', operands, multiply(divide(part, whole), hundred));
}

/** The points of an implementation rate, from the exact rate: 89.99... is not rounded up to 90. */
export function sigmaPoints(rate: Computed): Computed {
  const { value } = rate.derivation;
  const { points } = planOperations['sigma-points'].calculation;
  return calculated('sigma-points', [rate.derivation], points(isExact(value) ? value : undefined));
}

/** What can be said of a group of actions: of an objective, of an institution, of the whole plan. */

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
