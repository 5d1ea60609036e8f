/**
 * How much of a plan was done: the implementation rate, and the points that it earns.
 *
 * Source: OECD/SIGMA, Methodological Framework for the Principles of Public Administration, sub-indicator on the
 * implementation rate of planned activities. It is activities planned for the year and implemented / activities planned
 * for the year. Those under way count when they are on schedule. Its scale: 5 points above 90 per cent, 4 from 70, 3
 * from 50, 1 from 30, else 0, also where no rate can be calculated. When a plan was amended during the year, the
 * version in force at its start counts: a cancelled action stays among those due.
 */
import { compare, divide, exact, hundred, multiply } from '../../../model/exact.js';
import { isExact } from '../../../model/quantity.js';
import { type Computed, calculated, missing } from './cells.js';
import { words } from './derived-words.js';
import type { Action } from './model.js';

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

/** The points of a rate of at least so many per cent; 5 points ask for more than 90. */
const scale = [
  { from: exact(70), points: 4 },
  { from: exact(50), points: 3 },
  { from: exact(30), points: 1 },
] as const;

/** The points of an implementation rate, from the exact rate: 89.99... is not rounded up to 90. */
export function sigmaPoints(rate: Computed): Computed {
  const { value } = rate.derivation;
  const points = (): number => {
    if (!isExact(value)) return 0;
    if (compare(value, exact(90)) > 0) return 5;
    return scale.find(({ from }) => compare(value, from) >= 0)?.points ?? 0;
  };
  return calculated('sigma-points', [rate.derivation], exact(points()));
}
