import type { Dataset, Field } from '../../../model/dataset/dataset.js';
import { groupBy } from '../../../model/group-by.js';
import { allCountsOf, numberOf } from '../counted-cells.js';

/** A count by its place, which stays what it is when the dataset is rounded. */
export interface Place {
  readonly dataset: string;
  /** Index of the row. */
  readonly row: number;
  readonly measure: string;
}

/** A direction in which counts of a table lie side by side: a dimension, or its measures. */
export interface Axis {
  /** By which it is the axis of another table as well. */
  readonly name: string;
  /** As it is called; absent for the measures. */
  readonly dimension?: string;
  /** Categories of one level, without the declared total. */
  readonly levels: readonly (readonly string[])[];
  /** The category that stands for all others, declared or found. */
  total: string | undefined;
  /** Categories that come to the whole. */
  parts: readonly string[];
  /** What a category is called, where it bears the name that another table has for it. */
  readonly called?: ReadonlyMap<string, string>;
}

export interface Cell {
  readonly keys: Readonly<Record<string, string>>;
  readonly place: Place;
  readonly value: number | undefined;
}

export interface Table {
  readonly dataset: Dataset;
  readonly axes: readonly Axis[];
  readonly cells: readonly Cell[];
}

/**
 * The counts of a dataset, each with its categories and its measure.
 * @param counted What is taken for its counts.
 */
export function tableOf(dataset: Dataset, counted: readonly Field[] = allCountsOf(dataset)): Table {
  const { name, fields, rows } = dataset;
  const measures = counted.map((measure) => measure.name);
  const own = `measures of ${name}`;
  return {
    dataset,
    axes: [
      ...fields
        .filter(({ role }) => role === 'dimension')
        .map((field) => axisOf(field, new Set(rows.map(({ keys }) => keys[field.name] ?? '')))),
      { name: own, levels: [measures], total: undefined, parts: measures },
    ],
    cells: rows.flatMap((row, index) =>
      counted.map((measure) => ({
        keys: { ...row.keys, [own]: measure.name },
        place: { dataset: name, row: index, measure: measure.name },
        value: numberOf({ dataset, row, measure }),
      })),
    ),
  };
}

function axisOf({ name, total, categories }: Field, present: ReadonlySet<string>): Axis {
  const parents = new Map(categories.map(({ value, parent }) => [value, parent]));
  const added = [...present].filter((category) => category !== total);
  const levels = groupBy(added, (category) => parents.get(category));
  const isPart = (category: string): boolean =>
    category !== total && !present.has(parents.get(category) ?? '');
  return { name, dimension: name, total, levels: [...levels.values()], parts: [...present].filter(isPart) };
}

/** The words of a relation: a category is the sum of the others of its dimension. */
export const wholeWords = (dataset: string, dimension: string, category: string): string =>
  `${dataset}: ${dimension} ${category} is the sum of the others`;

/** Cells by their categories in some axes. */
export const grouped = (
  cells: readonly Cell[],
  names: readonly string[],
): ReadonlyMap<string, readonly Cell[]> =>
  groupBy(cells, ({ keys }) => JSON.stringify(names.map((name) => keys[name])));

export const namesOf = (axes: readonly Axis[]): string[] => axes.map(({ name }) => name);

export const placeOf = ({ place }: Cell): Place => place;

/** What cells come to; undefined where one is not known. */
export function totalOf(cells: readonly Cell[]): number | undefined {
  let sum = 0;
  for (const { value } of cells) {
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

/** All choices of so many. */
export function* subsets<T>(all: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= all.length - size; index++)
    for (const rest of subsets(all, size - 1, index + 1)) yield [all[index] as T, ...rest];
}
