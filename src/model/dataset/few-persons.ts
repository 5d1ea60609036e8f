import { compare, exact } from '../exact.js';
import type { Counts, Dataset, Field, Row } from './dataset.js';
import { isPublished } from './protection.js';
import { isNumeric, toExact } from './value.js';

/** Counts of this many persons and fewer may give one of them away; none at all tells of nobody. */
const few = exact(4);
const one = exact(1);

/** What tells whether a measure counts. */
interface Counting {
  readonly counts?: Counts;
}

interface Measure extends Pick<Field, 'name' | 'type' | 'additive' | 'unit' | 'ofThings'> {
  readonly role: string;
}

interface CountingTable<M extends Measure, R extends Row>
  extends Counting,
    Pick<Dataset, 'about' | 'disclosed' | 'protection'> {
  readonly fields: readonly M[];
  readonly rows: readonly R[];
}

/** The cells of a dataset about persons that count as few as 1 to 4 of them, but for those that are published by decision. Rates and levels count nobody. Who reads a confidential report may know. */
export function fewPersons<M extends Measure, R extends Row>(
  dataset: CountingTable<M, R>,
): { readonly row: R; readonly field: M }[] {
  if (dataset.about !== 'persons' || dataset.disclosed) return [];
  const measures = dataset.fields.filter((field) => countsPersons(field, dataset));
  return dataset.rows.flatMap((row) =>
    measures
      .filter(({ name }) => isFew(row, name) && !isPublished(dataset, row, name))
      .map((field) => ({ row, field })),
  );
}

/** Counts of one unit do not add up where somebody is counted twice; those of another that do not are rates and levels. */
export const isCountOf = ({ role, type, additive, unit }: Measure, { counts }: Counting): boolean =>
  role === 'measure' &&
  type === 'integer' &&
  (additive !== false || (unit !== undefined && unit === counts?.unit));

/** Counts of a dataset about persons that count persons: all, unless some say that they alone do. */
export const countsPersons = (measure: Measure, dataset: Counting): boolean =>
  measure.ofThings !== true && isCountOf(measure, dataset);

function isFew({ measures }: Row, name: string): boolean {
  const value = measures[name];
  if (value === undefined || !isNumeric(value)) return false;
  const count = toExact(value);
  return compare(count, one) >= 0 && compare(count, few) <= 0;
}
