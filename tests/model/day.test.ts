import { expect, test } from 'vitest';
import { isDay } from '../../src/model/day.js';

test('a day is one that the calendar has', () => {
  const days = ['2016-01-31', '2016-02-29', '2000-02-29', '2016-12-31', '0001-01-01'];
  expect(days.filter(isDay)).toEqual(days);
  const others = [
    '2016-02-31',
    '2015-02-29',
    '1900-02-29',
    '2016-13-01',
    '2016-00-10',
    '2016-04-31',
    '2016-01-00',
  ];
  expect([...others, '2016-1-31', '2016-01-31T00:00', '20160131', ''].filter(isDay)).toEqual([]);
});
