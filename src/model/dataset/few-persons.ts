import type { Accepted, Counts, Dataset, Field, Row } from './dataset.js';
import { numberIn } from './number-in.js';
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

interface CountingTable<M extends Measure, R extends Row> extends Counting, Pick<Dataset, 'about'> {
  readonly fields: readonly M[];
  readonly rows: readonly R[];
}

/** A cell that counts so few. */
export interface FewPersons<M, R> {
  readonly row: R;
  readonly field: M;
}

/** The cells of a dataset about persons, which no policy protects, that count as few as 1 to 4 of them. Rates and levels count nobody. */
export function fewPersons<M extends Measure, R extends Row>(
  dataset: CountingTable<M, R>,
): FewPersons<M, R>[] {
  if (dataset.about !== 'persons') return [];
  const counts = dataset.fields.filter(
    (field) => countsPersons(field, dataset) || mayCountPersons(field, dataset),
  );
  return dataset.rows.flatMap((row) =>
    counts.filter((field) => isFew(numberIn(row, field, dataset))).map((field) => ({ row, field })),
  );
}

/**
 * True for whole numbers that may count persons though they are not declared to: in attributes, and in measures of another type.
 */
function mayCountPersons<R extends Row>(field: Measure, dataset: CountingTable<Measure, R>): boolean {
  const { role, type, additive, ofThings, categories } = field;
  if (ofThings === true || additive === false) return false;
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

/** True for the decision to print the small counts of a dataset, which no policy protects. */
export const printsSmall = ({ code }: Accepted): boolean => code === 'protect/small';

/** Why small counts of a dataset are printed, each reason once: its own decision, and those of its policy about single cells. */
export const whySmall = ({
  accepted = [],
  protection,
}: Pick<Dataset, 'accepted' | 'protection'>): readonly string[] => [
  ...new Set([...accepted.filter(printsSmall), ...(protection?.publish ?? [])].map(({ reason }) => reason)),
];
