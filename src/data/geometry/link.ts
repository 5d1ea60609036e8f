import type { PublishedDataset } from '../../model/dataset.js';
import type { Geometry } from '../../model/geometry.js';
import { shapeKeysOf } from '../../model/shape-keys.js';

/**
 * The datasets with the geometries that have a shape for one of their categories or attributes, so that what is drawn or checked of a dataset
 * has them at hand.
 */
export function linkGeometries(
  datasets: readonly PublishedDataset[],
  geometries: readonly Geometry[],
): readonly PublishedDataset[] {
  if (geometries.length === 0) return datasets;
  return datasets.map((dataset) => {
    const own = geometries.filter((geometry) => hasShapes(dataset, geometry));
    return own.length === 0
      ? dataset
      : { ...dataset, geometries: Object.fromEntries(own.map((geometry) => [geometry.name, geometry])) };
  });
}

function hasShapes({ fields, rows }: PublishedDataset, geometry: Geometry): boolean {
  const find = shapeKeysOf(geometry);
  return fields.some((field) => {
    if (field.role === 'dimension')
      return field.categories.some(({ value, label }) => find(value, label) !== undefined);
    if (field.role !== 'attribute') return false;
    return rows.some(({ attributes }) => {
      const value = Object.hasOwn(attributes, field.name) ? attributes[field.name] : undefined;
      return value !== undefined && find(value, value) !== undefined;
    });
  });
}
