import type { Dataset, Field, Row } from '../../model/dataset/dataset.js';
import { countsPersons, isCountOf } from '../../model/dataset/few-persons.js';
import { addendOf } from '../../model/dataset/missing.js';
import { numberIn } from '../../model/dataset/number-in.js';
import { isNumeric } from '../../model/dataset/value.js';
import { numbersBeside } from './numbers-beside.js';

/** A count of a dataset, or a number that it prints beside them, by its place. */
export interface CountedCell {
  readonly dataset: Dataset;
  readonly row: Row;
  readonly measure: Field;
  /** Not the count itself is meant: what it leaves of the whole that it is a part of. */
  readonly tellsRest?: true;
}

/** The measures of rows that are hidden. */
export type HiddenCells = ReadonlyMap<Row, ReadonlySet<string>>;

/** The counts of a package and the numbers that are printed beside them, each once, with the way from a row to its cell. */
export class CountedCells {
  readonly cells: CountedCell[] = [];
  readonly #index = new Map<Row, Map<string, number>>();

  constructor(datasets: readonly Dataset[]) {
    for (const dataset of datasets) {
      for (const measure of [...allCountsOf(dataset), ...numbersBeside(dataset)]) {
        for (const row of dataset.rows) {
          if (numberOf({ dataset, row, measure }) === undefined) continue;
          const places = this.#index.get(row) ?? new Map<string, number>();
          places.set(measure.name, this.cells.push({ dataset, row, measure }) - 1);
          this.#index.set(row, places);
        }
      }
    }
  }

  /** The index of a cell; undefined where there is no number. */
  indexOf(row: Row, measure: string): number | undefined {
    return this.#index.get(row)?.get(measure);
  }

  /** The indices of hidden cells, in their order. */
  indicesOf(hidden: HiddenCells): number[] {
    return this.cells.flatMap(({ row, measure }, index) =>
      hidden.get(row)?.has(measure.name) === true ? [index] : [],
    );
  }
}

/** The measures of a dataset that count, persons or not. */
export const allCountsOf = (dataset: Dataset): Field[] =>
  dataset.fields.filter((field) => isCountOf(field, dataset));

/** The counts of a dataset that a policy protects. What is rounded is rounded together, so that it adds up. */
export const countsOf = (dataset: Dataset): Field[] =>
  dataset.protection?.round === undefined
    ? dataset.fields.filter((field) => countsPersons(field, dataset))
    : allCountsOf(dataset);

/** The counts of a protected dataset that are printed, since they count no persons. */
export const thingsOf = (dataset: Dataset): Field[] => {
  const persons = new Set(countsOf(dataset));
  return dataset.protection === undefined ? [] : allCountsOf(dataset).filter((field) => !persons.has(field));
};

/** The number in a cell, whatever its field is. */
export const numberOf = ({ dataset, row, measure }: CountedCell): number | undefined =>
  isCountOf(measure, dataset) ? countIn(row, measure.name) : numberIn(row, measure, dataset);

/** The count in a cell: a whole number, and 0 where none was recorded; undefined where it is not known. */
export function countIn({ measures }: Row, measure: string): number | undefined {
  const value = measures[measure];
  if (value === undefined) return undefined;
  if (isNumeric(value)) return value.kind === 'integer' ? Number(value.value) : undefined;
  return addendOf(value) === undefined ? undefined : 0;
}
