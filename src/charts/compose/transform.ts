import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { pivoting } from '../provenance/definitions.js';
import { derivedFields, imputedField } from '../rows.js';
import { isObject, type JsonObject, toArray, toObject } from '../spec.js';
import { isCategorical } from '../unit.js';

/**
 * Returns the transforms of a view as Vega gets them. Rows sorted by a field of categories follow the order that the
 * data package declares, since Vega would take the alphabet of the codes. Once an `aggregate` has made new rows, only
 * the codes are left.
 */
export function composeTransforms(transforms: unknown, dataset: PublishedDataset): readonly JsonObject[] {
  // What is looked up stands in the rows.
  const list = toArray(transforms)
    .map(toObject)
    .filter(({ lookup }) => lookup === undefined);
  const moments = (transform: JsonObject): JsonObject => withMoments(alongYears(transform, dataset), dataset);
  const firstAggregate = list.findIndex(({ aggregate }) => aggregate !== undefined);
  return list
    .map((transform, index) =>
      firstAggregate >= 0 && index > firstAggregate
        ? transform
        : moments(withDeclaredOrder(transform, dataset)),
    )
    .flatMap(imputing)
    .flatMap((transform) => pivoting(transform, dataset.fields))
    .map((transform) => groupedByMoments(transform, dataset));
}

/** What is put in by a statistic of the rows around, in the order of their keys; vega-lite takes the order in which it made them. */
function imputing(transform: JsonObject): readonly JsonObject[] {
  const { impute, key, method = 'value', frame = [null, null], groupby, ...rest } = transform;
  if (typeof impute !== 'string') return [transform];
  // In a form by which it is known after vega-lite, which puts nothings of its own into stacks.
  if (method === 'value')
    return [{ ...transform, value: { signal: JSON.stringify(transform.value ?? null) } }];
  const grouped = groupby === undefined ? {} : { groupby };
  const made = imputedField(impute);
  const [own, other] = [impute, made].map((name) => `datum[${JSON.stringify(name)}]`);
  return [
    { impute, key, ...rest, ...grouped, method: 'value', value: null },
    { window: [{ op: method, field: impute, as: made }], frame, sort: [{ field: key }], ...grouped },
    { calculate: `isValid(${own}) ? ${own} : ${other}`, as: impute },
  ];
}

/** Rows that are put together by days keep the moments at which they stand along an axis. */
function groupedByMoments(transform: JsonObject, { fields }: PublishedDataset): JsonObject {
  if (transform.aggregate === undefined) return transform;
  const moments = toArray(transform.groupby).flatMap((name) => {
    const index = fields.findIndex((field) => field.name === name && field.type === 'date');
    return index < 0 ? [] : [derivedFields(index).moment];
  });
  return moments.length === 0
    ? transform
    : { ...transform, groupby: [...toArray(transform.groupby), ...moments] };
}

/** A curve along years is drawn at whole ones. */
function alongYears(transform: JsonObject, { fields }: PublishedDataset): JsonObject {
  const isYear = fields.some(({ name, type }) => name === transform.on && type === 'year');
  return transform.regression !== undefined && isYear ? { ...transform, wholes: true } : transform;
}

/** Days are texts in the rows; a part of them, or a comparison with a day written out, needs their moments. */
function withMoments(transform: JsonObject, { fields }: PublishedDataset): JsonObject {
  const moment = (name: unknown): unknown => {
    const index = fields.findIndex((field) => field.name === name && field.type === 'date');
    return index < 0 ? name : derivedFields(index).moment;
  };
  if (transform.timeUnit !== undefined) return { ...transform, field: moment(transform.field) };
  if (transform.filter === undefined) return transform;
  const visit = (predicate: unknown): unknown => {
    if (Array.isArray(predicate)) return predicate.map(visit);
    if (!isObject(predicate)) return predicate;
    if (typeof predicate.field !== 'string')
      return Object.fromEntries(Object.entries(predicate).map(([key, part]) => [key, visit(part)]));
    const operands = Object.values(predicate).flatMap((part) => [part].flat());
    const isOfTime = predicate.timeUnit !== undefined || operands.some(isObject);
    return isOfTime ? { ...inUtc(predicate), field: moment(predicate.field) } : predicate;
  };
  return { ...transform, filter: visit(transform.filter) };
}

/** Days written out are read in UTC, as those of the data are. */
function inUtc(predicate: JsonObject): JsonObject {
  const day = (value: unknown): unknown => (isObject(value) ? { ...value, utc: true } : value);
  return Object.fromEntries(
    Object.entries(predicate).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(day) : day(value),
    ]),
  );
}

function withDeclaredOrder(transform: JsonObject, { fields }: PublishedDataset): JsonObject {
  const { sort } = transform;
  if (!Array.isArray(sort)) return transform;
  const place = (name: unknown): unknown => {
    const index = fields.findIndex((field) => field.name === name && isCategorical(field));
    return index < 0 ? name : derivedFields(index).order;
  };
  return {
    ...transform,
    sort: sort.map((entry: unknown) => (isObject(entry) ? { ...entry, field: place(entry.field) } : entry)),
  };
}
