import { describe, expect, test } from 'vitest';
import { absentDays, absentYears } from '../../../src/model/dataset/time-steps.js';

describe('the times that are passed over', () => {
  test.each([
    ['months', ['2005-11-01', '2005-12-01', '2006-02-01'], ['2006-01-01']],
    ['months on their last days', ['2007-12-31', '2008-01-31', '2008-03-31'], ['2008-02-29']],
    ['months on another day', ['2006-01-15', '2006-03-15', '2006-04-15'], ['2006-02-15']],
    ['quarters', ['2006-01-01', '2006-04-01', '2006-10-01'], ['2006-07-01']],
    ['days over a leap day', ['2008-02-27', '2008-02-28', '2008-03-01'], ['2008-02-29']],
    ['weeks', ['2006-01-02', '2006-01-09', '2006-01-23'], ['2006-01-16']],
    ['nothing', ['2006-01-01', '2006-02-01', '2006-03-01'], []],
  ])('are %s', (_, days, absent) => {
    expect(absentDays(days)).toEqual(absent);
    expect(absentDays(days.toReversed())).toEqual(absent);
  });

  test.each([
    ['two days alone', ['2006-01-01', '2006-03-01']],
    ['days of events', ['2006-01-03', '2006-01-04', '2006-05-20']],
    ['months without a common distance', ['2006-01-01', '2006-03-01', '2006-07-01', '2006-12-01']],
    ['more than anybody would list', ['0001-01-01', '0001-02-01', '2006-03-01']],
  ])('are not known of %s', (_, days) => {
    expect(absentDays(days)).toBeUndefined();
  });

  test('of years are those at their common distance', () => {
    expect(absentYears(['2009', '2011', '2015'])).toEqual(['2013']);
    expect(absentYears(['2014'])).toEqual([]);
    expect(absentYears(['1', '9998', '9999'])).toEqual([]);
  });
});
