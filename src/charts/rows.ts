import type { Language } from '../language/language.js';
import { printInWords, printQuantity } from '../language/print.js';
import { labelOf } from '../model/dataset/category.js';
import { cellQuantity } from '../model/dataset/cell.js';
import type { Field, PublishedDataset, Row } from '../model/dataset/dataset.js';
import { exactIn } from '../model/dataset/value.js';
import { toNumber } from '../model/exact.js';
import { ownOf } from '../model/own.js';
import type { AskedRow } from './compose/asked-rows.js';
import { type ChartDataset, partAt } from './datasets/parts.js';

/** A row as vega sees it. Names that begin with two underscores are ours. */
export type ChartRow = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** The field that holds the index of the dataset's row, by which everything drawn is traced back. */
export const rowField = '__row';

/** The row of the dataset that a datum is; undefined for what was made of several. */
export const rowOf = (
  { rows }: Pick<PublishedDataset, 'rows'>,
  datum: Readonly<Record<string, unknown>>,
): Row | undefined => rows[Number(datum[rowField] ?? Number.NaN)];

/** The field that holds what is put in for the numbers that another lacks. */
export const imputedField = (field: string): string => `__imputed_${field}`;

/** The field that names the dataset of a row, in charts that draw several. */
export const partField = '__part';

/** The names of the fields that rows carry beside those of the dataset. */
export interface DerivedFields {
  /** The label of a category, or a date, as printed; its lines where it is long. */
  readonly label: string;
  /** A measure as printed in prose; the meaning of a missing value. */
  readonly printed: string;
  /** A measure as printed in a table: the symbol of a missing value. */
  readonly symbol: string;
  /** The place of a category in the declared order. */
  readonly order: string;
  /** True in rows that hold totals over this dimension. */
  readonly total: string;
  /** A date in milliseconds since 1970, in UTC. */
  readonly moment: string;
}

/** Returns the names of the fields derived from the field at `index` of the dataset. */
export function derivedFields(index: number): DerivedFields {
  return {
    label: `__label_${index}`,
    printed: `__printed_${index}`,
    symbol: `__symbol_${index}`,
    order: `__order_${index}`,
    total: `__total_${index}`,
    moment: `__moment_${index}`,
  };
}

/**
 * Returns the rows that are asked of a dataset for vega: category values and dates as in the file, years as numbers, missing and
 * suppressed values as null. Beside them stand labels and printed numbers in the report's language.
 *
 * @param lines Breaks a label that stands among the marks, such as the name at the end of a line.
 */
export function chartRows(
  dataset: ChartDataset,
  asked: readonly AskedRow[],
  language: Language,
  lines: (label: string) => readonly string[],
): readonly ChartRow[] {
  const broken = (label: string): string | readonly string[] => {
    const all = lines(label);
    return all.length > 1 ? all : label;
  };
  return asked.map(({ row, index }) => {
    const part = partAt(dataset, index);
    const cells = dataset.fields.map((field, position) =>
      // A row has nothing of what another dataset tells.
      part === undefined || part.names.has(field.name)
        ? cellsOf(field, position, row, dataset, language, broken)
        : {},
    );
    const of = part === undefined ? {} : { [partField]: part.key };
    return Object.assign({ [rowField]: index }, of, ...cells);
  });
}

function cellsOf(
  field: Field,
  index: number,
  row: Row,
  dataset: PublishedDataset,
  language: Language,
  broken: (label: string) => string | readonly string[],
): ChartRow {
  const derived = derivedFields(index);
  if (field.role === 'dimension') {
    const key = row.keys[field.name] ?? '';
    const isTotal = field.total !== undefined && key === field.total;
    return {
      [field.name]: field.type === 'year' && !isTotal ? Number(key) : key,
      [derived.label]: broken(labelOf(field, key)),
      [derived.order]: field.categories.findIndex(({ value }) => value === key),
      [derived.total]: isTotal,
      ...boundsOf(field, key),
      ...momentOf(field, isTotal ? undefined : key, derived),
    };
  }
  if (field.role === 'attribute') {
    const text = attributeOf(row, field);
    return {
      [field.name]: text ?? null,
      [derived.label]: text === undefined ? '' : broken(printAttribute(text, field, language)),
      [derived.order]: field.categories.findIndex(({ value }) => value === text),
      ...momentOf(field, text, derived),
    };
  }
  const value = exactIn(row.measures[field.name]);
  const quantity = field.role === 'measure' ? cellQuantity(dataset, row, field, field.position) : undefined;
  if (quantity === undefined) return {};
  return {
    [field.name]: value === undefined ? null : toNumber(value),
    [derived.printed]: printInWords(quantity, 'chart', language).text,
    [derived.symbol]: printQuantity(quantity, 'chart', language).text,
  };
}

/** Where the band of a row begins and ends. */
function boundsOf(field: Field, key: string): ChartRow {
  const bounds = field.categories.find(({ value }) => value === key)?.bounds;
  const [from, to] = boundFields(field);
  return bounds === undefined ? {} : { [from]: bounds[0], [to]: bounds[1] };
}

/** The names under which rows carry the bounds of their band. */
export const boundFields = ({ name }: Pick<Field, 'name'>): readonly [string, string] => [
  `${name}_from`,
  `${name}_to`,
];

function momentOf({ type }: Field, day: string | undefined, { moment }: DerivedFields): ChartRow {
  return type === 'date' ? { [moment]: day === undefined ? null : Date.parse(day) } : {};
}

/** What a row says of a field of words or time, be it a dimension or an attribute; undefined where it is empty. */
export function textIn(row: Row, field: Pick<Field, 'name' | 'role'>): string | undefined {
  return field.role === 'dimension' ? row.keys[field.name] : attributeOf(row, field);
}

/** The text of an attribute in a row; undefined where it is empty. */
export function attributeOf(row: Row, { name }: Pick<Field, 'name'>): string | undefined {
  return ownOf(row.attributes, name);
}

/** An attribute as a chart prints it: the label of its category, or the date in the words of the language. */
export function printAttribute(text: string, field: Field, language: Language): string {
  return field.type === 'date' ? language.date(text, 'short') : labelOf(field, text);
}
