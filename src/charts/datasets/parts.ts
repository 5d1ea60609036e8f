import type { Field, PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../model/dataset/hierarchy.js';
import type { Fault } from '../../problems/problem.js';
import { type ChildView, isObject, type JsonObject } from '../spec.js';

/**
 * One dataset among those that a chart draws. Its rows stand in a run among those of the chart, under the names that its
 * fields bear there: of two fields of one name that say different things, the second bears another.
 */
export interface Part {
  /** What views name it by; see {@link dataKey}. */
  readonly key: string;
  readonly level?: string | undefined;
  /** At the level that is drawn. */
  readonly dataset: PublishedDataset;
  /** As the data package publishes it: places of rows are told in it. */
  readonly whole: PublishedDataset;
  /** With its own categories and totals, under the names that they bear in the chart. */
  readonly fields: readonly Field[];
  /** The name in the chart -> the name in the dataset, for all fields. */
  readonly names: ReadonlyMap<string, string>;
  /** The fields among them that its rows look up in other datasets. */
  readonly looked: ReadonlySet<string>;
  /** Place of its first row. */
  readonly first: number;
}

/** What a chart draws: one dataset; or several, whose rows stand one after the other. */
export interface ChartDataset extends PublishedDataset {
  /** In the order in which the chart names them; absent where it draws one. */
  readonly parts?: readonly Part[];
  /** What it looks up in other datasets, and why it cannot. */
  readonly lookups?: readonly LookupIn[];
}

/** What is wrong with a lookup, at a JSON pointer. */
export interface LookupProblem extends Fault {
  readonly pointer: string;
}

/** A lookup of a chart: the fields that it adds, by the names that they bear in the chart, and what is wrong with it. */
export interface LookupIn {
  readonly pointer: string;
  readonly fields: readonly Field[];
  /** At the level that is looked at; absent where the lookup is none. */
  readonly source?: PublishedDataset;
  readonly problems: readonly LookupProblem[];
  /** Of rows for which nothing was found, by their places. */
  readonly lost: ReadonlyMap<number, LookupProblem>;
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

/** The dataset that the innermost of some views names; undefined where none does. */
export const dataOf = (views: readonly ChildView[]): DataName | undefined =>
  views.map(({ view }) => ownData(view)).findLast((own) => own !== undefined);

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
  const { parts, name, fields, rows, lookups = [] } = dataset;
  const own = rows.filter((_, index) => indexes.has(index));
  if (parts === undefined) return [{ name, fields, rows: own }];
  const cells = own.flatMap(({ stands = {} }) => Object.values(stands));
  const looked = new Set(lookups.flatMap(({ source }) => source ?? []));
  return [
    ...parts.map((part) => ({
      name: part.whole.name,
      fields: part.dataset.fields,
      rows: part.dataset.rows.filter((_, index) => indexes.has(index + part.first)),
    })),
    ...[...looked].map((source) => ({
      name: source.name,
      fields: source.fields,
      rows: [...new Set(cells.filter((cell) => cell.dataset === source).map(({ row }) => row))],
    })),
  ];
}

/** The datasets behind a chart by their names, as they are published. */
export function dataBehind(dataset: ChartDataset): PublishedData {
  const { parts, lookups = [] } = dataset;
  if (parts === undefined) return { [dataset.name]: dataset };
  const looked = lookups.flatMap(({ source }) => source ?? []);
  return Object.fromEntries([...looked, ...parts.map(({ whole }) => whole)].map((each) => [each.name, each]));
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
    title: titleOf(part, dataset),
    fields: part.fields,
    rows: dataset.rows.map((row, index) =>
      index >= part.first && index < end ? row : { ...blank, origin: row.origin },
    ),
  };
}

/** What a part is called beside the others: of one dataset at two levels, each with its level. */
function titleOf({ whole, level }: Part, { parts = [] }: ChartDataset): string {
  const isAlone = parts.filter((each) => each.whole === whole).length < 2;
  return isAlone || level === undefined ? whole.title : `${whole.title}: ${level}`;
}

/** What a dataset says of itself, whatever its fields are called in a chart. */
function ownWords({
  dataset: { fields: _, rows: __, ...words },
}: Part): Omit<PublishedDataset, 'fields' | 'rows'> {
  return words;
}

/**
 * The dataset as a chart of some levels draws it: of each hierarchy of which `level` names one, only the categories of that
 * level (of those, where it names several) and the total. Without a level it is the dataset itself.
 */
export function atLevel(dataset: PublishedDataset, level: string | undefined): PublishedDataset {
  if (level === undefined) return dataset;
  const names = level.split('|').map((name) => name.trim());
  const kept = new Map<string, ReadonlySet<string>>();
  const fields = dataset.fields.map((field): Field => {
    const depths = names.flatMap((name) => {
      const depth = field.role === 'dimension' && isHierarchy(field) ? field.levels?.indexOf(name) : -1;
      return depth === undefined || depth < 0 ? [] : [depth];
    });
    if (depths.length === 0) return field;
    const tree = new Tree(field);
    const values = new Set(depths.flatMap((depth) => tree.atDepth(depth)));
    if (field.total !== undefined) values.add(field.total);
    kept.set(field.name, values);
    const { levels: _, ...flat } = field;
    const isFlat = depths.length === 1;
    const categories = field.categories
      .filter(({ value }) => values.has(value))
      .map(({ parent, ...category }) =>
        isFlat || parent === undefined ? category : { ...category, parent },
      );
    return isFlat ? { ...flat, categories } : { ...field, categories };
  });
  const rows = dataset.rows.filter(({ keys }) =>
    [...kept].every(([name, values]) => values.has(keys[name] ?? '')),
  );
  return { ...dataset, fields, rows };
}
