import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allBetween,
  before,
  ordinalOf,
  periodTypes,
  readPeriod,
  valueAt,
  yearBefore,
} from '../../../src/model/dataset/periods.js';
import { runs } from '../../support/runs.js';

describe('periods are kept in one form', () => {
  test.each([
    ['quarter', ['2024-Q3', '2024Q3', '2024 Q3', 'Q3 2024', 'Q3/2024'], '2024-Q3'],
    ['month', ['2024-03', '2024M03', '2024-M03', 'March 2024', 'Mar 2024', 'Mar-24', 'mars 2024'], '2024-03'],
    ['month', ['Mar-98', 'mart 1998'], '1998-03'],
    ['week', ['2020-W53', '2020W53'], '2020-W53'],
    ['school-year', ['1999/00', '1999/2000', '1999-00', '1999–2000'], '1999/00'],
    ['financial-year', ['2023/24'], '2023/24'],
  ] as const)('%s', (type, texts, kept) => {
    for (const text of texts) expect(readPeriod(type, text)).toBe(kept);
  });

  test.each([
    ['quarter', ['2024-Q5', '2024-Q0', '2024', '2024-03', 'Q3', '24-Q3', '2024-Q3 ']],
    ['month', ['2024-13', '2024-00', '2024-3', '03/2024', '2024', 'Marathon 2024', 'Mar 24']],
    // 2021 has 52 weeks.
    ['week', ['2021-W53', '2024-W00', '2024-W5', '2024-05']],
    ['school-year', ['2023/25', '2023/23', '2023', '2023/2025', '2023/4']],
  ] as const)('what is no %s is none', (type, texts) => {
    for (const text of texts) expect(readPeriod(type, text)).toBeUndefined();
  });

  test('and in the order of time, each one step after the one before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...periodTypes),
        fc.integer({ min: 24_000, max: 30_000 }),
        (type, place) => {
          const at = type.endsWith('year') ? Math.floor(place / 13) : place;
          const [one, next] = [valueAt(type, at), valueAt(type, at + 1)];
          expect(readPeriod(type, one)).toBe(one);
          expect(ordinalOf(type, one)).toBe(at);
          expect(before(type, next)).toBe(one);
          if (type !== 'week' || at > 0) expect(one < next || one.length !== next.length).toBe(true);
        },
      ),
      runs(50, 200),
    );
  });
});

test('the same period of the year before; a week that this had not is none', () => {
  expect(yearBefore('quarter', '2024-Q3')).toBe('2023-Q3');
  expect(yearBefore('month', '2024-01')).toBe('2023-01');
  expect(yearBefore('week', '2021-W05')).toBe('2020-W05');
  expect(yearBefore('week', '2020-W53')).toBeUndefined();
  expect(yearBefore('school-year', '2023/24')).toBe('2022/23');
});

test('weeks follow those of the ISO calendar over the turn of a year', () => {
  expect(allBetween('week', ['2021-W01', '2020-W52'])).toEqual(['2020-W52', '2020-W53', '2021-W01']);
  expect(allBetween('quarter', ['2023-Q4', '2024-Q2'])).toEqual(['2023-Q4', '2024-Q1', '2024-Q2']);
});
