import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compare,
  divide,
  exact,
  finiteDigits,
  multiply,
  roundScaled,
  subtract,
  toDecimalText,
  toNumber,
  zero,
} from '../../src/model/exact.js';

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([n, d]) => exact(n, d));

describe('exact numbers', () => {
  test('add and subtract, multiply and divide undo each other', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        if (compare(b, zero) !== 0) expect(divide(multiply(a, b), b)).toEqual(a);
      }),
    );
  });

  test('rounding is half away from zero, symmetric, and never off by more than half a unit', () => {
    expect(
      [exact(5, 2), exact(-5, 2), exact(49, 20), exact(1, 3)].map((value) => toDecimalText(value, 1)),
    ).toEqual(['2.5', '-2.5', '2.5', '0.3']);
    expect(roundScaled(exact(5, 2), 0)).toBe(3n);
    expect(roundScaled(exact(-5, 2), 0)).toBe(-3n);
    fc.assert(
      fc.property(fraction, fc.integer({ min: 0, max: 6 }), (a, digits) => {
        const rounded = roundScaled(a, digits);
        expect(roundScaled(subtract(zero, a), digits)).toBe(-rounded);
        const off = subtract(exact(rounded, 10n ** BigInt(digits)), a);
        const magnitude = compare(off, zero) < 0 ? subtract(zero, off) : off;
        expect(compare(magnitude, exact(1n, 2n * 10n ** BigInt(digits)))).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('a decimal text without rounding reads back as the same number', () => {
    expect(finiteDigits(exact(1, 8))).toBe(3);
    expect(finiteDigits(exact(1, 3))).toBeUndefined();
    expect(toDecimalText(exact(-1, 8), 3)).toBe('-0.125');
    expect(toDecimalText(exact(-1, 8), 0)).toBe('0');
  });

  test('the nearest double is right for integers and close for fractions', () => {
    expect(toNumber(exact(2n ** 53n))).toBe(2 ** 53);
    expect(toNumber(exact(1, 3))).toBeCloseTo(1 / 3, 15);
  });

  test('division by zero throws', () => {
    expect(() => exact(1, 0)).toThrow(RangeError);
    expect(() => divide(exact(1), zero)).toThrow(RangeError);
  });
});
