import { exact, zero } from '../../../model/exact.js';
import { type Bounds, boundsOf, scaled } from '../figure.js';
import type { ClaimKind, Limits } from '../kind.js';
import { above, atLeast, both, equal, isNear, type Truth } from '../truth.js';

type Pair = ClaimKind<'pair'>;

/** A kind that compares a figure with another. */
function pair(
  name: string,
  expected: string,
  holds: (own: Bounds, other: Bounds, limits: Limits) => Truth,
  own: Partial<Pick<Pair, 'limits' | 'required'>> = {},
): Pair {
  return {
    name,
    shape: 'pair',
    limits: [],
    ...own,
    expected: () => expected,
    findings: (pairs, limits) =>
      pairs.map(({ own: figure, other }) => ({
        holds: holds(boundsOf(figure), boundsOf(other), limits),
        figures: [figure, other],
        pointed: figure,
      })),
  };
}

/** own > other */
export const higherThan = pair('higher-than', 'a figure above the other', above);

/** own < other */
export const lowerThan = pair('lower-than', 'a figure below the other', (own, other) => above(other, own));

/** own = other */
export const equalTo = pair('equal', 'a figure equal to the other', equal);

/** own ≥ times × other, and other > 0 */
export const timesOther = pair(
  'at-least-times',
  'a figure at least this many times the other',
  (own, other, { times = exact(1) }) =>
    above(other, { low: zero, high: zero }) === true ? atLeast(own, scaled(other, times)) : undefined,
  { limits: ['times'], required: ['times'] },
);

/** |own − times × other| ≤ share % of times × other, and other > 0 */
export const aboutTimes = pair(
  'about-times',
  'a figure within this share of this many times the other',
  (own, other, { times = exact(1), share = zero }) =>
    above(other, { low: zero, high: zero }) === true ? isNear(own, scaled(other, times), share) : undefined,
  { limits: ['times', 'share'], required: ['times', 'share'] },
);

/** own = 0; "none recorded" counts as 0. */
export const none: ClaimKind<'single'> = {
  name: 'none',
  shape: 'single',
  limits: [],
  expected: () => 'a figure of 0',
  findings: (figures) =>
    figures.map((figure) => ({
      holds: equal(boundsOf(figure), { low: zero, high: zero }),
      figures: [figure],
    })),
};

/** least ≤ own ≤ most */
export const between: ClaimKind<'range'> = {
  name: 'between',
  shape: 'range',
  limits: [],
  expected: () => 'a figure from the least to the most',
  findings: (ranges) =>
    ranges.map(({ own, least, most }) => ({
      holds: both(atLeast(boundsOf(own), boundsOf(least)), atLeast(boundsOf(most), boundsOf(own))),
      figures: [own, least, most],
      pointed: own,
    })),
};
