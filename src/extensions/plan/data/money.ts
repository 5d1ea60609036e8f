/**
 * Money of groups of actions: planned and spent, and what even spending would have come to in the time that has run.
 *
 * Source of the last: the planned value of earned value management (ISO 21508), with each budget spread evenly over the days of its action.
 */

import { cellKey } from '../../../model/dataset/cell.js';
import { meaningOf, missingBecause } from '../../../model/dataset/missing.js';
import { isNumeric, toExact } from '../../../model/dataset/value.js';
import { divide, exact, hundred, multiply } from '../../../model/exact.js';
import { formulaResult } from '../../../model/operations/definition.js';
import { type CellKey, isExact } from '../../../model/quantity.js';
import { planOperations } from '../operations.js';
import {
  type Computed,
  calculated,
  calculatedOf,
  type FieldSketch,
  measure,
  type RowSketch,
  sum,
  words,
} from './derived-dataset.js';
import { type Action, datesOf, lastDay, type PlannedAction, sourceCell } from './model.js';

/** The cells by which an action is in a group. */
type Read = (action: Action) => readonly CellKey[];

/** What is said of the money of a group of actions, by the names of measures. */
export function moneyCells(
  prefix: string,
  actions: readonly Action[],
  year: number,
  read: Read = () => [],
): RowSketch['cells'] {
  const budgeted = actions.filter(({ planned }) => isNumeric(planned));
  return {
    [`${prefix}planned`]: budgetSum(actions, 'planned', read),
    [`${prefix}spent`]: budgetSum(actions, 'spent', read),
    [`${prefix}execution`]: budgetExecution(budgeted, read),
    [`${prefix}elapsed`]: timeElapsed(budgeted, year, read),
  };
}

/** The measures that `moneyCells` gives, in the unit of the budgets. */
export const moneyMeasures = (prefix: string, of: string, currency: string): FieldSketch[] => [
  measure(`${prefix}planned`, `Planned${of}`, currency),
  measure(`${prefix}spent`, `Spent${of}`, currency),
  measure(`${prefix}execution`, `Budget execution${of}`, '%', false),
  measure(`${prefix}elapsed`, `Even spending${of}`, '%', false),
];

/** Money that was planned or spent on actions, in the unit of the cells (whole euro). */
function budgetSum(actions: readonly Action[], field: 'planned' | 'spent', read?: Read): Computed {
  const none = { ...missingBecause('z', words.noActions), adds: 0 } as const;
  return sum(
    actions.map((action) => ({ value: action[field], cell: sourceCell(action, field, read?.(action)) })),
    none,
  );
}

/**
 * Budget execution: spent / planned x 100, in per cent, over the actions that have a planned budget; `[z]` when there
 * is none. The usual measure of budget reports (for instance PEFA, indicator PI-1: outturn in per cent of the budget).
 */
function budgetExecution(budgeted: readonly Action[], read: Read): Computed {
  const [spent, planned] = [budgetSum(budgeted, 'spent'), budgetSum(budgeted, 'planned', read)];
  const operands = [spent.derivation, planned.derivation];
  const [part, whole] = [spent.derivation.value, planned.derivation.value];
  if (!isExact(whole) || whole.numerator === 0n) {
    return calculated('budget-execution', operands, missingBecause('z', words.noBudget));
  }
  if (!isExact(part)) {
    const result = part.kind === 'missing' ? part : missingBecause('x', meaningOf(part));
    return calculated('budget-execution', operands, result);
  }
  return calculated('budget-execution', operands, multiply(divide(part, whole), hundred));
}

/**
 * What part of the planned money would have been spent, in per cent, if each budget were spent evenly from the start of its action to
 * the deadline: that of the time which has run, weighted by money. Days are stated with the action, since no cell of the plan holds them.
 */
function timeElapsed(budgeted: readonly Action[], year: number, read: Read): Computed {
  const parts = budgeted.flatMap((action) => {
    const { days, run } = termOf(action, year);
    if (!isNumeric(action.planned) || days === 0) return [];
    const row = { keys: { objective: action.strategic, action: action.code }, origin: action.row.origin };
    const inDays = ['run', 'term'].map((name) => cellKey({ name: 'plan-actions' }, row, { name }));
    return [
      {
        of: [toExact(action.planned), exact(run), exact(days)],
        cells: [sourceCell(action, 'planned', [...inDays, ...datesOf(action), ...read(action)]), ...inDays],
      },
    ];
  });
  const value = formulaResult(
    planOperations['time-elapsed'].calculation,
    parts.flatMap(({ of }) => of),
  );
  return calculatedOf(
    'time-elapsed',
    parts.flatMap(({ cells }) => cells),
    value ?? missingBecause('z', words.noBudget),
  );
}

/** How long an action is planned to run, and for how many days of these it had at the end of a year; both days count. */
interface Term {
  readonly days: number;
  readonly run: number;
}

/** The term of an action in the plan that the year is scored by; an action that came later has its own. */
export function termOf({ inForce, ...own }: Action, year: number): Term {
  const { start, deadline }: Pick<PlannedAction, 'start' | 'deadline'> = inForce ?? own;
  const end = lastDay(year) < deadline ? lastDay(year) : deadline;
  return { days: daysFrom(start, deadline), run: daysFrom(start, end) };
}

function daysFrom(start: string, end: string): number {
  const [first, last] = [start, end].map((day) => Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  return Math.max(0, (last ?? 0) - (first ?? 0) + 1);
}
