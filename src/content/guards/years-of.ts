import type { PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import type { CellKey, Quantity } from '../../model/quantity.js';
import { timeOf } from '../selection/fields.js';

/** The years in which a year or a period lies: two of a school year. */
function yearsIn(type: string, value: string): readonly number[] {
  const year = Number(value.slice(0, 4));
  return type === 'school-year' || type === 'financial-year' ? [year, year + 1] : [year];
}

/** The years that a quantity counts, in ascending order; undefined where its data do not say. */
export function yearsOf(
  { cells }: Pick<Quantity, 'cells'>,
  data: PublishedData,
): readonly number[] | undefined {
  const periods = periodsOf(cells, data);
  return periods && [...new Set(periods.flat())].sort((a, b) => a - b);
}

/** The periods that cells count, each by the years in which it lies; undefined where their data do not say. */
export function periodsOf(
  cells: readonly CellKey[],
  data: PublishedData,
): readonly (readonly number[])[] | undefined {
  const periods = cells.map((cell) => periodsOfCell(cell, data));
  if (periods.length === 0 || periods.some((each) => each === undefined)) return undefined;
  return periods.flatMap((each) => each ?? []);
}

function periodsOfCell({ dataset: name, keys }: CellKey, data: PublishedData): number[][] | undefined {
  const dataset = ownOf(data, name);
  const time = dataset && timeOf(dataset);
  const key = time && keys[time.name];
  if (dataset === undefined || (time !== undefined && key === undefined)) return undefined;
  return key === undefined || key === time?.total
    ? everyPeriod(dataset)
    : [[...yearsIn(time?.type ?? '', key)]];
}

/** Every period of a dataset; undefined where it does not say. */
export function everyPeriod(dataset: PublishedDataset): number[][] | undefined {
  const time = timeOf(dataset);
  if (time === undefined)
    return dataset.period && between(dataset.period.from, dataset.period.to).map((year) => [year]);
  return time.categories
    .filter(({ value }) => value !== time.total)
    .map(({ value }) => [...yearsIn(time.type, value)]);
}

/**
 * The years that words may give a number of a dataset: its own. A dataset that has only a period may also have those
 * of all data, and as long a period before and after it: that of the edition before, and of the next.
 */
export function yearsMeant(dataset: PublishedDataset, data: PublishedData): ReadonlySet<number> {
  const own = everyPeriod(dataset)?.flat() ?? [];
  const { period } = dataset;
  if (timeOf(dataset) !== undefined || period === undefined) return new Set(own);
  const length = period.to - period.from + 1;
  const all = Object.values(data).flatMap((each) => everyPeriod(each)?.flat() ?? []);
  return new Set([...between(period.from - length, period.to + length), ...all]);
}

const between = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** "2009 to 2014", or "2012" for a year alone. */
export function describeYears(years: readonly number[]): string {
  const [first, last] = [years[0], years.at(-1)];
  return first === last ? `${first}` : `${first} to ${last}`;
}
