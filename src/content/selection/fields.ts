import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isPartOfYear, isPeriod } from '../../model/dataset/periods.js';
import { phrase } from '../../problems/problem.js';
import { fail } from '../helpers/problem.js';

export const dimensionsOf = (dataset: PublishedDataset): Field[] =>
  dataset.fields.filter((field) => field.role === 'dimension');

export const measuresOf = (dataset: PublishedDataset): Field[] =>
  dataset.fields.filter((field) => field.role === 'measure');

/** The year dimension of a dataset, if it has one. */
export const yearOf = (dataset: PublishedDataset): Field | undefined =>
  dimensionsOf(dataset).find((field) => field.type === 'year');

/** The dimension along which a dataset runs in time: its years, else its quarters, months, weeks, school or financial years. */
export const timeOf = (dataset: PublishedDataset): Field | undefined =>
  yearOf(dataset) ?? dimensionsOf(dataset).find(({ type }) => isPeriod(type));

/** The dimension with this name, or a diagnostic. */
export function findDimension(dataset: PublishedDataset, name: string, position: Position): Field {
  const names = dimensionsOf(dataset).map((field) => field.name);
  return (
    dimensionsOf(dataset).find((field) => field.name === name) ??
    fail(
      'content/unknown-field.field',
      position,
      { name, datasetName: dataset.name, names: listNames(names) },
      didYouMean(name, names),
    )
  );
}

/** The measure asked for, or the only one. Several without a choice is a diagnostic. */
export function findMeasure(dataset: PublishedDataset, name: string | undefined, position: Position): Field {
  const measures = measuresOf(dataset);
  const names = measures.map((field) => field.name);
  const [only] = measures;
  if (name === undefined && measures.length === 1 && only !== undefined) return only;
  if (name === undefined) {
    return fail('content/argument.call', position, { names: listNames(names), name: dataset.name });
  }
  return (
    measures.find((field) => field.name === name) ??
    fail(
      'content/unknown-field.measure',
      position,
      { name, names: listNames(names), datasetName: dataset.name },
      didYouMean(name, names),
    )
  );
}

/** The category of a field with this value, or a diagnostic with the nearest. */
export function findCategory(field: Field, value: string, position: Position): string {
  const values = field.categories.map((category) => category.value);
  if (values.includes(value)) return value;
  const byLabel = field.categories.find((category) => category.label === value);
  return fail(
    'content/unknown-category.category',
    position,
    { value, name: field.name, values: listNames(values) },
    isPartOfYear(field.type) && /^\d{4}$/.test(value)
      ? { hint: phrase('content/unknown-category.year', { value, example: values[0] }) }
      : byLabel === undefined
        ? didYouMean(value, values)
        : {
            hint: phrase('content/unknown-category.value', { value: byLabel.value }),
            fix: { written: value, instead: byLabel.value },
          },
  );
}

/** A field as it is named in a call: `[US Gross]` where its name has a space. */
export const argumentName = (name: string): string => (/\s/.test(name) ? `[${name}]` : name);

/** Category values by dimension name. */
export type Keys = Readonly<Record<string, string>>;

/** The categories that a call asks for, by dimension (or attribute); dimensions that it does not mention are absent. */
export type Filters = ReadonlyMap<Field, readonly string[]>;

/** Rows of datasets by their keys. Published datasets are never changed, so that an index of one stays true. */
export class RowIndex {
  readonly #rows = new WeakMap<PublishedDataset, ReadonlyMap<string, Row>>();

  /** The row that these keys name; undefined when there is none. Constant time after the first call for a dataset. */
  rowAt(dataset: PublishedDataset, keys: Keys): Row | undefined {
    const known = this.#rows.get(dataset);
    const index = known ?? new Map(dataset.rows.map((row) => [keyText(dataset, row.keys), row]));
    if (known === undefined) this.#rows.set(dataset, index);
    return index.get(keyText(dataset, keys));
  }
}

const keyText = (dataset: PublishedDataset, keys: Keys): string =>
  JSON.stringify(dimensionsOf(dataset).map((field) => keys[field.name]));
