import { compare } from '../../model/exact.js';
import type { NumericPoint } from './facts.js';

/**
 * How a series runs: rising or falling at every step, never falling or never rising, level. `turned`: its highest or
 * lowest point lies between its ends. `uneven`: it went back on its way from one end to the other.
 */
export type Trend = 'rose' | 'fell' | 'never-fell' | 'never-rose' | 'level' | 'turned' | 'uneven';

/** Names the trend of points in order; undefined with fewer than three, where first and last say it all. */
export function trendOf(points: readonly NumericPoint[]): Trend | undefined {
  if (points.length < 3) return undefined;
  const steps = points.slice(1).map(({ value }, index) => compare(value, points[index]?.value ?? value));
  if (steps.every((step) => step === 0)) return 'level';
  if (steps.every((step) => step > 0)) return 'rose';
  if (steps.every((step) => step < 0)) return 'fell';
  if (steps.every((step) => step >= 0)) return 'never-fell';
  if (steps.every((step) => step <= 0)) return 'never-rose';
  return endsAreExtremes(points) ? 'uneven' : 'turned';
}

function endsAreExtremes(points: readonly NumericPoint[]): boolean {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return false;
  const direction = compare(last.value, first.value);
  return points
    .slice(1, -1)
    .every(
      ({ value }) =>
        compare(value, first.value) * direction > 0 && compare(last.value, value) * direction > 0,
    );
}
