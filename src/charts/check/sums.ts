import { shownPlace } from '../../diagnostics.js';
import { cellOrigin } from '../../model/dataset/cell.js';
import type { Row } from '../../model/dataset/dataset.js';
import { isObject, type JsonObject, point } from '../spec.js';
import { type CalculatedFields, calculatedFields, isUnknown } from './calculated.js';
import { type CheckContext, report, useException } from './context.js';

/** Aggregates that a missing value makes wrong; `count`, `valid` and `missing` count rows. */
const sums = new Set([
  'sum',
  'mean',
  'average',
  'median',
  'q1',
  'q3',
  'min',
  'max',
  'variance',
  'variancep',
  'stdev',
  'stdevp',
  'stderr',
  'product',
  'argmin',
  'argmax',
]);

/** Those that choose among numbers by their order: what they say of rates is true, whatever the rates are of. */
const choices = new Set(['median', 'q1', 'q3', 'min', 'max', 'argmin', 'argmax']);

/**
 * Checks that no sum or mean of the chart runs over a missing value that does not add: vega would leave it out in
 * silence, and the sum would look complete.
 */
export function checkSums(
  value: unknown,
  pointer: string,
  context: CheckContext,
  made: CalculatedFields = isObject(value) ? calculatedFields(value, context) : new Map(),
): void {
  if (Array.isArray(value)) {
    value.forEach((part, index) => {
      checkSums(part, point(pointer, index), context, made);
    });
  }
  if (!isObject(value)) return;
  checkSum(value, pointer, made, context);
  for (const [key, part] of Object.entries(value)) checkSums(part, point(pointer, key), context, made);
}

function checkSum(
  { aggregate, op, field }: JsonObject,
  pointer: string,
  made: CalculatedFields,
  context: CheckContext,
): void {
  const operation = [aggregate, op].find((name) => typeof name === 'string' && sums.has(name));
  if (operation === undefined || typeof field !== 'string') return;
  const of = { operation: String(operation), field, pointer };
  reportRate(of, context);
  reportMissing(of, [...(made.get(field) ?? [field])], context);
}

interface Sum {
  readonly operation: string;
  readonly field: string;
  readonly pointer: string;
}

/** Rates have no sum, and a mean of them weighs each alike. */
function reportRate({ operation, field, pointer }: Sum, context: CheckContext): void {
  const { name, fields } = context.dataset;
  const isRate = fields.some((candidate) => candidate.name === field && candidate.additive === false);
  if (!isRate || choices.has(operation)) return;
  const isMean = operation !== 'sum';
  if (isMean && useException(context, 'unweighted')) return;
  const way = isMean
    ? 'its numbers would all weigh alike: draw its cells or their `median`, or give the reason: `allow: {unweighted: ...}`'
    : 'draw its cells as they stand';
  report(context, pointer, 'chart/sum.measure', { operation, field, name, way });
}

function reportMissing(
  { operation, field, pointer }: Sum,
  bases: readonly string[],
  context: CheckContext,
): void {
  const { rows, name } = context.dataset;
  // What is filtered away is not counted; that nothing else is missing is looked at once it is drawn.
  if (bases.every((base) => isFilteredValid(context.chart.spec, base))) return;
  // What is missing was left out on purpose.
  if (bases.every((base) => isFiltered(context.chart.spec, base))) return;
  const unknownIn = (row: Row) => bases.find((base) => isUnknown(row.measures[base]));
  const row = rows.find((candidate) => unknownIn(candidate) !== undefined);
  if (row === undefined) return;
  // What a sum lacks makes it another number; a statistic is of those that there are, and says how many.
  if (operation !== 'sum' && useException(context, 'missing-values')) return;
  const at = shownPlace(cellOrigin(row, unknownIn(row) ?? field));
  report(context, pointer, 'chart/missing-value.missing', {
    operation,
    field,
    at,
    name,
    wayOut: wayOut(operation, field),
  });
}

function wayOut(operation: string, field: string): string {
  const filter = `\`filter: isValid(datum.${field})\``;
  return operation === 'sum'
    ? filter
    : `${filter}, or with a reason that is printed: \`allow: {missing-values: ...}\``;
}

/** True where a filter of the chart lets through only what has a number of a field. */
function isFilteredValid(value: unknown, field: string): boolean {
  if (Array.isArray(value)) return value.some((part) => isFilteredValid(part, field));
  if (!isObject(value)) return false;
  const { filter } = value;
  if (typeof filter === 'string' && filter.replaceAll(' ', '').includes(`isValid(datum.${field})`))
    return true;
  if (isObject(filter) && filter.field === field && filter.valid === true) return true;
  return Object.values(value).some((part) => isFilteredValid(part, field));
}

/** True where a filter of the chart leaves out rows that lack a measure. */
function isFiltered(value: unknown, field: string): boolean {
  if (Array.isArray(value)) return value.some((part) => isFiltered(part, field));
  if (!isObject(value)) return false;
  const { filter } = value;
  if (isObject(filter) && filter.field === field && filter.valid === true) return true;
  if (typeof filter === 'string' && isTestOf(filter, field)) return true;
  return Object.values(value).some((part) => isFiltered(part, field));
}

/** `isValid(datum.x)` and `datum.x !== null`, alone or with others that all hold. */
const isTestOf = (filter: string, field: string): boolean =>
  !filter.includes('||') &&
  [`datum.${field}`, `datum['${field}']`, `datum["${field}"]`].some(
    (name) =>
      filter.includes(`isValid(${name})`) || /!==?\s*null/.test(filter.split(name)[1]?.slice(0, 10) ?? ''),
  );
