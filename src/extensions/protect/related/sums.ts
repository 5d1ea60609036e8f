import { type Cell, type Place, placeOf, totalOf } from './tables.js';

/** Counts that come to the same as others. */
export interface Sum {
  readonly left: readonly Place[];
  readonly right: readonly Place[];
}

/** Below these, unrelated tables of small counts agree by chance. Source: 50 random packages for each mean count of 0.5 to 100. */
export const leastSums = 3;
const leastNumbers = 3;
export const leastLargest = 10;

/** The more is tried, the longer are runs that agree by chance. */
export const sumsAmong = (tried: number): number =>
  leastSums - 1 + Math.ceil(Math.log10(Math.max(10, tried)));

/** Sums that hold, with what tells whether chance could have made them. */
export class Sums {
  readonly all: Sum[] = [];
  /** How often each number is the value of a sum that tells something. */
  readonly #times = new Map<number, number>();
  #telling = 0;

  /** @param value Of both sides; absent where it tells nothing that they are the same. */
  add(left: readonly Place[], right: readonly Place[], value: number | undefined): void {
    this.all.push({ left, right });
    if (value === undefined) return;
    this.#telling += 1;
    this.#times.set(value, (this.#times.get(value) ?? 0) + 1);
  }

  get telling(): number {
    return this.#telling;
  }

  get largest(): number {
    return [...this.#times.keys()].reduce((most, value) => Math.max(most, value), 0);
  }

  /** So many sums tell something, and not all the same. */
  isVaried(least: number): boolean {
    return this.#telling >= least && this.#times.size >= leastNumbers;
  }

  /** Few sums of large numbers are sure, and many of small ones, which agree by chance as often as two draws of them do. */
  isSure(least: number): boolean {
    if (!this.isVaried(least)) return false;
    if (this.largest >= leastLargest) return true;
    const draws = this.#telling * (this.#telling - 1);
    const same = [...this.#times.values()].reduce((sum, times) => sum + times * (times - 1), 0);
    return this.#telling * Math.log10((draws + 1) / (same + 1)) > least;
  }
}

/** Counts by category, of one slice; without a value where one is not known. */
type Slice = ReadonlyMap<string, { readonly value: number | undefined }>;

/** What is tried for each whole at most. */
const mostTried = 20_000;
const mostFound = 8;

/** Some of the other categories that come to a whole wherever all numbers are known: at most so many choices, none with a category of nobody. */
export function subsetSums(whole: string, others: readonly string[], slices: readonly Slice[]): string[][] {
  const known = slices.filter(
    (slice) => slice.has(whole) && [...slice.values()].every(({ value }) => value !== undefined),
  );
  const numbersOf = (category: string): number[] => known.map((slice) => slice.get(category)?.value ?? 0);
  const sought = numbersOf(whole);
  const candidates = others
    .map((category) => ({ category, numbers: numbersOf(category) }))
    .filter(({ numbers }) => numbers.some((each) => each > 0) && fits(numbers, sought))
    .sort((a, b) => total(b.numbers) - total(a.numbers));
  // What all that follow come to, so that a choice that they cannot fill is given up.
  const after = [...candidates]
    .reverse()
    .map(({ numbers }) => numbers)
    .reduce<number[][]>(
      (sums, numbers) => {
        const last = sums.at(-1) ?? [];
        sums.push(numbers.map((each, slice) => each + (last[slice] ?? 0)));
        return sums;
      },
      [sought.map(() => 0)],
    )
    .reverse();
  const found: string[][] = [];
  let tried = 0;
  const look = (index: number, left: readonly number[], chosen: readonly string[]): void => {
    tried += 1;
    if (tried > mostTried || found.length >= mostFound) return;
    if (left.every((each) => each === 0)) {
      if (chosen.length < others.length) found.push(others.filter((each) => chosen.includes(each)));
      return;
    }
    const next = candidates[index];
    if (next === undefined || !fits(left, after[index] ?? [])) return;
    if (fits(next.numbers, left))
      look(
        index + 1,
        left.map((each, slice) => each - (next.numbers[slice] ?? 0)),
        [...chosen, next.category],
      );
    look(index + 1, left, chosen);
  };
  if (known.length > 1 && sought.some((each) => each > 0)) look(0, sought, []);
  return found;
}

const fits = (numbers: readonly number[], most: readonly number[]): boolean =>
  numbers.every((each, slice) => each <= (most[slice] ?? 0));

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** By what the sums of each side are multiplied to be the same: 500 and 1 where a cost is 500 for each person. */
export type Factors = readonly [left: number, right: number];

type Cells = ReadonlyMap<string, readonly Cell[]>;

/** What agrees; with factors where it does as a multiple alone. */
interface Agreement {
  readonly sums: Sums;
  readonly factors?: Factors;
}

/**
 * The sums of two series where each agrees with its partner; undefined where one does not.
 * @param isTimes Whether they may agree as a fixed multiple.
 */
export function agreeing(one: Cells, other: Cells, isTimes: boolean): Agreement | undefined {
  const sums = new Sums();
  let factors: Factors | undefined;
  let hasMore = false;
  for (const { left, right, value, beside } of known(one, other)) {
    // What there is where nobody is counted says nothing of a price.
    if (isTimes && value === 0 && beside > 0) {
      hasMore = true;
      continue;
    }
    if (value > 0 && beside > 0) factors ??= isTimes ? lowest(value, beside) : [1, 1];
    const [of, by] = factors ?? [1, 1];
    if (value * of !== beside * by || !Number.isSafeInteger(value * of)) return undefined;
    sums.add(left.map(placeOf), right.map(placeOf), value > 0 ? Math.max(value, beside) : undefined);
  }
  if (factors === undefined) return undefined;
  if (factors[0] !== factors[1]) return { sums, factors };
  return hasMore ? undefined : { sums };
}

/** The cells that both have and of which both numbers are known. */
function* known(one: Cells, other: Cells) {
  for (const [key, left] of one) {
    const right = other.get(key);
    const [value, beside] = [totalOf(left), totalOf(right ?? [])];
    if (right !== undefined && value !== undefined && beside !== undefined)
      yield { left, right, value, beside };
  }
}

/** The least factors with which two numbers come to the same. */
function lowest(left: number, right: number): Factors {
  let [divisor, rest] = [left, right];
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
  return [right / divisor, left / divisor];
}
