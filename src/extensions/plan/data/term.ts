import type { Action, PlannedAction } from './model.js';

/** The last day of a year, at whose end the plan is examined. */
export const lastDay = (year: number): string => `${year}-12-31`;

/** How long an action is planned to run, and for how many days of these it had at the end of a year; both days count. */
export interface Term {
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
