import { boundsOf } from '../figure.js';
import type { ClaimKind } from '../kind.js';
import { above, equal, type Truth } from '../truth.js';

type Pair = ClaimKind<'pair'>;

/** A kind that compares the upper ends of two figures: "up to 15" reaches further than "up to 12". */
function limit(name: string, expected: string, holds: (own: Ends, other: Ends) => Truth): Pair {
  return {
    name,
    shape: 'pair',
    limits: [],
    expected: () => expected,
    findings: (pairs) =>
      pairs.map(({ own, other }) => ({
        holds: holds(endOf(boundsOf(own)), endOf(boundsOf(other))),
        figures: [own, other],
        pointed: own,
      })),
  };
}

/** The upper end of a figure; nothing where there is none. */
type Ends = ReturnType<typeof boundsOf>;

const endOf = ({ high }: Ends): Ends => (high === undefined ? {} : { low: high, high });

/** The upper end of own > that of the other */
export const higherLimit = limit('higher-limit', 'an upper end above that of the other', above);

/** The upper end of own < that of the other */
export const lowerLimit = limit('lower-limit', 'an upper end below that of the other', (own, other) =>
  above(other, own),
);

/** The upper end of own = that of the other */
export const equalLimit = limit('equal-limit', 'an upper end equal to that of the other', equal);
