/**
 * Statistics of a list of numbers. Quantiles are interpolated between the two neighbours of their place, (n − 1) × p counted
 * from the least number: type 7 of Hyndman & Fan (1996), as vega, d3, R and spreadsheets have it. Deviations are those of a
 * sample (n − 1) unless they are named after the population (n).
 */
import {
  add,
  compare,
  type Exact,
  exact,
  multiply,
  onOneDenominator,
  subtract,
  toFractionText,
} from '../exact.js';
import { messagesOf, type OperationDefinition } from './definition.js';
import type { Expression } from './expression.js';
import { chain, product, total, whole } from './formulas.js';

type Parts<Operand> = readonly Expression<Operand>[];

/** The quantile at `numerator / denominator`, of operands in ascending order. */
function quantile<Operand>(
  parts: Parts<Operand>,
  numerator: number,
  denominator: number,
): Expression<Operand> | undefined {
  const place = (parts.length - 1) * numerator;
  const [below, above] = [parts[Math.floor(place / denominator)], parts[Math.floor(place / denominator) + 1]];
  const rest = place % denominator;
  if (below === undefined || rest === 0 || above === undefined) return below;
  if (rest * 2 === denominator) return chain('÷', chain('+', below, above), whole(2));
  const step = chain('÷', chain('×', chain('−', above, below), whole(rest)), whole(denominator));
  return chain('+', below, step);
}

const square = <Operand>(of: Expression<Operand>): Expression<Operand> => ({ kind: 'square', of });
const root = <Operand>(of: Expression<Operand>): Expression<Operand> => ({ kind: 'root', of });

/** The sum of squared distances from the mean, divided by the number of operands less `fewer`. */
function variance<Operand>(parts: Parts<Operand>, fewer: 0 | 1): Expression<Operand> | undefined {
  const sum = total(parts, (of) => of);
  if (sum === undefined || parts.length <= fewer) return undefined;
  const squares = total(parts.map(square), (of) => of);
  if (squares === undefined) return undefined;
  const distances = chain('−', squares, chain('÷', square(sum), whole(parts.length)));
  return chain('÷', distances, whole(parts.length - fewer));
}

/** The quantile at any part of the numbers, from 0 to 1: the first operand, the numbers after it. */
export function quantileAt([part, ...numbers]: readonly Exact[]): Exact | undefined {
  const ordered = numbers.toSorted(compare);
  if (part === undefined || part.numerator < 0n || part.numerator > part.denominator) return undefined;
  const place = multiply(part, exact(ordered.length - 1));
  const below = place.numerator / place.denominator;
  const [low, high] = [ordered[Number(below)], ordered[Number(below) + 1]];
  if (low === undefined || high === undefined) return low;
  return add(low, multiply(subtract(place, exact(below)), subtract(high, low)));
}

/** The variance of a sample; undefined of fewer than two numbers. */
export function sampleVariance(values: readonly Exact[]): Exact | undefined {
  if (values.length < 2) return undefined;
  const { by, numbers } = onOneDenominator(values);
  const [n, sum, squares] = [
    BigInt(numbers.length),
    numbers.reduce((so, each) => so + each, 0n),
    numbers.reduce((so, each) => so + each * each, 0n),
  ];
  return exact(n * squares - sum * sum, n * (n - 1n) * by * by);
}

/** In which of so many parts of all numbers, as equal as they can be, the second operand lies: how many parts, a number, the others. */
function ntile(
  [parts, ...numbers]: readonly Exact[],
  isAfter: (other: Exact, own: Exact) => boolean,
): Exact | undefined {
  const part = rankShare(numbers, isAfter);
  if (parts === undefined || part === undefined || parts.denominator !== 1n) return undefined;
  const { numerator, denominator } = multiply(parts, part);
  return exact((numerator + denominator - 1n) / denominator);
}

/** One more than how many stand before the first. */
function rank(
  [own, ...others]: readonly Exact[],
  isBefore: (other: Exact, own: Exact) => boolean,
): Exact | undefined {
  return own && exact(1 + others.filter((other) => isBefore(other, own)).length);
}

/** One more than how many different numbers stand before the first. */
function denseRank(
  [own, ...others]: readonly Exact[],
  isBefore: (other: Exact, own: Exact) => boolean,
): Exact | undefined {
  if (own === undefined) return undefined;
  const before = others.filter((other) => isBefore(other, own));
  return exact(1 + new Set(before.map(toFractionText)).size);
}

/** Which part of all numbers stands before the first or at its place, itself among them. */
function rankShare(
  [own, ...others]: readonly Exact[],
  isAfter: (other: Exact, own: Exact) => boolean,
): Exact | undefined {
  return own && exact(1 + others.filter((other) => !isAfter(other, own)).length, 1 + others.length);
}

/**
 * One more than how many rows stand before the first, by several numbers of each. The values are how many numbers there
 * are; for each 1 where the greatest comes first and −1 where the least does; those of the first row; those of the
 * others.
 */
function rankBySeveral([count, ...values]: readonly Exact[]): Exact | undefined {
  const size = Number(count?.numerator ?? 0n);
  const [ways, numbers] = [values.slice(0, size), values.slice(size)];
  const own = numbers.slice(0, size);
  if (count?.denominator !== 1n || size < 1 || own.length < size || numbers.length % size !== 0)
    return undefined;
  let before = 0;
  for (let at = size; at < numbers.length; at += size) {
    const steps = own.map((each, index) => {
      const step = compare(numbers[at + index] ?? each, each);
      return (ways[index]?.numerator ?? 1n) < 0n ? -step : step;
    });
    if ((steps.find((step) => step !== 0) ?? 0) > 0) before += 1;
  }
  return exact(1 + before);
}

