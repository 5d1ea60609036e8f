import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundingShows } from '../../../src/content/helpers/table.js';
import { divide, exact, hundred, multiply, toDecimalText } from '../../../src/model/exact.js';

/** The printed figures of a column, added up by hand: "33.3" + "33.3" + "33.3" is 999 tenths. */
function addPrinted(texts: readonly string[]): bigint {
  return texts.reduce((total, text) => total + BigInt(text.replace('.', '')), 0n);
}

test('shares of any non-negative table add up to 100 as printed, or the table says that they do not', () => {
  const tables = fc
    .array(fc.nat({ max: 500 }), { minLength: 1, maxLength: 12 })
    .filter((counts) => counts.some((count) => count > 0));
  fc.assert(
    fc.property(tables, fc.integer({ min: 0, max: 3 }), (counts, digits) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      const shares = counts.map((count) => multiply(divide(exact(count), exact(total)), hundred));
      const printed = addPrinted(shares.map((share) => toDecimalText(share, digits)));
      expect(roundingShows(shares, digits)).toBe(printed !== 100n * 10n ** BigInt(digits));
    }),
    { numRuns: 1000 },
  );
});

test('shares of a part of a whole do not claim to add up', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 50 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 500 }),
      (counts, rest) => {
        const total = counts.reduce((sum, count) => sum + count, rest);
        const shares = counts.map((count) => multiply(divide(exact(count), exact(total)), hundred));
        expect(roundingShows(shares, 1)).toBe(false);
      },
    ),
  );
});
