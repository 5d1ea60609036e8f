import type { Dataset, Field, Row } from './dataset.js';
import { compare, exact } from './exact.js';
import { isNumeric, toExact } from './value.js';

/** Counts of this many persons and fewer may give one of them away; none at all tells of nobody. */
const few = exact(4);
const one = exact(1);

/** The cells of a dataset about persons that count as few as 1 to 4 of them. Rates and levels count nobody. */
export function fewPersons(dataset: Dataset): { readonly row: Row; readonly field: Field }[] {
  if (dataset.about !== 'persons') return [];
  const measures = dataset.fields.filter((field) => isCountOf(field, dataset));
  return dataset.rows.flatMap((row) =>
    measures.filter(({ name }) => isFew(row, name)).map((field) => ({ row, field })),
  );
}

/** Counts of one unit do not add up where somebody is counted twice; those of another that do not are rates and levels. */
export const isCountOf = ({ role, type, additive, unit }: Field, { counts }: Dataset): boolean =>
  role === 'measure' &&
  type === 'integer' &&
  (additive !== false || (unit !== undefined && unit === counts?.unit));

function isFew({ measures }: Row, name: string): boolean {
  const value = measures[name];
  if (value === undefined || !isNumeric(value)) return false;
  const count = toExact(value);
  return compare(count, one) >= 0 && compare(count, few) <= 0;
}
