import { greatest, least } from '../../model/chart/extremes.js';
import { isNumeric, toExact } from '../../model/dataset/value.js';
import { toNumber } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { dayOf } from '../compose/temporal.js';
import { limits } from '../limits.js';
import { isObject, type JsonObject, point, toArray, toObject } from '../spec.js';
import { encodedField } from '../unit.js';
import { type CheckContext, report } from './context.js';
import { checkNumber, checkPart, inside, type Place, refuseWrittenNumbers } from './parts.js';
import { checkFormat } from './printed-labels.js';

/** Checks the encoding of a view, channel by channel. */
export function checkEncoding(encoding: unknown, place: Place): void {
  if (!isObject(encoding)) return;
  for (const [channel, definition] of Object.entries(encoding))
    for (const [part, own] of listed(definition, inside(place, channel))) checkChannel(part, channel, own);
}

/** One or several parts under a key, each with its place. */
const listed = (value: unknown, place: Place): readonly (readonly [unknown, Place])[] =>
  Array.isArray(value)
    ? value.map((part: unknown, index) => [part, { ...place, pointer: point(place.pointer, index) }])
    : [[value, place]];

/** Checks one channel definition, its words and what stands in it, and the branches of its `condition`. */
export function checkChannel(definition: unknown, channel: string, place: Place): void {
  if (!isObject(definition)) return;
  const { pointer, context } = place;
  checkConstants(definition, channel, place);
  checkBin(definition.bin, definition.field, point(pointer, 'bin'), context);
  checkScaleBins(definition, pointer, context);
  checkTime(definition, channel, pointer, context);
  checkFormat(definition, pointer, context);
  const { condition, ...own } = definition;
  checkPart(own, { ...place, ofNumbers: isOfNumbers(definition, context) });
  for (const [branch, at] of listed(condition, inside(place, 'condition'))) checkChannel(branch, channel, at);
}

/** True for a channel of a measure, as it stands or put together. */
function isOfNumbers(definition: JsonObject, { dataset }: CheckContext): boolean {
  const { bin, timeUnit, type } = definition;
  const isName = type === 'nominal' || type === 'ordinal';
  const isMeasure = encodedField(definition, dataset.fields)?.role === 'measure';
  return isMeasure && bin === undefined && timeUnit === undefined && !isName;
}

/** A constant is told with what it stands for; where it is words, they hold no number. */
function checkConstants(definition: JsonObject, channel: string, place: Place): void {
  const isLabel = channel === 'text';
  if (isLabel) checkLabel(definition, place);
  for (const key of ['value', 'datum']) {
    const constant = definition[key];
    // A day written out is checked with the other uses of time.
    const isDay = key === 'datum' && isObject(constant);
    if (isLabel ? !isDay : key === 'datum' && typeof constant === 'string')
      refuseWrittenNumbers(constant, point(place.pointer, key), place.context);
  }
}

/** A label prints a cell, or a number that can be made again from cells, which is told once it is drawn; never a band or a part of a time. */
function checkLabel(definition: JsonObject, { pointer, context }: Place): void {
  const { field, aggregate, bin, timeUnit } = definition;
  if (bin === undefined && timeUnit === undefined && !isObject(aggregate)) return;
  const name = typeof field === 'string' ? `\`${field}\`` : `\`${String(aggregate)}\``;
  report(
    context,
    point(pointer, aggregate === undefined ? 'field' : 'aggregate'),
    'chart/literal-number.calculated',
    { name },
  );
}

/** Checks that `bin` makes few bins: a thousand million of them would make an axis of as many ticks. */
export function checkBin(bin: unknown, field: unknown, pointer: string, context: CheckContext): void {
  if (!isObject(bin) || bin.binned === true) return;
  const numbersAt = (key: string): readonly unknown[] => [bin[key] ?? []].flat();
  const bounds = { maxbins: [1, limits.bins], base: [2, 1_000], divide: [1, limits.number] } as const;
  for (const [key, own] of Object.entries(bounds))
    for (const each of numbersAt(key)) checkNumber(each, key, own, point(pointer, key), context);
  const [span, most] = [spanOf(bin, field, context), limits.bins * 4];
  for (const key of ['step', 'steps'])
    for (const each of numbersAt(key)) {
      if (typeof each === 'number' && each > 0 && span / each <= most) continue;
      const said = { value: JSON.stringify(each), key, most, field: String(field) };
      report(context, point(pointer, key), 'chart/limit.bins', said);
    }
}

/** Those of a scale: `{step: 0.001}` would draw a tick for each. */
function checkScaleBins({ scale, field }: JsonObject, pointer: string, context: CheckContext): void {
  const { bins } = toObject(scale);
  if (!isObject(bins)) return;
  const { start, stop, step = 0 } = bins;
  checkBin({ extent: [start, stop], step }, field, point(pointer, 'scale', 'bins'), context);
}

/** How far apart the numbers are that are put into bins; without end where the chart calculates them. */
function spanOf({ extent }: JsonObject, field: unknown, { dataset }: CheckContext): number {
  const ends = toArray(extent).filter((end) => typeof end === 'number');
  const cells = dataset.rows.flatMap(({ measures }) => {
    const value = typeof field === 'string' ? ownOf(measures, field) : undefined;
    return value !== undefined && isNumeric(value) ? [toNumber(toExact(value))] : [];
  });
  const all = ends.length > 1 ? ends : cells;
  return all.length === 0 ? Number.POSITIVE_INFINITY : greatest(all) - least(all);
}

/**
 * Checks how a channel uses time. A `year` field of type `temporal` is drawn as a year; time units, time scales and
 * formats on it would be drawn as milliseconds. Other dates are drawn in UTC, or the time zone would leak in.
 */
function checkTime(definition: JsonObject, channel: string, pointer: string, context: CheckContext): void {
  const { field, timeUnit, datum, type } = definition;
  if (isObject(datum)) checkDay(datum, point(pointer, 'datum'), context);
  const encoded = encodedField(definition, context.dataset.fields);
  const isYear = encoded?.type === 'year';
  // What the chart makes of days is not declared anywhere.
  const isMade = typeof field === 'string' && encoded === undefined;
  const isDay = isObject(datum) || encoded?.type === 'date' || isMade;
  const name = String(field ?? channel);
  if (type === 'temporal' && !isYear && !isDay) {
    report(context, point(pointer, 'type'), 'chart/temporal.temporal', { name });
  }
  if (timeUnit !== undefined && !isDay) {
    const expected = isYear ? 'none: a year is a number already' : 'a field of type `date`';
    report(context, point(pointer, 'timeUnit'), 'chart/temporal.timeunit', { name, expected });
  }
  if (isYear) checkYear(definition, pointer, context);
}

/** A year is a number: neither its scale nor its labels are those of a time. */
function checkYear({ field, scale, axis }: JsonObject, pointer: string, context: CheckContext): void {
  const { type } = toObject(scale);
  if (type === 'time' || type === 'utc') {
    report(context, point(pointer, 'scale', 'type'), 'chart/temporal.scale', { type, field: String(field) });
  }
  const { format } = toObject(axis);
  if (typeof format === 'string' && format.includes('%')) {
    report(context, point(pointer, 'axis', 'format'), 'chart/temporal.time', {
      format,
      field: String(field),
    });
  }
}

function checkDay(datum: JsonObject, pointer: string, context: CheckContext): void {
  if (dayOf(datum) !== undefined) return;
  report(context, pointer, 'chart/temporal.datum', { datum: JSON.stringify(datum) });
}
