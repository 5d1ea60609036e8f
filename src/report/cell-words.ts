import { labelOf } from '../model/category.js';
import type { PublishedData } from '../model/dataset.js';
import type { StepValue } from '../model/operations/steps.js';
import type { CellKey } from '../model/quantity.js';
import { isNumeric, toExact } from '../model/value.js';

/** A cell in the words of the data package. */
export interface DescribedCell {
  /** The title of the dataset. */
  readonly dataset: string;
  /** The measure, then its categories: "Year: 2013". */
  readonly keys: readonly string[];
  /** Titles of the sources. */
  readonly sources: readonly string[];
  /** Undefined where the data do not have it any more. */
  readonly value: StepValue;
}

/** Puts the address of a cell into the words of its dataset; as it is where the data are not at hand. */
export function describeIn(data: PublishedData | undefined, cell: CellKey): DescribedCell {
  const dataset = data !== undefined && Object.hasOwn(data, cell.dataset) ? data[cell.dataset] : undefined;
  if (dataset === undefined) {
    const keys = Object.entries(cell.keys).map(([dimension, category]) => `${dimension}: ${category}`);
    return { dataset: cell.dataset, keys: [cell.field, ...keys], sources: [], value: undefined };
  }
  const field = (name: string) => dataset.fields.find((each) => each.name === name);
  const keys = Object.entries(cell.keys).map(([dimension, category]) => {
    const found = field(dimension);
    return found === undefined ? `${dimension}: ${category}` : `${found.title}: ${labelOf(found, category)}`;
  });
  const row = dataset.rows.find(
    ({ origin }) => origin.file === cell.origin.file && origin.line === cell.origin.line,
  );
  const value = row?.measures[cell.field];
  return {
    dataset: dataset.title,
    keys: [field(cell.field)?.title ?? cell.field, ...keys],
    sources: dataset.sources.map(({ title }) => title),
    value: value !== undefined && isNumeric(value) ? toExact(value) : value,
  };
}
