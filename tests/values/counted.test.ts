import { expect, test } from 'vitest';
import { isCounted } from '../../src/values/counted.js';

test.each(['persons', 'victims', 'decese', 'cases'])('%s are counted', (unit) => {
  expect(isCounted({ unit, type: 'integer' })).toBe(true);
});

test.each([
  '',
  '%',
  'cases per 100 000',
  'decese la 100 000',
  'km/h',
  'million euros',
  'euros',
  'EUR',
  'persons per household',
])('nobody says "the number of %s"', (unit) => {
  expect(isCounted({ unit, type: 'number' })).toBe(false);
});

test('an average of persons is no number of persons, a stock of persons at the end of a year is', () => {
  expect(isCounted({ unit: 'persons', type: 'number', additive: false })).toBe(false);
  expect(isCounted({ unit: 'persons', type: 'integer', additive: false })).toBe(true);
});
