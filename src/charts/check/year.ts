import { isObject, type JsonObject, point, toObject } from '../spec.js';
import { dayOf } from '../temporal.js';
import { type CheckContext, report } from './context.js';

/**
 * Checks how a channel uses time. A `year` field of type `temporal` is drawn as a year; time units, time scales and
 * formats on it would be drawn as milliseconds. Other dates are drawn in UTC, or the time zone would leak in.
 */
export function checkYear(
  definition: JsonObject,
  channel: string,
  pointer: string,
  context: CheckContext,
): void {
  const { field, timeUnit, datum } = definition;
  if (isObject(datum)) checkDay(datum, point(pointer, 'datum'), context);
  const encoded = context.dataset.fields.find(({ name }) => name === field);
  // What the chart makes of days is not declared anywhere.
  const isMade = typeof field === 'string' && encoded === undefined;
  const isDay = isObject(datum) || encoded?.type === 'date' || isMade;
  if (definition.type === 'temporal' && encoded?.type !== 'year' && !isDay) {
    const message = `Unexpected type \`temporal\` of \`${String(field ?? channel)}\`, expected it on a field of type \`year\` or \`date\``;
    report(context, 'chart/temporal', point(pointer, 'type'), message);
  }
  const isYear = encoded?.type === 'year';
  if (timeUnit !== undefined && !isDay) {
    const actual = `Unexpected \`timeUnit\` of \`${String(field ?? channel)}\``;
    const expected = isYear ? 'none: a year is a number already' : 'a field of type `date`';
    report(context, 'chart/temporal', point(pointer, 'timeUnit'), `${actual}, expected ${expected}`);
  }
  if (!isYear) return;
  const { type } = toObject(definition.scale);
  if (type === 'time' || type === 'utc') {
    const message = `Unexpected scale type \`${type}\` of year \`${String(field)}\`, expected \`linear\`, \`point\` or \`band\``;
    report(context, 'chart/temporal', point(pointer, 'scale', 'type'), message);
  }
  const { format } = toObject(definition.axis);
  if (typeof format === 'string' && format.includes('%')) {
    const message = `Unexpected time format \`${format}\` of year \`${String(field)}\`, expected none`;
    report(context, 'chart/temporal', point(pointer, 'axis', 'format'), message, {
      hint: 'years print as they stand',
    });
  }
}

function checkDay(datum: JsonObject, pointer: string, context: CheckContext): void {
  if (dayOf(datum) !== undefined) return;
  const message = `Unexpected \`datum\` ${JSON.stringify(datum)}, expected a day: \`{year: ..., month: 12, date: 31}\``;
  report(context, 'chart/temporal', pointer, message, {
    hint: 'month and date can be left out; `{{edition}}` is the year of the report',
  });
}
