import type { Field } from '../../model/dataset/dataset.js';
import { phrase } from '../../problems/problem.js';
import { dayOf } from '../compose/temporal.js';
import { isObject, type JsonObject, point, toObject } from '../spec.js';
import { encodedField } from '../unit.js';
import { type CheckContext, report } from './context.js';

/** Whole and decimal numbers, shares of one as percentages, and SI prefixes: no other base, no exponent, no width. */
const numberFormat = /^,?(?:\.\d)?~?[df%s]$/;

/** Years, quarters, months and days, with words and signs between them. */
const timeFormat = /^(?:%-?[YyqBbmdejHMIp]|[\p{L} .,:/\u2013-])+$/u;

/** True for a format that prints parts of a time. */
export const isTimeFormat = (format: string): boolean => format.includes('%') && timeFormat.test(format);

/**
 * Checks the format of an axis or legend: one of the list, and of the kind that its field is. That the printed labels
 * are their numbers is checked once they are drawn.
 */
export function checkFormat(definition: JsonObject, pointer: string, context: CheckContext): void {
  for (const key of ['axis', 'legend'] as const) {
    const { format } = toObject(definition[key]);
    if (format === undefined) continue;
    const expected = expectedFormat(format, definition, context);
    if (expected === undefined) continue;
    const at = point(pointer, key, 'format');
    const actual = phrase('charts/format.format', {
      object: isObject(format) ? 'object' : `\`${String(format)}\``,
    });
    report(context, at, 'chart/scale.labels', { actual, expected });
  }
}

/** True for numbers of which 1 is the whole, so that 0.2 is 20%. */
const isShareOfOne = (unit = ''): boolean => /^(?:share|proportion|fraction)s?\b/i.test(unit);

const isOfTime = ({ datum, timeUnit, type }: JsonObject, field: Field | undefined): boolean =>
  field?.type === 'date' ||
  dayOf(datum) !== undefined ||
  timeUnit !== undefined ||
  (field === undefined && type === 'temporal');

/** What is expected in place of a format; undefined where it is right. */
function expectedFormat(format: unknown, definition: JsonObject, context: CheckContext): string | undefined {
  const field = encodedField(definition, context.dataset.fields);
  // Reported with the other uses of years.
  if (field?.type === 'year' && String(format).includes('%')) return undefined;
  if (isOfTime(definition, field)) {
    // One for each step of time: the first tick of a year says the year.
    const formats = isObject(format) ? Object.values(format) : [format];
    const isRight = (each: unknown): boolean => typeof each === 'string' && isTimeFormat(each);
    return formats.every(isRight) ? undefined : 'a format of years, months and days such as `%b %Y`';
  }
  if (typeof format !== 'string' || !numberFormat.test(format))
    return 'a format of numbers such as `,d`, `.1f` or `~s`';
  const isShare = definition.stack === 'normalize' || field === undefined || isShareOfOne(field.unit);
  return format.endsWith('%') && !isShare ? 'no `%`: it would print 1 as 100%' : undefined;
}
