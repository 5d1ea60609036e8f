import { exact, zero } from '../../../model/exact.js';
import { type Bounds, boundsOf, scaled } from '../figure.js';
import type { ClaimKind, Limits } from '../kind.js';
import { above, equal, type Truth } from '../truth.js';

type Rows = ClaimKind<'rows'>;

const nothing: Bounds = { low: zero, high: zero };

/** A kind that counts rows: those that have something, of those that are chosen. */
function rows(
  name: string,
  expected: (limits: Limits) => string,
  holds: (having: Bounds, chosen: Bounds, limits: Limits) => Truth,
  own: Partial<Pick<Rows, 'limits' | 'required'>> = {},
): Rows {
  return {
    name,
    shape: 'rows',
    limits: [],
    ...own,
    expected,
    findings: (groups, limits) =>
      groups.map(({ having, chosen }) => ({
        holds: holds(boundsOf(having), boundsOf(chosen), limits),
        figures: [having, chosen],
        pointed: having,
      })),
  };
}

/** Of nothing, nothing can be said. */
const ofSome = (chosen: Bounds, holds: Truth): Truth => (above(chosen, nothing) === true ? holds : undefined);

/** Each of the chosen rows has it; there is at least one. */
export const everyRow = rows(
  'every-row',
  () => 'each of these rows to have it',
  (having, chosen) => ofSome(chosen, equal(having, chosen)),
);

/** At least one of the chosen rows has it. */
export const someRows = rows(
  'some-rows',
  () => 'at least one row that has it',
  (having) => above(having, nothing),
);

/** None of the chosen rows has it. */
export const noRow = rows(
  'no-row',
  () => 'no row that has it',
  (having) => equal(having, nothing),
);

/** More than half of the chosen rows have it. */
export const mostRows = rows(
  'most-rows',
  () => 'more than half of these rows to have it',
  (having, chosen) => ofSome(chosen, above(scaled(having, 2), chosen)),
);

/** Exactly `times` of the chosen rows have it. */
export const countRows = rows(
  'count-rows',
  ({ times = zero }) => `exactly ${times.numerator} of these rows to have it`,
  (having, _, { times = exact(1) }) => equal(having, { low: times, high: times }),
  { limits: ['times'], required: ['times'] },
);
