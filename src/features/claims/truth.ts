import { compare } from '../../model/exact.js';
import type { Bounds } from './figure.js';

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
