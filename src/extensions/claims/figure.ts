import type { Keys } from '../../content/selection/fields.js';
import { addendOf } from '../../model/dataset/missing.js';
import { add, compare, type Exact, exact, multiply, subtract, zero } from '../../model/exact.js';
import type { Quantity } from '../../model/quantity.js';

/** One figure that a claim is tested on. */
export interface Figure {
  /** Undefined where the dataset has no row: a gap. */
  readonly quantity: Quantity | undefined;
  readonly dataset: string;
  /** The keys of its cells, or those of the row that is not there. */
  readonly keys: readonly Keys[];
  /** Of rows that were counted: those that have what a claim asks for, or all that it chose. */
  readonly counted?: 'having' | 'chosen';
  /** Of one row, what stands in it, for messages. */
  readonly says?: string;
  /** Of one row: the number that the claim looks at is hidden there. */
  readonly hides?: true;
}

/** The figure of a quantity that the author names, such as a sum. */
export function figureOf(quantity: Quantity): Figure {
  const { dataset, cells } = quantity;
  return { quantity, dataset, keys: cells.map(({ keys }) => keys) };
}

/**
 * What is known of a figure. "None recorded" counts as 0, as in every calculation. A range and "at least" are taken at
 * their word. Nothing is known of "about", any other missing value, and a gap.
 */
export function boundsOf({ quantity }: Figure): Bounds {
  if (quantity === undefined) return {};
  const { value, high, qualifier } = quantity;
  const number = addendOf(value);
  if (number === undefined) return {};
  switch (qualifier) {
    case 'about':
      return {};
    case 'up to':
      return { high: high ?? number };
    case 'at least':
    case 'over':
      return { low: number };
    default:
      return { low: number, high: high ?? number };
  }
}

/** All that is known of a number: it lies from `low` to `high`, both included; an end that is absent is not known. */
export interface Bounds {
  readonly low?: Exact;
  readonly high?: Exact;
}

/** The bounds of a number multiplied by a factor above 0. */
export function scaled({ low, high }: Bounds, factor: Exact | number): Bounds {
  const by = typeof factor === 'number' ? exact(factor) : factor;
  return {
    ...(low === undefined ? {} : { low: multiply(low, by) }),
    ...(high === undefined ? {} : { high: multiply(high, by) }),
  };
}

/** The answer to a comparison: undefined where the figures do not say. Kleene's strong logic of three values. */
export type Truth = boolean | undefined;

/** Is a above b? */
export function above(a: Bounds, b: Bounds): Truth {
  if (a.low !== undefined && b.high !== undefined && compare(a.low, b.high) > 0) return true;
  if (a.high !== undefined && b.low !== undefined && compare(a.high, b.low) <= 0) return false;
  return undefined;
}

/** Is a not below b? */
export const atLeast = (a: Bounds, b: Bounds): Truth => not(above(b, a));

/** Is a equal to b? */
export const equal = (a: Bounds, b: Bounds): Truth => both(atLeast(a, b), atLeast(b, a));

export const not = (a: Truth): Truth => (a === undefined ? undefined : !a);

/** False if one is false, else unknown if one is unknown. */
export function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

/** Does a lie within `share` per cent of the point b, which is above 0? */
export function isNear(a: Bounds, b: Bounds, share: Exact): Truth {
  const { low, high } = b;
  if (low === undefined || high === undefined || compare(low, high) !== 0 || compare(low, zero) <= 0) {
    return undefined;
  }
  const margin = multiply(low, multiply(share, exact(1, 100)));
  const [floor, ceiling] = [subtract(low, margin), add(low, margin)];
  return both(atLeast(a, { low: floor, high: floor }), atLeast({ low: ceiling, high: ceiling }, a));
}
