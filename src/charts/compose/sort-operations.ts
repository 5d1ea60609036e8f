import { add, compare, divide, type Exact, exact, multiply, subtract, zero } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';

type Numbers = readonly Exact[];

const sum = (numbers: Numbers): Exact => numbers.reduce(add, zero);
const mean = (numbers: Numbers): Exact => divide(sum(numbers), exact(numbers.length));

/** The number below which so many quarters of some numbers lie, between two of them where it falls there. */
const quartile =
  (quarters: 1 | 2 | 3) =>
  (numbers: Numbers): Exact | undefined => {
    const sorted = numbers.toSorted(compare);
    const place = (sorted.length - 1) * quarters;
    const [low, high = low] = [sorted[Math.floor(place / 4)], sorted[Math.ceil(place / 4)]];
    return low && high && add(low, multiply(subtract(high, low), exact(place % 4, 4)));
  };

/** @param fewer By how many less than there are numbers the squares are divided. */
const variance =
  (fewer: 0 | 1) =>
  (numbers: Numbers): Exact | undefined => {
    if (numbers.length <= fewer) return undefined;
    const middle = mean(numbers);
    const squares = numbers.map((each) => subtract(each, middle)).map((each) => multiply(each, each));
    return divide(sum(squares), exact(numbers.length - fewer));
  };

/** What Vega-Lite sorts categories by that is of their numbers. A deviation sorts as its square does. */
const ofNumbers: Readonly<Record<string, (numbers: Numbers) => Exact | undefined>> = {
  sum,
  product: (numbers) => numbers.reduce(multiply, exact(1)),
  mean,
  median: quartile(2),
  q1: quartile(1),
  q3: quartile(3),
  min: (numbers) => numbers.reduce((a, b) => (compare(b, a) < 0 ? b : a)),
  max: (numbers) => numbers.reduce((a, b) => (compare(b, a) > 0 ? b : a)),
  variance: variance(1),
  variancep: variance(0),
  stdev: variance(1),
  stdevp: variance(0),
  stderr: (numbers) => {
    const square = variance(1)(numbers);
    return square && divide(square, exact(numbers.length));
  },
};

type Values = readonly unknown[];
const isThere = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/** And what is of their rows. */
const ofRows: Readonly<Record<string, (values: Values) => number>> = {
  count: (values) => values.length,
  valid: (values) => values.filter(isThere).length,
  missing: (values) => values.filter((value) => !isThere(value)).length,
  distinct: (values) => new Set(values).size,
};

export const sortOperations: readonly string[] = [...Object.keys(ofRows), ...Object.keys(ofNumbers)];

/** What an operation of {@link sortOperations} makes of the values of a field, and of the numbers among them; undefined where it has none. */
export function sorting(op: string, values: Values, numbers: Numbers): Exact | undefined {
  const count = ownOf(ofRows, op);
  if (count !== undefined) return exact(count(values));
  return numbers.length === 0 ? undefined : ownOf(ofNumbers, op)?.(numbers);
}
