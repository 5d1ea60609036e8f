import { exact, zero } from '../../../model/exact.js';
import { type Bounds, boundsOf, scaled } from '../figure.js';
import type { ClaimKind, Limits } from '../kind.js';
import { above, atLeast, type Truth } from '../truth.js';

type Change = ClaimKind<'change'>;

/** A kind that compares the first and the last year alone. */
function change(
  name: string,
  expected: string,
  holds: (after: Bounds, before: Bounds, limits: Limits) => Truth,
  own: Partial<Pick<Change, 'limits' | 'required'>> = {},
): Change {
  return {
    name,
    shape: 'change',
    limits: [],
    ...own,
    expected: () => expected,
    findings: (series, limits) => {
      const [before, after] = [series[0], series.at(-1)];
      if (before === undefined || after === undefined) return [];
      const truth = holds(boundsOf(after), boundsOf(before), limits);
      return [{ holds: truth, figures: [before, after] }];
    },
  };
}

/** Nothing is a multiple of 0, or of a balance below it. */
const onlyFromPositive = (before: Bounds, holds: Truth): Truth =>
  above(before, { low: zero, high: zero }) === true ? holds : undefined;

/** last > first */
export const rose = change('rose', 'the last year to exceed the first', above);

/** last < first */
export const fell = change('fell', 'the last year to be below the first', (after, before) =>
  above(before, after),
);

/** last ≥ 2 × first, and first > 0. There is no tolerance: 1.96 times is not doubled. */
export const doubled = change('doubled', 'the last year to be at least twice the first', (after, before) =>
  onlyFromPositive(before, atLeast(after, scaled(before, 2))),
);

/** 2 × last ≤ first, and first > 0. There is no tolerance. */
export const halved = change('halved', 'the last year to be at most half of the first', (after, before) =>
  onlyFromPositive(before, atLeast(before, scaled(after, 2))),
);

/** last ≥ times × first, and first > 0 */
export const grewTimes = change(
  'at-least-times',
  'the last year to be at least this many times the first',
  (after, before, { times = exact(1) }) => onlyFromPositive(before, atLeast(after, scaled(before, times))),
  { limits: ['times'], required: ['times'] },
);
