import { compare, exact, zero } from '../../../model/exact.js';
import { type Bounds, boundsOf, type Figure } from '../figure.js';
import type { Finding } from '../finding.js';
import type { ClaimKind } from '../kind.js';
import { above, atLeast, equal, isNear, type Truth } from '../truth.js';

type Course = ClaimKind<'series'>;

/** A comparison of each figure with the one before it. */
function steps(series: readonly Figure[], holds: (next: Bounds, previous: Bounds) => Truth): Finding[] {
  return series.slice(1).map((next, index) => {
    const previous = series[index] ?? next;
    const truth = holds(boundsOf(next), boundsOf(previous));
    return { holds: truth, figures: [previous, next] };
  });
}

/** A comparison of the last figure with the first. */
function ends(series: readonly Figure[], holds: (last: Bounds, first: Bounds) => Truth): Finding[] {
  const [first, last] = [series[0], series.at(-1)];
  if (first === undefined || last === undefined) return [];
  const truth = holds(boundsOf(last), boundsOf(first));
  return [{ holds: truth, figures: [first, last] }];
}

/** v(i) > v(i-1) for every year; with `strict=false` v(i) ≥ v(i-1), and the last above the first. */
export const increasing: Course = {
  name: 'increasing',
  shape: 'series',
  limits: ['strict'],
  expected: ({ strict = true }) =>
    strict
      ? 'every year to exceed the one before'
      : 'no year below the one before, and the last above the first',
  findings: (series, { strict = true }) =>
    strict ? steps(series, above) : [...steps(series, atLeast), ...ends(series, above)],
};

/** v(i) < v(i-1) for every year; with `strict=false` v(i) ≤ v(i-1), and the last below the first. */
export const decreasing: Course = {
  name: 'decreasing',
  shape: 'series',
  limits: ['strict'],
  expected: ({ strict = true }) =>
    strict
      ? 'every year to be below the one before'
      : 'no year above the one before, and the last below the first',
  findings: (series, { strict = true }) => {
    const below = (a: Bounds, b: Bounds): Truth => above(b, a);
    const atMost = (a: Bounds, b: Bounds): Truth => atLeast(b, a);
    return strict ? steps(series, below) : [...steps(series, atMost), ...ends(series, below)];
  },
};

/** v(i) = v(i-1) for every year. */
export const unchanged: Course = {
  name: 'unchanged',
  shape: 'series',
  limits: [],
  expected: () => 'every year to equal the one before',
  findings: (series) => steps(series, equal),
};

/** |v(i) - v(1)| ≤ share % of v(1) for every year; v(1) above 0. */
export const stableWithin: Course = {
  name: 'stable-within',
  shape: 'series',
  limits: ['share'],
  required: ['share'],
  expected: () => 'every year within this share of the first',
  findings: (series, { share = zero }) => {
    const [first, ...later] = series;
    if (first === undefined) return [];
    return later.map((figure) => ({
      holds: isNear(boundsOf(figure), boundsOf(first), share),
      figures: [first, figure],
    }));
  },
};

/** A kind that counts the years of which something is so. */
function counted(
  name: string,
  what: string,
  compared: (series: readonly Figure[]) => readonly Finding[],
): Course {
  return {
    name,
    shape: 'series',
    limits: ['times'],
    required: ['times'],
    expected: ({ times = zero }) => `exactly ${times.numerator} of the years ${what}`,
    findings: (series, { times = zero }) => {
      const all = compared(series);
      const [yes, open] = [true, undefined].map((truth) => all.filter((step) => step.holds === truth));
      const [least, most] = [yes?.length ?? 0, (yes?.length ?? 0) + (open?.length ?? 0)];
      const isPossible = compare(exact(least), times) <= 0 && compare(times, exact(most)) <= 0;
      return [{ holds: !isPossible ? false : least === most ? true : undefined, figures: series }];
    },
  };
}

/** Exactly `times` years v(i) > v(i-1). */
export const rises = counted('rises', 'above the one before', (series) => steps(series, above));

/** Exactly `times` years v(i) < v(i-1). */
export const falls = counted('falls', 'below the one before', (series) =>
  steps(series, (next, previous) => above(previous, next)),
);

/** Exactly `times` years v(i) > 0: in so many years something was counted. */
export const recorded = counted('recorded', 'above 0', (series) =>
  series.map((figure) => ({ holds: above(boundsOf(figure), { low: zero, high: zero }), figures: [figure] })),
);
