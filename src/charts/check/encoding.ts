import { listNames } from '../../diagnostics.js';
import { chosenIn } from '../compose/chosen-row.js';
import { sortOperations } from '../compose/sort-operations.js';
import { dayOf } from '../compose/temporal.js';
import { limits } from '../limits.js';
import { isObject, type JsonObject, point, toObject } from '../spec.js';
import { encodedField } from '../unit.js';
import { checkBin, checkScaleBins } from './bin.js';
import { type CheckContext, report, type Scope } from './context.js';
import { checkField } from './expression.js';
import { checkFormat } from './format.js';
import { checkPredicate } from './predicate.js';
import { checkStyle, checkValue } from './style.js';
import { refuseWrittenNumbers } from './written-numbers.js';

/** Checks the encoding of a view, channel by channel. */
export function checkEncoding(encoding: unknown, pointer: string, scope: Scope, context: CheckContext): void {
  if (!isObject(encoding)) return;
  for (const [channel, definition] of Object.entries(encoding)) {
    if (definition === null) continue;
    [definition].flat().forEach((part, index) => {
      const at = Array.isArray(definition) ? point(pointer, channel, index) : point(pointer, channel);
      checkChannel(part, channel, at, scope, context);
    });
  }
}

/** Checks one channel definition, or one branch of its `condition`. */
export function checkChannel(
  definition: unknown,
  channel: string,
  pointer: string,
  scope: Scope,
  context: CheckContext,
): void {
  if (!isObject(definition)) return;
  checkSource(definition, channel, pointer, scope, context);
  checkBin(definition.bin, definition.field, point(pointer, 'bin'), context);
  checkScaleBins(definition.scale, definition.field, point(pointer, 'scale'), context);
  checkTime(definition, channel, pointer, context);
  checkFormat(definition, pointer, context);
  refuseWrittenNumbers(definition.title, point(pointer, 'title'), context);
  if (definition.test !== undefined) checkPredicate(definition.test, point(pointer, 'test'), scope, context);
  const ofNumbers = isOfNumbers(definition, context);
  checkStyle(definition.axis, 'an axis', point(pointer, 'axis'), scope, context, ofNumbers);
  checkStyle(definition.scale, 'a scale', point(pointer, 'scale'), scope, context);
  checkStyle(definition.legend, 'a legend', point(pointer, 'legend'), scope, context);
  checkStyle(definition.header, 'a header', point(pointer, 'header'), scope, context);
  checkSort(definition.sort, point(pointer, 'sort'), scope, context);
  checkColumns(definition.columns, point(pointer, 'columns'), context);
  [definition.condition].flat().forEach((branch, index) => {
    const at = point(pointer, 'condition');
    if (branch === undefined) return;
    checkChannel(
      branch,
      channel,
      Array.isArray(definition.condition) ? point(at, index) : at,
      scope,
      context,
    );
  });
}

/** True for a channel of a measure, as it stands or put together. */
function isOfNumbers(definition: JsonObject, { dataset }: CheckContext): boolean {
  const { bin, timeUnit, type } = definition;
  const isName = type === 'nominal' || type === 'ordinal';
  const isMeasure = encodedField(definition, dataset.fields)?.role === 'measure';
  return isMeasure && bin === undefined && timeUnit === undefined && !isName;
}

function checkSource(
  definition: JsonObject,
  channel: string,
  pointer: string,
  scope: Scope,
  context: CheckContext,
): void {
  const { field, aggregate, value, datum } = definition;
  const isText = channel === 'text';
  if (typeof field === 'string') checkPath(field, point(pointer, 'field'), scope, context);
  checkArgument(aggregate, point(pointer, 'aggregate'), scope, context);
  if (isText) checkTextSource(definition, pointer, context);
  for (const [key, constant] of Object.entries({ value, datum })) {
    const at = point(pointer, key);
    // A day written out is checked with the other uses of time.
    if (constant === undefined || (key === 'datum' && isObject(constant))) continue;
    if (isText || (key === 'datum' && typeof constant === 'string'))
      refuseWrittenNumbers(constant, at, context);
    else checkValue(constant, key, at, scope, context);
  }
}

/** A field, or a number of the row that an `argmin` or `argmax` of a transform chose. */
function checkPath(path: string, pointer: string, scope: Scope, context: CheckContext): void {
  const chosen = scope.has(path) ? undefined : chosenIn(path);
  if (chosen === undefined || scope.get(chosen.row) !== 'computed') checkField(path, pointer, scope, context);
  else if (!context.dataset.fields.some(({ name }) => name === chosen.field))
    checkField(chosen.field, pointer, fieldsOf(context), context);
}

const fieldsOf = ({ dataset }: CheckContext): Scope =>
  new Map(dataset.fields.map(({ name, role }) => [name, role === 'note' ? 'attribute' : role]));

/** The field by whose greatest or least value a row is chosen. */
function checkArgument(aggregate: unknown, pointer: string, scope: Scope, context: CheckContext): void {
  if (!isObject(aggregate)) return;
  for (const [key, field] of Object.entries(aggregate))
    if (typeof field === 'string') checkField(field, point(pointer, key), scope, context);
}

/** A label prints a cell, or a number that can be made again from cells, which is told once it is drawn; never a band or a part of a time. */
function checkTextSource(definition: JsonObject, pointer: string, context: CheckContext): void {
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

function checkSort(sort: unknown, pointer: string, scope: Scope, context: CheckContext): void {
  if (Array.isArray(sort)) checkValue(sort, 'sort', pointer, scope, context);
  if (!isObject(sort)) return;
  if (typeof sort.field === 'string') checkField(sort.field, point(pointer, 'field'), scope, context);
  if (!unsorted.has(String(sort.op))) return;
  report(context, point(pointer, 'op'), 'chart/spec.category', {
    op: String(sort.op),
    sortOperations: listNames(sortOperations, 20),
  });
}

/** Operations of Vega-Lite that draw lots, or come to no number. */
const unsorted: ReadonlySet<string> = new Set([
  'ci0',
  'ci1',
  'values',
  'exponential',
  'exponentialb',
  'argmin',
  'argmax',
]);

function checkColumns(columns: unknown, pointer: string, context: CheckContext): void {
  if (columns === undefined) return;
  if (typeof columns === 'number' && columns >= 1 && columns <= limits.views) return;
  report(context, pointer, 'chart/limit.columns', { views: limits.views });
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
