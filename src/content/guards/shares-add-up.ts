import { add, compare, type Exact, hundred, roundScaled, zero } from '../../model/exact.js';

/**
 * True when shares add up to 100 exactly and their printed figures do not, because each was rounded on its own. Shares
 * of a part of the whole do not claim to add up to 100, whatever they come to.
 *
 * @param shares In per cent, exact.
 * @param digits The decimals that they are printed with.
 */
export function roundingShows(shares: readonly Exact[], digits: number): boolean {
  if (compare(shares.reduce(add, zero), hundred) !== 0) return false;
  const printed = shares.reduce((total, share) => total + roundScaled(share, digits), 0n);
  return printed !== roundScaled(hundred, digits);
}
