import type { PublishedData } from '../../model/dataset/dataset.js';
import type { Quantity } from '../../model/quantity.js';
import type { Call } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import { allow } from './exception-book.js';
import type { Exceptions } from './exceptions.js';
import { describeYears, yearsOf } from './years-of.js';

/** The argument with which an author says that two units are meant. */
export const declaredUnit = 'per';

/**
 * Fails when a ratio divides things counted in different units and does not say `per="cases"`: arrests per case may be
 * meant, or the wrong dataset.
 */
export function guardUnits(call: Call, data: PublishedData, part: Quantity, whole: Quantity): void {
  const per = call.text(declaredUnit);
  if (per !== undefined && per !== whole.unit && !isTranslated(per, whole.unit, data)) {
    fail('content/argument.per', call.hashAt('per'), { per, unit: whole.unit });
  }
  if (per !== undefined || part.unit === whole.unit) return;
  fail('guard/unlike-units', call.hashAt('of'), { unit: part.unit, wholeUnit: whole.unit });
}

/** Calls are the same in every language of a report: they name a unit as the data package does. */
const isTranslated = (per: string, unit: string, data: PublishedData): boolean =>
  Object.values(data).some((dataset) =>
    dataset?.fields.some((field) => field.unit === unit && field.inOwnLanguage?.unit === per),
  );

/**
 * Fails when a part and its base are of different years and the call gives no reason. The part of a share may be of
 * some of the years of its base; the numbers of a ratio are of the same years. Years that the data do not state are
 * not compared, and those that `of="year=2009"` names are declared by it.
 */
export function guardPeriods(
  call: Call,
  data: PublishedData,
  { part, base, within }: { readonly part: Quantity; readonly base: Quantity; readonly within: boolean },
  exceptions: Exceptions,
): void {
  const [own, other] = [yearsOf(part, data), yearsOf(base, data)];
  if (own === undefined || other === undefined || typeof call.hash.of === 'string') return;
  const inside = own.every((year) => other.includes(year));
  if (inside && (within || own.length === other.length)) return;
  if (exceptions.reasonFor('periods') !== undefined) return;
  fail('guard/unlike-periods', call.hashAt('of'), {
    years: describeYears(other),
    otherYears: describeYears(own),
    allow,
  });
}
