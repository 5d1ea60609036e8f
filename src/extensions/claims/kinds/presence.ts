import { isConfidential } from '../../../model/dataset/missing.js';
import { isExact } from '../../../model/quantity.js';
import type { Figure } from '../figure.js';
import type { ClaimKind } from '../kind.js';
import { not, type Truth } from '../truth.js';

/**
 * True of a cell with a number: neither a symbol, whatever it counts as in a sum, nor a row that is not there. A number that is
 * hidden is there, and is not known.
 */
function isKnown({ quantity }: Figure): Truth {
  if (quantity === undefined) return false;
  if (isExact(quantity.value)) return true;
  return isConfidential(quantity.value) ? undefined : false;
}

/** Every cell is a symbol, or has no row: "no figure for 2012". */
export const missing: ClaimKind<'single'> = {
  name: 'missing',
  shape: 'single',
  limits: [],
  expected: () => 'no number in any of the cells',
  findings: (figures) => figures.map((figure) => ({ holds: not(isKnown(figure)), figures: [figure] })),
};

/** Every cell has a number: "there is a figure for each year". */
export const known: ClaimKind<'single'> = {
  name: 'known',
  shape: 'single',
  limits: [],
  expected: () => 'a number in each of the cells',
  findings: (figures) => figures.map((figure) => ({ holds: isKnown(figure), figures: [figure] })),
};

/** A kind that says where the numbers of a series begin or end. */
const edge = (name: string, where: string): ClaimKind<'rest'> => ({
  name,
  shape: 'rest',
  limits: [],
  expected: () => `a number in this year, and none in any ${where}`,
  findings: (groups) =>
    groups.flatMap(({ own, rest }) => [
      { holds: isKnown(own), figures: [own] },
      ...rest.map((figure) => ({ holds: not(isKnown(figure)), figures: [figure] })),
    ]),
});

/** The year has a number, and none of the years before it does: "nothing was recorded before 2012". */
export const firstKnown = edge('first-known', 'before it');

/** The year has a number, and none of the years after it does: "no figure after 2013". */
export const lastKnown = edge('last-known', 'after it');
