import type { PublishedDataset } from '../model/dataset.js';
import { derivedFields } from './rows.js';
import { isObject, type JsonObject, toArray, toObject } from './spec.js';
import { isCategorical } from './unit.js';

/**
 * Returns the transforms of a view as vega gets them: rows that are sorted by a field of categories follow the order
 * that the data package declares, since vega would take the alphabet of the codes. Once an `aggregate` has made new
 * rows, only the codes are left.
 */
export function composeTransforms(transforms: unknown, dataset: PublishedDataset): readonly JsonObject[] {
  const list = toArray(transforms).map(toObject);
  const firstAggregate = list.findIndex(({ aggregate }) => aggregate !== undefined);
  return list.map((transform, index) =>
    firstAggregate >= 0 && index > firstAggregate ? transform : withDeclaredOrder(transform, dataset),
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
