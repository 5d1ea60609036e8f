import type { Field, PublishedDataset, Row } from '../datasets/dataset.js';
import type { Language } from '../language/language.js';
import { labelOf } from '../values/category.js';
import { toNumber } from '../values/exact.js';
import { decimalsOf, isNumeric, toExact, type Value } from '../values/value.js';

/** A row as vega sees it. Names that begin with two underscores are ours. */
export type ChartRow = Readonly<Record<string, string | number | boolean | null>>;

/** The field that holds the index of the dataset's row, by which everything drawn is traced back. */
export const rowField = '__row';

/** The names of the fields that rows carry beside those of the dataset. */
export interface DerivedFields {
  /** A dimension's label, as printed. */
  readonly label: string;
  /** A measure as printed in prose; the meaning of a missing value. */
  readonly printed: string;
  /** The place of a category in the declared order. */
  readonly order: string;
  /** True in rows that hold totals over this dimension. */
  readonly total: string;
}

/** Returns the names of the fields derived from the field at `index` of the dataset. */
export function derivedFields(index: number): DerivedFields {
  return {
    label: `__label_${index}`,
    printed: `__printed_${index}`,
    order: `__order_${index}`,
    total: `__total_${index}`,
  };
}

/**
 * Returns the rows of a dataset for vega: category values as in the file, years as numbers, missing and suppressed
 * values as null, and beside them labels and printed numbers in the report's language.
 */
export function chartRows(dataset: PublishedDataset, language: Language): readonly ChartRow[] {
  return dataset.rows.map((row, index) => {
    const cells = dataset.fields.map((field, position) => cellsOf(field, position, row, language));
    return Object.assign({ [rowField]: index }, ...cells);
  });
}

function cellsOf(field: Field, index: number, row: Row, language: Language): ChartRow {
  const derived = derivedFields(index);
  if (field.role === 'dimension') {
    const key = row.keys[field.name] ?? '';
    const isTotal = field.total !== undefined && key === field.total;
    return {
      [field.name]: field.type === 'year' && !isTotal ? Number(key) : key,
      [derived.label]: labelOf(field, key),
      [derived.order]: field.categories.findIndex(({ value }) => value === key),
      [derived.total]: isTotal,
    };
  }
  if (field.role === 'attribute')
    return {
      [field.name]: Object.hasOwn(row.attributes, field.name) ? (row.attributes[field.name] ?? null) : null,
    };
  const value = row.measures[field.name];
  if (field.role !== 'measure' || value === undefined) return {};
  return {
    [field.name]: isNumeric(value) ? toNumber(toExact(value)) : null,
    [derived.printed]: printValue(value, language),
  };
}

/** A cell as a chart prints it: like prose; what a missing value means, since a chart has no legend of symbols. */
export function printValue(value: Value, language: Language): string {
  return isNumeric(value) ? language.number(toExact(value), { digits: decimalsOf(value) }) : value.meaning;
}
