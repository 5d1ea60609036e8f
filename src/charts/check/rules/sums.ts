/** What a chart adds up, averages or chooses among has a sum, and every number that belongs to it. */
import { shownPlace } from '../../../diagnostics.js';
import { cellOrigin } from '../../../model/dataset/cell.js';
import type { Row } from '../../../model/dataset/dataset.js';
import { addendOf } from '../../../model/dataset/missing.js';
import { isNumeric, type Value } from '../../../model/dataset/value.js';
import { ownOf } from '../../../model/own.js';
import { isObject, type JsonObject, objectsIn } from '../../spec.js';
import type { CheckContext } from '../context.js';
import { fieldsIn } from '../expression.js';
import type { SpecRule } from '../rule.js';
import { fault } from '../rule.js';

/** Aggregates that choose among numbers by their order: what they say of rates is true, whatever the rates are of. */
const choices = new Set(['median', 'q1', 'q3', 'min', 'max', 'argmin', 'argmax']);

/** Those that a missing value makes wrong; `count`, `valid` and `missing` count rows. */
const sums = new Set([
  ...['sum', 'mean', 'average', 'variance', 'variancep', 'stdev', 'stdevp', 'stderr', 'product'],
  ...choices,
]);

/** The aggregates of a chart, in its encodings and its transforms, each with the field that it is of. */
const sumsIn = (spec: JsonObject) =>
  objectsIn(spec).flatMap(({ object: { aggregate, op, field }, pointer }) => {
    const operation = [aggregate, op].find((name) => typeof name === 'string' && sums.has(name));
    return operation === undefined || typeof field !== 'string'
      ? []
      : [{ operation: String(operation), field, pointer }];
  });

/** Rates have no sum, and a mean of them weighs each alike. */
export const sumsOfRates: SpecRule = {
  on: 'chart',
  *check(spec, { dataset: { name, fields } }) {
    for (const { operation, field, pointer } of sumsIn(spec)) {
      const isRate = fields.some((each) => each.name === field && each.additive === false);
      if (!isRate || choices.has(operation)) continue;
      const isMean = operation !== 'sum';
      if (isMean)
        yield fault({ at: pointer, unless: 'unweighted' }, 'chart/sum.mean', { operation, field, name });
      else yield fault(pointer, 'chart/sum.measure', { field, name });
    }
  },
};

/** No sum or mean runs over a missing value that does not add: vega would leave it out in silence, and the sum would look complete. */
export const sumsOfAll: SpecRule = {
  on: 'chart',
  *check(spec, context) {
    const { rows, name } = context.dataset;
    const made = calculatedFields(spec, context);
    for (const { operation, field, pointer } of sumsIn(spec)) {
      const bases = [...(made.get(field) ?? [field])];
      const unknownIn = ({ measures }: Row) => bases.find((base) => isUnknown(measures[base]));
      const row = rows.find((candidate) => unknownIn(candidate) !== undefined);
      // What is missing was left out on purpose; that nothing else is missing is looked at once it is drawn.
      if (row === undefined || bases.every((base) => isFiltered(spec, base))) continue;
      const at = placeOf(row, unknownIn(row) ?? field);
      const filter = `\`filter: isValid(datum.${field})\``;
      const isSum = operation === 'sum';
      const wayOut = isSum
        ? filter
        : `${filter}, or give the reason, which the report prints: \`allow: {missing-values: ...}\``;
      // What a sum lacks makes it another number; a statistic is of those that there are, and says how many.
      yield fault(
        { at: pointer, ...(!isSum && { unless: 'missing-values' }) },
        'chart/missing-value.missing',
        { operation, field, at, name, wayOut },
      );
    }
  },
};

/** True where a filter of the chart leaves out rows that lack a measure. */
const isFiltered = (spec: JsonObject, field: string): boolean =>
  objectsIn(spec).some(({ object: { filter } }) =>
    isObject(filter)
      ? filter.field === field && filter.valid === true
      : typeof filter === 'string' && isTestOf(filter, field),
  );

/** `isValid(datum.x)` and `datum.x !== null`, alone or with others that all hold. */
const isTestOf = (filter: string, field: string): boolean =>
  !filter.includes('||') &&
  [`datum.${field}`, `datum['${field}']`, `datum["${field}"]`].some(
    (name) =>
      filter.replaceAll(' ', '').includes(`isValid(${name})`) ||
      /!==?\s*null/.test(filter.split(name)[1]?.slice(0, 10) ?? ''),
  );

/** The fields of the dataset that each calculated field of a chart was made from, by its name; through each other too. */
export function calculatedFields(
  spec: JsonObject,
  { parseExpression }: CheckContext,
): ReadonlyMap<string, ReadonlySet<string>> {
  const made = new Map<string, ReadonlySet<string>>();
  for (const { object } of objectsIn(spec)) {
    const { calculate, as } = object;
    if (typeof calculate !== 'string' || typeof as !== 'string') continue;
    const bases = fieldsIn(parseExpression(calculate)).flatMap((name) => [...(made.get(name) ?? [name])]);
    made.set(as, new Set([...(made.get(as) ?? []), ...bases]));
  }
  return made;
}

/** The first cell of some measures that has no number among some rows, with its place for messages. */
export function lostAmong(rows: readonly Row[], names: readonly string[]) {
  for (const row of rows)
    for (const name of names) {
      const cell = ownOf(row.measures, name);
      if (cell !== undefined && !isNumeric(cell)) return { name, place: placeOf(row, name) };
    }
  return undefined;
}

/** Where a cell stands, for messages. */
export const placeOf = (row: Row, name: string): string => shownPlace(cellOrigin(row, name));

/** True for a cell that no calculation may take for a number: in JavaScript a missing one counts as 0. */
export const isUnknown = (cell: Value | undefined): boolean =>
  cell !== undefined && !isNumeric(cell) && addendOf(cell) === undefined;
