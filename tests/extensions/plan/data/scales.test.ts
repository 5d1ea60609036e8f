/** The definitions at their edges, one by one. */
import { expect, test } from 'vitest';
import { count } from '../../../../src/extensions/plan/data/derived-dataset.js';
import { compareCodes } from '../../../../src/extensions/plan/data/examination.js';
import {
  averageFulfilment,
  fulfilmentOf,
  verdictOf,
} from '../../../../src/extensions/plan/data/fulfilment.js';
import type { Indicator } from '../../../../src/extensions/plan/data/model.js';
import {
  implementationRate,
  isDue,
  isMet,
  sigmaPoints,
} from '../../../../src/extensions/plan/data/progress.js';
import { meaningOf } from '../../../../src/model/dataset/missing.js';
import type { Value } from '../../../../src/model/dataset/value.js';
import { toFractionText } from '../../../../src/model/exact.js';
import { type CellKey, isExact } from '../../../../src/model/quantity.js';

const cell: CellKey = { dataset: 'd', field: 'f', keys: {}, origin: { file: 'd.csv', line: 2 } };
const counted = (number: number) => count(Array.from({ length: number }, () => cell));
const points = (met: number, due: number): string => {
  const { value } = sigmaPoints(implementationRate(counted(met), counted(due))).derivation;
  return isExact(value) ? toFractionText(value) : meaningOf(value);
};

test('the points change exactly at 90, 70, 50 and 30 per cent, whatever the rate is rounded to', () => {
  expect(points(1, 1)).toBe('5'); // 100
  expect(points(901, 1000)).toBe('5'); // 90.1
  expect(points(2703, 3001)).toBe('5'); // 90.07, printed 90.1
  expect(points(9001, 10_000)).toBe('5'); // 90.01, printed 90.0
  expect(points(9, 10)).toBe('4'); // 90: not above
  expect(points(7, 10)).toBe('4'); // 70
  expect(points(6999, 10_000)).toBe('3'); // 69.99, printed 70.0
  expect(points(1, 2)).toBe('3'); // 50
  expect(points(4999, 10_000)).toBe('1'); // 49.99, printed 50.0
  expect(points(3, 10)).toBe('1'); // 30
  expect(points(2999, 10_000)).toBe('0'); // 29.99, printed 30.0
  expect(points(0, 5)).toBe('0');
  expect(points(0, 0)).toBe('0'); // no rate can be calculated
});

test('the newer points go in a straight line from 25 to 90 per cent', () => {
  const linear = (done: number, of: number): string => {
    const rate = implementationRate(counted(done), counted(of), 'completion-rate');
    const { value } = sigmaPoints(rate, 'sigma-linear-points').derivation;
    return isExact(value) ? toFractionText(value) : meaningOf(value);
  };
  expect(linear(2499, 10_000)).toBe('0');
  expect(linear(1, 4)).toBe('0');
  expect(linear(1, 2)).toBe('75/13'); // (50 - 25) / 65 x 15
  expect(linear(8999, 10_000)).toBe('19497/1300'); // (89.99 - 25) / 65 x 15
  expect(linear(9, 10)).toBe('15');
  expect(linear(1, 1)).toBe('15');
  expect(linear(0, 0)).toBe('0'); // no rate can be calculated
});

test('an action is due in every year that it touches', () => {
  const due = (start: string, deadline: string): boolean => isDue({ start, deadline }, 2015);
  expect(due('2014-01-01', '2014-12-31')).toBe(false);
  expect(due('2014-01-01', '2015-01-01')).toBe(true);
  expect(due('2015-12-31', '2016-06-30')).toBe(true);
  expect(due('2016-01-01', '2016-06-30')).toBe(false);
  expect(due('2013-01-01', '2019-12-31')).toBe(true);
});

test('an action is met when it is implemented, or on track towards a later deadline', () => {
  expect(isMet({ status: 'implemented', deadline: '2015-06-30' }, 2015)).toBe(true);
  expect(isMet({ status: 'on-track', deadline: '2016-01-01' }, 2015)).toBe(true);
  expect(isMet({ status: 'on-track', deadline: '2015-12-31' }, 2015)).toBe(false);
  for (const status of ['late', 'not-started', 'cancelled'] as const) {
    expect(isMet({ status, deadline: '2016-12-31' }, 2015)).toBe(false);
  }
});

