import type { PublishedData } from '../../model/dataset.js';
import type { CellKey, Quantity } from '../../model/quantity.js';
import { timeOf } from '../selection/fields.js';

/** The years in which a year or a period lies: two of a school year. */
export function yearsIn(type: string, value: string): readonly number[] {
  const year = Number(value.slice(0, 4));
  return type === 'school-year' || type === 'financial-year' ? [year, year + 1] : [year];
}

/** The years that a quantity counts, in ascending order; undefined where its data do not say. */
export function yearsOf({ cells }: Quantity, data: PublishedData): readonly number[] | undefined {
  const years = cells.map((cell) => yearsOfCell(cell, data));
  if (years.length === 0 || years.some((each) => each === undefined)) return undefined;
  return [...new Set(years.flatMap((each) => each ?? []))].sort((a, b) => a - b);
}

function yearsOfCell({ dataset: name, keys }: CellKey, data: PublishedData): readonly number[] | undefined {
  const dataset = Object.hasOwn(data, name) ? data[name] : undefined;
  if (dataset === undefined) return undefined;
  const year = timeOf(dataset);
  if (year === undefined) return dataset.period && between(dataset.period.from, dataset.period.to);
  const key = keys[year.name];
  if (key === undefined) return undefined;
  if (key !== year.total) return yearsIn(year.type, key);
  return year.categories
    .map(({ value }) => value)
    .filter((value) => value !== year.total)
    .flatMap((value) => yearsIn(year.type, value));
}

const between = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** "2009 to 2014", or "2012" for a year alone. */
export function describeYears(years: readonly number[]): string {
  const [first, last] = [years[0], years.at(-1)];
  return first === last ? `${first}` : `${first} to ${last}`;
}
