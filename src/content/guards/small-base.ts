import type { PublishedData } from '../../model/dataset.js';
import { compare, type Exact, exact, toFractionText } from '../../model/exact.js';
import { type Fraction, isExact, type Quantity } from '../../model/quantity.js';
import type { Call, Scope } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';

/** A percentage on fewer than this is refused, where the data package does not say otherwise (`smallBase`). */
export const defaultSmallBase = 10;

/** The argument with which an author gives the reason for showing a figure on a small base. */
export const allowSmallBase = 'allow-small-base';

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
): Fraction | undefined {
  const { value } = base;
  const least = smallBaseOf(base, scope.data);
  if (!isExact(value) || !isCount(base, scope) || compare(value, exact(least)) >= 0) return undefined;
  const reason = call.text(allowSmallBase);
  if (reason === undefined) {
    fail(
      'guard/small-base',
      `Unexpected percentage on a base of ${toFractionText(value)}, expected a base of ${least} or more`,
      call.at,
      {
        hint: `print the counts, or add \`${allowSmallBase}="reason"\` to print figures such as ${example[form]}`,
      },
    );
  }
  if (reason.trim() === '') {
    const message = `Unexpected empty \`${allowSmallBase}\`, expected the reason for showing a figure on a small base`;
    fail('content/argument', message, call.hashAt(allowSmallBase));
  }
  return { part, whole: value, form, digits: base.digits, reason };
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
