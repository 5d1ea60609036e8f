import { compare, divide, type Exact, exact, hundred, roundTo } from '../exact.js';

/** How exactly a project prints percentages of few things: one policy for sentences, titles, charts and tables. */
export interface Precision {
  /** A percentage on a smaller base has no decimals. */
  readonly decimals: number;
  /** A percentage on a smaller base is none: "4 of 7" is printed in tables and labels, and must be written in sentences. */
  readonly percentages: number;
}

/** With 50 persons, one more or less moves a percentage by two points; with 20 by five. */
export const defaultPrecision: Precision = { decimals: 50, percentages: 20 };

/** What becomes of a percentage on a base of things that are counted one by one. */
export function printedOn(
  base: Exact,
  { decimals, percentages }: Precision,
): 'counts' | 'whole' | 'decimals' {
  if (compare(base, exact(percentages)) < 0) return 'counts';
  return compare(base, exact(decimals)) < 0 ? 'whole' : 'decimals';
}

/** True of 100, 0 and 200 per cent: all, none, and twice as much are exact, and have no decimals. */
export const isWholeHundred = (percentage: Exact): boolean => divide(percentage, hundred).denominator === 1n;

/**
 * The decimals, `least` of them or more, with which a number that is not 0 does not print as 0, and a percentage that is not
 * 100 not as 100. Beyond twelve decimals a calculation says no more, and `least` remains.
 */
export function digitsThatSay(value: Exact, least: number, isPercentage: boolean): number {
  const hides = (landmark: bigint, digits: number): boolean =>
    value.numerator !== landmark * value.denominator &&
    compare(roundTo(value, digits), exact(landmark)) === 0;
  const landmarks = isPercentage ? [0n, 100n, -100n] : [0n];
  for (let digits = least; digits <= 12; digits++)
    if (!landmarks.some((landmark) => hides(landmark, digits))) return digits;
  return least;
}
