import type { Category, Field } from '../../model/dataset.js';
import { isTimeType } from '../../model/periods.js';

/**
 * True where two fields of one name say the same thing, so that one scale can show both. Measures are printed and count
 * alike; the names of categories do not contradict one another.
 */
export function isSameField(one: Field, other: Field): boolean {
  if (one.role !== other.role || one.type !== other.type) return false;
  if (one.role === 'measure') return measureTraits(one) === measureTraits(other);
  if (one.role === 'note') return false;
  const known = new Map(one.categories.map((category) => [category.value, category]));
  const isKnown = (value: string | undefined): boolean => value !== undefined && known.has(value);
  return (
    JSON.stringify(one.levels) === JSON.stringify(other.levels) &&
    (one.total === other.total ||
      (one.total === undefined && !isKnown(other.total)) ||
      (other.total === undefined && other.categories.every(({ value }) => value !== one.total))) &&
    other.categories.every((category) => isSameCategory(known.get(category.value), category))
  );
}

const measureTraits = ({ title, unit, digits, power, additive, reason }: Field): string =>
  JSON.stringify([title, unit, digits, power, additive !== false, reason]);

function isSameCategory(known: Category | undefined, other: Category): boolean {
  const traits = ({ label, parent, paint }: Category): string => JSON.stringify([label, parent, paint]);
  return known === undefined || traits(known) === traits(other);
}

/** Years, periods and days: datasets that share no plot need not share their time. */
export const isTimeField = ({ role, type }: Field): boolean => role === 'dimension' && isTimeType(type);

/** A field that stands for two of one name: with the categories of both, in the order in which either declares them. */
export function unitedField(one: Field, other: Field): Field {
  const total = one.total ?? other.total;
  const categories = [...one.categories];
  other.categories.forEach((category, index) => {
    if (categories.some(({ value }) => value === category.value)) return;
    // After the one that it follows in its own dataset; a total stands last.
    const before = other.categories
      .slice(0, index)
      .findLast(({ value }) => categories.some((known) => known.value === value));
    const place = categories.findIndex(({ value }) => value === before?.value) + 1;
    const isBefore = before === undefined && index === 0 && other.categories.length > 1;
    const isOrdered = isTimeField(one) && category.value !== total;
    if (isOrdered) categories.splice(timePlace(categories, category.value, total), 0, category);
    else if (before !== undefined || isBefore) categories.splice(place, 0, category);
    else categories.push(category);
  });
  const isTotal = ({ value }: Category): boolean => value === total;
  return {
    ...one,
    ...(total === undefined ? {} : { total }),
    ...(one.gaps === true || other.gaps === true ? { gaps: true } : {}),
    ...(one.remainder === undefined && other.remainder !== undefined ? { remainder: other.remainder } : {}),
    categories: [
      ...categories.filter((category) => !isTotal(category)),
      ...categories.filter((category) => isTotal(category)),
    ],
  };
}

/** Where a time belongs among others, in the direction in which they are declared. */
function timePlace(categories: readonly Category[], value: string, total: string | undefined): number {
  const times = categories.filter((category) => category.value !== total);
  const isFalling = (times[0]?.value ?? '') > (times.at(-1)?.value ?? '');
  const place = categories.findIndex(
    (category) => category.value !== total && (isFalling ? category.value < value : category.value > value),
  );
  return place < 0 ? times.length : place;
}
