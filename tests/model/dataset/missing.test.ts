import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addendOf,
  canBePassedOver,
  type MissingLetter,
  marks,
  missingLetterOf,
  missingLetters,
  missingShare,
  missingSum,
  standardMissing,
  united,
} from '../../../src/model/dataset/missing.js';
import { exact } from '../../../src/model/exact.js';
import { isExact, type Quantity } from '../../../src/model/quantity.js';

type Value = Quantity['value'];

const letter = (name: MissingLetter): Value => ({
  kind: 'missing',
  code: `[${name}]`,
  symbol: `[${name}]`,
  ...standardMissing[name],
});
const own: Value = { kind: 'missing', code: '..', symbol: '..', meaning: 'not asked' };
const hidden: Value = { kind: 'suppressed', symbol: '*', meaning: 'protected' };

/** "5", "x", "..": a cell in a table of rules. */
function read(text: string): Value {
  if (text === '..') return own;
  if (text === '*') return hidden;
  const name = missingLetters.find((one) => one === text);
  return name === undefined ? exact(BigInt(text)) : letter(name);
}

const shown = (value: Value | undefined): string =>
  value === undefined || isExact(value) ? 'number' : value.symbol;

describe('a sum, change or difference', () => {
  test.each([
    ['5 7', 'number'],
    ['5 z', 'number'],
    ['z z', '[z]'],
    ['5 x', '[x]'],
    ['x z', '[x]'],
    ['5 ..', '..'],
    ['5 k', '[x]'],
    ['k z', '[x]'],
    ['k', '[k]'],
    ['k x', '[x]'],
    ['5 c', '[c]'],
    ['x c', '[c]'],
    ['k z c 5', '[c]'],
    ['x *', '*'],
  ])('of %s is %s', (cells, result) => {
    expect(shown(missingSum(cells.split(' ').map(read)))).toBe(result);
  });

  test('is the same in any order, and a number exactly when nothing in it is unknown and something is known', () => {
    const value = fc.constantFrom('0', '5', 'x', 'z', 'c', 'k').map(read);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), (values) => {
        const result = missingSum(values);
        expect(shown(missingSum(values.toReversed()))).toBe(shown(result));
        const symbols = values.map(shown);
        const known = symbols.every((symbol) => symbol === 'number' || symbol === '[z]');
        expect(result === undefined).toBe(known && symbols.includes('number'));
        if (symbols.includes('[c]')) expect(shown(result)).toBe('[c]');
      }),
    );
  });
});

describe('a share or ratio', () => {
  test.each([
    ['5 10', 'number'],
    ['z 10', '[z]'],
    ['x 10', '[x]'],
    ['k 10', '[k]'],
    ['5 x', '[x]'],
    ['5 k', '[k]'],
    ['x c', '[c]'],
    ['5 c', '[c]'],
    ['c x', '[c]'],
    ['k x', '[k]'],
  ])('of %s is %s', (cells, result) => {
    const [part = own, whole = own] = cells.split(' ').map(read);
    expect(shown(missingShare(part, whole))).toBe(result);
  });

  test('of a whole that is none recorded is left to the check of the base, which is 0', () => {
    expect(missingShare(read('5'), read('z'))).toBeUndefined();
    expect(addendOf(read('z'))).toEqual(exact(0n));
  });
});

test('a partial sum passes over what is not known, and never over what is secret', () => {
  const passed = ['5', 'x', 'z', 'c', 'k', '..', '*'].filter((cell) => canBePassedOver(read(cell)));
  expect(passed).toEqual(['x', 'k', '..']);
});

test('marks unite, each once and in the order in which they are printed', () => {
  const some = fc.subarray([...marks], { minLength: 0 });
  fc.assert(
    fc.property(fc.array(some), (lists) => {
      const result = united(lists.map((list) => ({ marks: list }))).marks ?? [];
      expect(result).toEqual(marks.filter((mark) => lists.some((list) => list.includes(mark))));
    }),
  );
  expect(united([{}, {}])).toEqual({});
});

test('only the five letters are letters', () => {
  expect(missingLetterOf('[x]')).toBe('x');
  expect(['x', '[p]', '..', ''].map(missingLetterOf)).toEqual([undefined, undefined, undefined, undefined]);
});
