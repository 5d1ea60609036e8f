import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { type ChartDataset, dataKey, ownData } from '../datasets/parts.js';
import { type JsonObject, toArray, toObject, viewsIn } from '../spec.js';

/** A row of the dataset and its place in it, by which everything drawn is traced back. */
export interface AskedRow {
  readonly row: PublishedDataset['rows'][number];
  readonly index: number;
}

/**
 * The rows that a chart asks for: those that the categories named by its first filters leave. Of a dataset of ten thousand rows a chart
 * may show twenty, and only these have to be few.
 */
export function askedRows(spec: JsonObject, dataset: ChartDataset): readonly AskedRow[] {
  const all = dataset.rows.map((row, index) => ({ row, index }));
  const { parts } = dataset;
  if (parts === undefined) return askedOf(spec, dataset.fields, all);
  return parts.flatMap((part, place) => {
    const own = all.slice(part.first, part.first + part.dataset.rows.length);
    const views = viewsNaming(spec, part.key, place === 0);
    const asked = new Set(views.flatMap((view) => askedOf(view, part.fields, own)));
    return own.filter((each) => asked.has(each));
  });
}

/** The views that draw a dataset first: what they filter away is drawn in none inside them. */
const viewsNaming = (spec: JsonObject, key: string, isStandard: boolean): readonly JsonObject[] =>
  viewsIn(spec).flatMap(({ view, around }) => {
    const own = ownData(view);
    const isOwn = own === undefined ? isStandard && around.length === 0 : dataKey(own) === key;
    return isOwn ? [view] : [];
  });

function askedOf(spec: JsonObject, fields: readonly Field[], all: readonly AskedRow[]): readonly AskedRow[] {
  const dimensions = new Set(fields.filter(({ role }) => role === 'dimension').map(({ name }) => name));
  const wanted: { readonly field: string; readonly values: ReadonlySet<string> }[] = [];
  for (const { lookup, filter } of toArray(spec.transform).map(toObject)) {
    if (lookup !== undefined) continue;
    const { field, equal, oneOf = [equal] } = toObject(filter);
    // What stands before a filter may need every row.
    if (
      typeof field !== 'string' ||
      !dimensions.has(field) ||
      !Array.isArray(oneOf) ||
      oneOf.includes(undefined)
    )
      break;
    wanted.push({ field, values: new Set(oneOf.map(String)) });
  }
  return all.filter(({ row }) => wanted.every(({ field, values }) => values.has(row.keys[field] ?? '')));
}