const isGreater = (other: Exact, own: Exact): boolean => compare(other, own) > 0;
const isLess = (other: Exact, own: Exact): boolean => compare(other, own) < 0;

/** The operations that describe a list of numbers. */
export const statistics = {
  median: {
    digits: 1,
    calculation: { kind: 'formula', ascending: true, formula: (parts) => quantile(parts, 1, 2) },
    anyOrder: true,
    ...messagesOf('median'),
    counts: 'never',
    onSmallBase: 'none',
  },
  'lower-quartile': {
    digits: 1,
    calculation: { kind: 'formula', ascending: true, formula: (parts) => quantile(parts, 1, 4) },
    anyOrder: true,
    ...messagesOf('lower-quartile'),
    counts: 'never',
    onSmallBase: 'none',
  },
  'upper-quartile': {
    digits: 1,
    calculation: { kind: 'formula', ascending: true, formula: (parts) => quantile(parts, 3, 4) },
    anyOrder: true,
    ...messagesOf('upper-quartile'),
    counts: 'never',
    onSmallBase: 'none',
  },
  quantile: {
    digits: 1,
    calculation: { kind: 'function', of: quantileAt },
    ...messagesOf('quantile'),
    counts: 'never',
    onSmallBase: 'none',
  },
  variance: {
    digits: 1,
    calculation: { kind: 'formula', formula: (parts) => variance(parts, 1) },
    anyOrder: true,
    ...messagesOf('variance'),
    counts: 'never',
    onSmallBase: 'none',
  },
  'population-variance': {
    digits: 1,
    calculation: { kind: 'formula', formula: (parts) => variance(parts, 0) },
    anyOrder: true,
    ...messagesOf('population-variance'),
    counts: 'never',
    onSmallBase: 'none',
  },
  'standard-deviation': {
    digits: 1,
    calculation: {
      kind: 'formula',
      formula: (parts) => {
        const of = variance(parts, 1);
        return of && root(of);
      },
    },
    anyOrder: true,
    ...messagesOf('standard-deviation'),
    counts: 'never',
    onSmallBase: 'none',
  },
  'population-deviation': {
    digits: 1,
    calculation: {
      kind: 'formula',
      formula: (parts) => {
        const of = variance(parts, 0);
        return of && root(of);
      },
    },
    anyOrder: true,
    ...messagesOf('population-deviation'),
    counts: 'never',
    onSmallBase: 'none',
  },
  'standard-error': {
    digits: 1,
    calculation: {
      kind: 'formula',
      formula: (parts) => {
        const of = variance(parts, 1);
        return of && root(chain('÷', of, whole(parts.length)));
      },
    },
    anyOrder: true,
    ...messagesOf('standard-error'),
    counts: 'never',
    onSmallBase: 'none',
  },
  product: {
    digits: undefined,
    calculation: { kind: 'formula', formula: product },
    anyOrder: true,
    ...messagesOf('product'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** How many different numbers there are. */
  distinct: {
    digits: 0,
    calculation: { kind: 'function', of: (values) => exact(new Set(values.map(toFractionText)).size) },
    anyOrder: true,
    ...messagesOf('distinct'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** The place of the first among all: 1 for the greatest. */
  'rank-from-top': {
    digits: 0,
    calculation: { kind: 'function', of: (values) => rank(values, isGreater) },
    ...messagesOf('rank-from-top'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** The place of the first among all: 1 for the least. */
  'rank-from-bottom': {
    digits: 0,
    calculation: { kind: 'function', of: (values) => rank(values, isLess) },
    ...messagesOf('rank-from-bottom'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** The place of the first among the different numbers: 1 for the greatest. */
  'rank-dense-from-top': {
    digits: 0,
    calculation: { kind: 'function', of: (values) => denseRank(values, isGreater) },
    ...messagesOf('rank-dense-from-top'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** The place of the first among the different numbers: 1 for the least. */
  'rank-dense-from-bottom': {
    digits: 0,
    calculation: { kind: 'function', of: (values) => denseRank(values, isLess) },
    ...messagesOf('rank-dense-from-bottom'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** In which part of all numbers one lies: the first has the greatest. */
  'ntile-from-top': {
    digits: 0,
    calculation: { kind: 'function', of: (values) => ntile(values, isLess) },
    ...messagesOf('ntile-from-top'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** In which part of all numbers one lies: the first has the least. */
  'ntile-from-bottom': {
    digits: 0,
    calculation: { kind: 'function', of: (values) => ntile(values, isGreater) },
    ...messagesOf('ntile-from-bottom'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** The place of a row by several numbers, each of which decides where those before it are equal. */
  'rank-by-several': {
    digits: 0,
    calculation: { kind: 'function', of: rankBySeveral },
    ...messagesOf('rank-by-several'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** Which part of all numbers is not below the first. */
  'rank-share-from-top': {
    digits: 2,
    calculation: { kind: 'function', of: (values) => rankShare(values, isLess) },
    ...messagesOf('rank-share-from-top'),
    counts: 'never',
    onSmallBase: 'none',
  },
  /** Which part of all numbers is not above the first. */
  'rank-share-from-bottom': {
    digits: 2,
    calculation: { kind: 'function', of: (values) => rankShare(values, isGreater) },
    ...messagesOf('rank-share-from-bottom'),
    counts: 'never',
    onSmallBase: 'none',
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;
