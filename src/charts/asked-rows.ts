import type { PublishedDataset } from '../model/dataset.js';
import type { JsonObject } from './spec.js';

/** A row of the dataset and its place in it, by which everything drawn is traced back. */
export interface AskedRow {
  readonly row: PublishedDataset['rows'][number];
  readonly index: number;
}

/**
 * The rows that a chart asks for: those that the categories named by its first filters leave. Of a dataset of ten thousand rows a chart
 * may show twenty, and only these have to be few.
 */
export function askedRows(spec: JsonObject, { rows, fields }: PublishedDataset): readonly AskedRow[] {
  const dimensions = new Set(fields.filter(({ role }) => role === 'dimension').map(({ name }) => name));
  const wanted: { readonly field: string; readonly values: ReadonlySet<string> }[] = [];
  const transforms: readonly unknown[] = Array.isArray(spec.transform) ? spec.transform : [];
  for (const transform of transforms) {
    const filter = memberOf(transform, 'filter');
    const field = memberOf(filter, 'field');
    const values = memberOf(filter, 'oneOf') ?? [memberOf(filter, 'equal')];
    // What stands before a filter may need every row.
    if (
      typeof field !== 'string' ||
      !dimensions.has(field) ||
      !Array.isArray(values) ||
      values.includes(undefined)
    )
      break;
    wanted.push({ field, values: new Set(values.map(String)) });
  }
  const all = rows.map((row, index) => ({ row, index }));
  return all.filter(({ row }) => wanted.every(({ field, values }) => values.has(row.keys[field] ?? '')));
}

const memberOf = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;