const row = {
  keys: {},
  measures: {},
  attributes: {},
  notes: [],
  origin: cell.origin,
  place: () => ({ file: 'd.csv', line: 2, column: 1 }),
};
const number = (value: number): Value => ({ kind: 'integer', value: BigInt(value) });
const unknown: Value = { kind: 'missing', code: '[x]', symbol: '[x]', meaning: 'not known' };

function indicator(
  direction: Indicator['direction'],
  baseline: Value,
  target: Value,
  actual: Value,
): Indicator {
  const plain = { resource: 'd', row };
  const observations = new Map([[2015, { year: 2015, target, actual, ...plain }]]);
  return { code: 'I1', title: 'I', strategic: '1', unit: '', direction, baseline, observations, ...plain };
}

/** The exact fulfilment and the verdict; the meaning of a missing one. */
function score(...[direction, ...values]: Parameters<typeof indicator>): [string, string] {
  const one = indicator(direction, ...values);
  const fulfilment = fulfilmentOf(one, 2015);
  const { value } = fulfilment.derivation;
  return [isExact(value) ? toFractionText(value) : meaningOf(value), verdictOf(one, fulfilment)];
}

test('fulfilment is the way covered, up or down, between 0 and 100 per cent', () => {
  expect(score('up', number(10), number(50), number(50))).toEqual(['100', 'reached']);
  expect(score('up', number(10), number(40), number(20))).toEqual(['100/3', 'behind']); // 10 of 30
  expect(score('up', number(-10), number(0), number(-5))).toEqual(['50', 'advanced']); // 5 of 10
  expect(score('down', number(20), number(10), number(15))).toEqual(['50', 'advanced']);
  expect(score('down', number(8), number(0), number(0))).toEqual(['100', 'reached']);
  expect(score('down', number(8), number(0), number(9))).toEqual(['0', 'behind']); // the wrong way
  expect(score('up', number(0), number(1000), number(999))).toEqual(['999/10', 'advanced']); // 99.9 is not reached
  expect(score('up', number(0), number(1000), number(499))).toEqual(['499/10', 'behind']); // 49.9
});

test('what cannot be scored is a gap, and says why; a neutral indicator is never scored', () => {
  expect(score('up', unknown, number(5), number(3))).toEqual(['not available: there is no baseline', 'gap']);
  expect(score('up', number(1), unknown, number(3))).toEqual([
    'not available: there is no target for the year',
    'gap',
  ]);
  expect(score('up', number(1), number(5), unknown)).toEqual([
    'not available: there is no actual value for the year',
    'gap',
  ]);
  expect(score('down', number(5), number(5), number(5))).toEqual([
    'not available: the target is the baseline',
    'gap',
  ]);
  expect(score('neutral', number(1), number(5), number(3))).toEqual([
    'not applicable: neither direction is good in itself',
    'not-scored',
  ]);
  expect(fulfilmentOf(indicator('up', number(1), number(5), number(3)), 2016).value).toMatchObject({
    symbol: '[x]',
    meaning: 'not available',
    reason: 'no value was recorded for the year',
  });
});

test('an average of nothing is missing, and gaps are not in an average', () => {
  expect(averageFulfilment([]).value).toMatchObject({ symbol: '[z]' });
  const half = fulfilmentOf(indicator('up', number(0), number(2), number(1)), 2015);
  const gap = fulfilmentOf(indicator('up', number(0), unknown, number(1)), 2015);
  const { derivation } = averageFulfilment([half, gap]);
  expect(isExact(derivation.value) && toFractionText(derivation.value)).toBe('50');
});

test('codes are ordered as people count', () => {
  const codes = ['I10', '1.10', '2', '1.2', 'I2', '1', '1.2.1', '1.1'];
  expect([...codes].sort(compareCodes)).toEqual(['1', '1.1', '1.2', '1.2.1', '1.10', '2', 'I2', 'I10']);
});
