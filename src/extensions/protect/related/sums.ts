import type { Place } from './tables.js';

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

  /** Few sums of large numbers are sure, and many of small ones, which agree by chance as often as two draws of them do. */
  isSure(least: number): boolean {
    if (this.#telling < least || this.#times.size < leastNumbers) return false;
    if (this.largest >= leastLargest) return true;
    const draws = this.#telling * (this.#telling - 1);
    const same = [...this.#times.values()].reduce((sum, times) => sum + times * (times - 1), 0);
    return this.#telling * Math.log10((draws + 1) / (same + 1)) > least;
  }
}
