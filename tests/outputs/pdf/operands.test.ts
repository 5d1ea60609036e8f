import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberReader } from '../../../src/outputs/pdf/content/operands.js';

const numbersIn = (text: string): number[] => {
  const bytes = Buffer.from(text, 'latin1');
  return new NumberReader(bytes).begin(0, bytes.length).rest();
};

test('reads the numbers before the name of an operator', () => {
  expect(numbersIn('1 0 -.5 +8. 841.91998\n12.25 cm')).toEqual([1, 0, -0.5, 8, 841.91998, 12.25]);
  expect(numbersIn('Q')).toEqual([]);
});

test('reads nothing behind the end that it was given', () => {
  const bytes = Buffer.from('12 34 Td');
  expect(new NumberReader(bytes).begin(0, 4).rest()).toEqual([12, 3]);
});

test('reads each number to the last bit as JavaScript does', () => {
  const digits = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength });
  const written = fc
    .tuple(fc.constantFrom('', '-', '+'), digits(12), fc.constantFrom('', '.'), digits(12))
    .map((parts) => parts.join(''))
    .filter((text) => /\d/.test(text));
  fc.assert(
    fc.property(fc.array(written, { maxLength: 6 }), (list) => {
      const read = numbersIn(`${list.join(' ')} cm`);
      expect(read.map((value) => Object.is(value, -0) || value)).toEqual(
        list.map((text) => Object.is(Number(text), -0) || Number(text)),
      );
    }),
  );
});
