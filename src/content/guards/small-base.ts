import type { PublishedData } from '../../model/dataset.js';
import { compare, type Exact, exact, toFractionText } from '../../model/exact.js';
import { type Fraction, isExact, type Quantity } from '../../model/quantity.js';
import type { Call, Scope } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import { allow } from './exception-book.js';
import type { Exceptions } from './exceptions.js';

/** A percentage on fewer than this is refused, where the data package does not say otherwise (`smallBase`). */
export const defaultSmallBase = 10;

/** What a percentage is made from. `part` is a part of the base, or how far it has moved `from` there. */
export interface Percentage {
  readonly base: Quantity;
  readonly part: Exact;
  readonly form: Fraction['form'];
}

/**
 * What to print in place of a percentage on a small base, "3 of 7"; undefined where the base is large enough or counts
 * nothing (euros, degrees). Fails where the base is small and no reason is given: with seven persons, one more or less
 * moves a percentage by fourteen points, and a reader cannot see it.
 */
export function fractionOnSmallBase(
  call: Call,
  scope: Pick<Scope, 'data' | 'operations'>,
  { base, part, form }: Percentage,
  exceptions: Exceptions,
): Fraction | undefined {
  const { value } = base;
  const least = smallBaseOf(base, scope.data);
  if (!isExact(value) || !isCount(base, scope) || compare(value, exact(least)) >= 0) return undefined;
  const reason = exceptions.reasonFor('small-base');
  if (reason !== undefined) return { part, whole: value, form, digits: base.digits, reason };
  return fail(
    'guard/small-base',
    `Unexpected percentage on a base of ${toFractionText(value)}, expected a base of ${least} or more`,
    call.at,
    {
      hint: `print the counts, or add \`${allow}="small-base: the reason"\` to print figures such as ${example[form]}`,
    },
  );
}

/** Fails when a ratio is one to few things, and no reason is given: it moves as a percentage does. */
export function guardRatio(
  call: Call,
  scope: Pick<Scope, 'data' | 'operations'>,
  base: Quantity,
  exceptions: Exceptions,
): void {
  const { value } = base;
  const least = smallBaseOf(base, scope.data);
  if (!isExact(value) || !isCount(base, scope) || compare(value, exact(least)) >= 0) return;
  if (exceptions.reasonFor('small-base') !== undefined) return;
  fail(
    'guard/small-base',
    `Unexpected ratio on a base of ${toFractionText(value)}, expected a base of ${least} or more`,
    call.at,
    { hint: `print the counts, or add \`${allow}="small-base: the reason"\`` },
  );
}

const example = { of: '"3 of 7"', from: '"+3 from 7"' } as const;

/** The base below which a dataset has no percentages. */
function smallBaseOf({ dataset }: Quantity, data: PublishedData): number {
  const own = Object.hasOwn(data, dataset) ? data[dataset] : undefined;
  return own?.smallBase ?? defaultSmallBase;
}

/** True for whole numbers of things that are counted one by one, as against money, measurements and rates. */
export function isCount(
  { value, unit, operation, cells }: Quantity,
  { data, operations }: Pick<Scope, 'data' | 'operations'>,
): boolean {
  if (!isExact(value) || value.denominator !== 1n) return false;
  // "4 million people" is a number of four that is not small.
  if (['%', 'percentage points', 'times'].includes(unit) || /^(?:thousand|million|billion)\b/.test(unit))
    return false;
  const { counts } = operations[operation];
  if (counts !== 'as its cells do') return counts === 'always';
  return cells.every(({ dataset, field: name }) => {
    const field = data[dataset]?.fields.find((each) => each.name === name);
    return field?.type === 'integer' && field.additive !== false;
  });
}
