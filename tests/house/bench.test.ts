import { expect, test } from 'vitest';
import { describePairs, ratioOf } from '../bench/against.mjs';
import { figure, verdict } from '../bench/figures.mjs';

test('two versions are compared by the ratios of pairs, so that an hour that is slow for both changes nothing', () => {
  const calm = [100, 110, 105, 102].map((before) => ({ before, after: before * 1.5 }));
  const busy = calm.map(({ before, after }, index) => ({
    before: before * (index + 1),
    after: after * (index + 1),
  }));
  for (const times of [calm, busy]) {
    const { ratio, low, high } = ratioOf(times);
    for (const each of [ratio, low, high]) expect(each).toBeCloseTo(1.5, 10);
  }
});

test('the interval is as wide as the pairs differ, and one pair has none', () => {
  const { ratio, low, high } = ratioOf([
    { before: 100, after: 200 },
    { before: 200, after: 100 },
    { before: 100, after: 100 },
  ]);
  expect(ratio).toBeCloseTo(1, 10);
  // ln 2 * 4.303 / sqrt 3
  expect(Math.log(high)).toBeCloseTo(1.722, 3);
  expect(low * high).toBeCloseTo(1, 10);
  expect(describePairs('cold', [{ before: 100, after: 120 }])).toBe(
    'cold   1.20 x the time before (one pair says nothing of its spread); 100 ms before, 120 ms now',
  );
});

test('an aim is judged by the median of the rounds, and told is where they do not agree', () => {
  const cold = (...rounds: number[]) => verdict(figure('cold', rounds, { unit: 'x', aim: 2 }));
  expect(cold(1.5, 1.9, 1.7)).toBe('reached');
  expect(cold(1.5, 2.2, 1.7)).toBe('reached, rounds differ');
  expect(cold(2.5, 1.9, 2.2)).toBe('missed by 10 %, rounds differ');
  expect(cold(2.004)).toBe('reached');
  expect(verdict(figure('many', [0.35], { unit: 'of 1', aim: 0.7, isMore: true }))).toBe('missed by 50 %');
  expect(verdict(figure('seen', [3], { unit: 'x' }))).toBe('');
});
