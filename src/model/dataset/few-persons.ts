import type { Counts, Dataset, Field, Row } from './dataset.js';
import { numberIn } from './number-in.js';
import { isPublished } from './protection.js';
import { isNumeric } from './value.js';

/** Counts of this many persons and fewer may give one of them away; none at all tells of nobody. */
const few = 4;

const maySayNumbers: ReadonlySet<string> = new Set<Field['type']>(['integer', 'number', 'string']);

/** What tells whether a measure counts. */
interface Counting {
  readonly counts?: Counts;
}

interface Measure extends Pick<Field, 'name' | 'type' | 'additive' | 'unit' | 'ofThings' | 'categories'> {
  readonly role: string;
}

interface CountingTable<M extends Measure, R extends Row>
  extends Counting,
    Pick<Dataset, 'about' | 'disclosed' | 'protection'> {
  readonly fields: readonly M[];
  readonly rows: readonly R[];
}

/** A cell that counts so few. */
export interface FewPersons<M, R> {
  readonly row: R;
  readonly field: M;
}

/** The cells of a dataset about persons that count as few as 1 to 4 of them, but for those that are published by decision. Rates and levels count nobody. Who reads a confidential report may know. */
export function fewPersons<M extends Measure, R extends Row>(
  dataset: CountingTable<M, R>,
): FewPersons<M, R>[] {
  if (dataset.about !== 'persons' || dataset.disclosed) return [];
  const counts = dataset.fields.filter(
    (field) => countsPersons(field, dataset) || mayCountPersons(field, dataset),
  );
  return dataset.rows.flatMap((row) =>
    counts
      .filter((field) => isFew(numberIn(row, field, dataset)) && !isPublished(dataset, row, field.name))
      .map((field) => ({ row, field })),
  );
}

/**
 * True for whole numbers that may count persons though they are not declared to: in attributes, and in measures of another type. Under a
 * policy there are none: it leaves such attributes out, and refuses such measures.
 */
function mayCountPersons<R extends Row>(field: Measure, dataset: CountingTable<Measure, R>): boolean {
  const { role, type, additive, ofThings, categories } = field;
  if (dataset.protection !== undefined || ofThings === true || additive === false) return false;
  const isOfNumbers =
    role === 'measure' ? type === 'number' : role === 'attribute' && maySayNumbers.has(type);
  return (
    isOfNumbers && categories.length === 0 && dataset.rows.every((row) => fitsCount(row, field, dataset))
  );
}

/** True for a cell that begins with its only number, which is whole, and for one without a number. */
function fitsCount<R extends Row>(row: R, field: Measure, dataset: CountingTable<Measure, R>): boolean {
  const { [field.name]: value } = row.measures;
  const text = row.attributes[field.name] ?? '';
  const number = numberIn(row, field, dataset);
  if (field.role !== 'measure') return !/\d/u.test(text) || (/^\d/u.test(text) && number !== undefined);
  return value === undefined || !isNumeric(value) || (number !== undefined && number >= 0);
}

/** Counts of one unit do not add up where somebody is counted twice; those of another that do not are rates and levels. */
export const isCountOf = ({ role, type, additive, unit }: Measure, { counts }: Counting): boolean =>
  role === 'measure' &&
  type === 'integer' &&
  (additive !== false || (unit !== undefined && unit === counts?.unit));

/** Counts of a dataset about persons that count persons: all, unless some say that they alone do. */
export const countsPersons = (measure: Measure, dataset: Counting): boolean =>
  measure.ofThings !== true && isCountOf(measure, dataset);

const isFew = (count: number | undefined): boolean => count !== undefined && count >= 1 && count <= few;
