import { type Exact, exact, hundred, zero } from '../../../model/exact.js';
import { type Bounds, boundsOf, scaled } from '../figure.js';
import type { ClaimKind, Limits } from '../kind.js';
import { above, atLeast, type Truth } from '../truth.js';

type Part = ClaimKind<'part'>;

/** A kind that compares a part with its whole. Nothing is a share of 0: such a claim cannot be tested. */
function part(
  name: string,
  expected: string,
  holds: (part: Bounds, whole: Bounds, limits: Limits) => Truth,
  own: Partial<Pick<Part, 'limits' | 'required'>> = {},
): Part {
  return {
    name,
    shape: 'part',
    limits: [],
    ...own,
    expected: () => expected,
    findings: (shares, limits) =>
      shares.map(({ part: figure, whole }) => {
        const base = boundsOf(whole);
        const positive = above(base, { low: zero, high: zero }) === true;
        return {
          holds: positive ? holds(boundsOf(figure), base, limits) : undefined,
          figures: [figure, whole],
          pointed: figure,
        };
      }),
  };
}

const threshold = { limits: ['share'], required: ['share'] } as const;

/** `share` per cent of a whole. */
const shareOf = (whole: Bounds, share: Exact = zero): Bounds => scaled(whole, ratio(share));

const ratio = (share: Exact): Exact => exact(share.numerator, share.denominator * hundred.numerator);

/** 2 × part > whole: half is no majority. */
export const majority = part('majority', 'more than half of the whole', (own, whole) =>
  above(scaled(own, 2), whole),
);

/** 2 × part < whole */
export const minority = part('minority', 'less than half of the whole', (own, whole) =>
  above(whole, scaled(own, 2)),
);

/** part ≥ share % of the whole */
export const atLeastShare = part(
  'at-least-share',
  'at least this share of the whole',
  (own, whole, { share }) => atLeast(own, shareOf(whole, share)),
  threshold,
);

/** part ≤ share % of the whole */
export const atMostShare = part(
  'at-most-share',
  'at most this share of the whole',
  (own, whole, { share }) => atLeast(shareOf(whole, share), own),
  threshold,
);
