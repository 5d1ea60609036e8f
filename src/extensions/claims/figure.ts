import type { Keys } from '../../content/selection/keys.js';
import { addendOf } from '../../model/dataset/missing.js';
import type { Quantity } from '../../model/quantity.js';
import type { Bounds } from './truth.js';

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
