type Values = readonly unknown[];

const numbersIn = (values: Values): readonly number[] =>
  values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));

const isThere = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/** Undefined of no numbers. */
const ofSome =
  (work: (numbers: readonly number[]) => number) =>
  (values: Values): number | undefined => {
    const numbers = numbersIn(values);
    return numbers.length === 0 ? undefined : work(numbers);
  };

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

const quantile =
  (part: number) =>
  (numbers: readonly number[]): number => {
    const sorted = numbers.toSorted((a, b) => a - b);
    const place = (sorted.length - 1) * part;
    const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return low + (high - low) * (place % 1);
  };

/** @param fewer By how many less than there are numbers the squares are divided. */
const variance =
  (fewer: 0 | 1) =>
  (numbers: readonly number[]): number => {
    const middle = mean(numbers);
    return sum(numbers.map((each) => (each - middle) ** 2)) / (numbers.length - fewer);
  };

/**
 * What Vega-Lite sorts categories by, from the values of a field in their rows: only which is larger is asked, so that doubles do. Undefined
 * where there is no number.
 */
export const sortOperations = {
  count: (values: Values): number | undefined => values.length,
  valid: (values: Values): number | undefined => values.filter(isThere).length,
  missing: (values: Values): number | undefined => values.filter((value) => !isThere(value)).length,
  distinct: (values: Values): number | undefined => new Set(values).size,
  sum: ofSome(sum),
  product: ofSome((numbers) => numbers.reduce((all, each) => all * each, 1)),
  mean: ofSome(mean),
  median: ofSome(quantile(1 / 2)),
  q1: ofSome(quantile(1 / 4)),
  q3: ofSome(quantile(3 / 4)),
  min: ofSome((numbers) => numbers.reduce((a, b) => Math.min(a, b))),
  max: ofSome((numbers) => numbers.reduce((a, b) => Math.max(a, b))),
  variance: ofSome(variance(1)),
  variancep: ofSome(variance(0)),
  stdev: ofSome((numbers) => Math.sqrt(variance(1)(numbers))),
  stdevp: ofSome((numbers) => Math.sqrt(variance(0)(numbers))),
  stderr: ofSome((numbers) => Math.sqrt(variance(1)(numbers) / numbers.length)),
};

export type SortOperation = keyof typeof sortOperations;

/** True for the name of one of {@link sortOperations}. */
export const isSortOperation = (name: unknown): name is SortOperation =>
  typeof name === 'string' && Object.hasOwn(sortOperations, name);
