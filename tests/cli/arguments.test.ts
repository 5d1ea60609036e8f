import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { day, expectedHash } from '../../src/cli/arguments.js';

test('a day on the command line is one that the calendar has', () => {
  expect(day('2016-02-29')).toBe('2016-02-29');
  for (const value of ['2016-02-31', '2015-02-29', '31.01.2016', ''])
    expect(() => day(value)).toThrow(InvalidArgumentError);
});

test('a hash is read in letters of either size, and not with a digit too few', () => {
  const digits = '0123456789abcdef'.repeat(4);
  expect(expectedHash(` ${digits.toUpperCase()}`)).toBe(digits);
  expect(() => expectedHash(digits.slice(1))).toThrow(InvalidArgumentError);
});
