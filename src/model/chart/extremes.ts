/**
 * The greatest and the least of any number of numbers. `Math.max(...numbers)` hands each over as an argument, and a
 * hundred thousand arguments are more than the stack takes.
 */

/** The greatest; -Infinity of none. */
export function greatest(numbers: Iterable<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const number of numbers) if (number > most) most = number;
  return most;
}

/** The way in which two things of these ranks follow one another: the first rank that differs decides. */
export const byRanks = (one: readonly number[], other: readonly number[]): number =>
  one.map((rank, index) => rank - (other[index] ?? 0)).find((step) => step !== 0) ?? 0;

/** The least; Infinity of none. */
export function least(numbers: Iterable<number>): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (const number of numbers) if (number < fewest) fewest = number;
  return fewest;
}
