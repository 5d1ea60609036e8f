import type { Field, PublishedData, PublishedDataset, Row } from '../../model/dataset.js';
import { isObject, type JsonObject } from '../spec.js';

/**
 * One dataset among those that a chart draws. Its rows stand in a run among those of the chart, under the names that its
 * fields bear there: of two fields of one name that say different things, the second bears another.
 */
export interface Part {
  /** What views name it by; see {@link dataKey}. */
  readonly key: string;
  /** At the level that is drawn. */
  readonly dataset: PublishedDataset;
  /** As the data package publishes it: places of rows are told in it. */
  readonly whole: PublishedDataset;
  /** With its own categories and totals, under the names that they bear in the chart. */
  readonly fields: readonly Field[];
  /** The name in the chart -> the name in the dataset, for all fields. */
  readonly names: ReadonlyMap<string, string>;
  /** Place of its first row. */
  readonly first: number;
}

/** What a chart draws: one dataset; or several, whose rows stand one after the other. */
export interface ChartDataset extends PublishedDataset {
  /** In the order in which the chart names them; absent where it draws one. */
  readonly parts?: readonly Part[];
}

/** What names a dataset in a chart: its name, and the level of its hierarchies. */
export interface DataName {
  readonly name: string;
  readonly level?: string | undefined;
}

/** The same text for the same dataset at the same level. */
export const dataKey = ({ name, level }: DataName): string =>
  level === undefined ? name : `${name} ${level}`;

/** The dataset that a view names itself; undefined where it draws that of the view around it. */
export function ownData({ data }: JsonObject): DataName | undefined {
  if (!isObject(data) || typeof data.name !== 'string') return undefined;
  return { name: data.name, level: typeof data.level === 'string' ? data.level : undefined };
}

/** The part that a view or unit draws: the first where it names none. Undefined where there are no parts. */
export function partNamed({ parts }: ChartDataset, key: string | undefined): Part | undefined {
  return parts?.find((part) => part.key === key) ?? parts?.[0];
}

/** The part that a row belongs to, by its place. */
export function partAt({ parts }: ChartDataset, index: number): Part | undefined {
  return parts?.findLast(({ first }) => first <= index);
}

/** The rows of a chart at some places, in their datasets. */
export function rowsBehindOf(
  dataset: ChartDataset,
  indexes: ReadonlySet<number>,
): readonly Pick<PublishedDataset, 'name' | 'fields' | 'rows'>[] {
  const { parts, name, fields, rows } = dataset;
  if (parts === undefined) return [{ name, fields, rows: rows.filter((_, index) => indexes.has(index)) }];
  return parts.map((part) => ({
    name: part.whole.name,
    fields: part.dataset.fields,
    rows: part.dataset.rows.filter((_, index) => indexes.has(index + part.first)),
  }));
}

/** The datasets behind a chart by their names, as they are published. */
export function dataBehind(dataset: ChartDataset): PublishedData {
  const { parts } = dataset;
  if (parts === undefined) return { [dataset.name]: dataset };
  return Object.fromEntries(parts.map(({ whole }) => [whole.name, whole]));
}

const blank: Pick<Row, 'keys' | 'measures' | 'attributes' | 'notes'> = {
  keys: {},
  measures: {},
  attributes: {},
  notes: [],
};

/** The dataset of a chart as one of its parts alone: all rows keep their places, and those of others are empty. */
export function onlyPart(dataset: ChartDataset, part: Part): ChartDataset {
  const end = part.first + part.dataset.rows.length;
  return {
    ...dataset,
    ...ownWords(part),
    fields: part.fields,
    rows: dataset.rows.map((row, index) =>
      index >= part.first && index < end ? row : { ...blank, origin: row.origin },
    ),
  };
}

/** What a dataset says of itself, whatever its fields are called in a chart. */
function ownWords({
  dataset: { fields: _, rows: __, ...words },
}: Part): Omit<PublishedDataset, 'fields' | 'rows'> {
  return words;
}
