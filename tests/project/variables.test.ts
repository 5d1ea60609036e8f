import { expect, test } from 'vitest';
import { epochOf, sourceDateEpoch, variableProblems } from '../../src/project/variables.js';

test.each(['banana', '-1', '1.5', '1e9', ' 1', '0x10', '１２３', '253402300800', 'NaN'])(
  'SOURCE_DATE_EPOCH=%s is an error',
  (value) => {
    const [problem] = variableProblems({ SOURCE_DATE_EPOCH: value });
    expect(problem).toMatchObject({ severity: 'error', code: 'usage/variable' });
    expect(problem?.message).toContain(`The variable SOURCE_DATE_EPOCH is \`${value}\``);
    expect(sourceDateEpoch({ SOURCE_DATE_EPOCH: value })).toBeUndefined();
  },
);

test.each([
  ['0', 0],
  ['1735689600', 1_735_689_600],
  ['253402300799', 253_402_300_799],
])('SOURCE_DATE_EPOCH=%s is taken', (value, seconds) => {
  expect(variableProblems({ SOURCE_DATE_EPOCH: value })).toEqual([]);
  expect(sourceDateEpoch({ SOURCE_DATE_EPOCH: value })).toBe(seconds);
});

test('an empty variable is as none', () => {
  expect(variableProblems({ SOURCE_DATE_EPOCH: '' })).toEqual([]);
  expect(variableProblems({})).toEqual([]);
  expect(sourceDateEpoch({ SOURCE_DATE_EPOCH: '' })).toBeUndefined();
});

test.each([
  ['the variable', { SOURCE_DATE_EPOCH: '86400' }, '2026-12-01', '1970-01-02'],
  ['the day of publication', {}, '2026-12-01', '2026-12-01'],
  ['the last day of the edition', { SOURCE_DATE_EPOCH: '' }, undefined, '2015-12-31'],
])('outputs are dated by %s', (_, env, published, day) => {
  expect(new Date(epochOf({ edition: 2015 }, env, published) * 1000).toISOString()).toBe(
    `${day}T00:00:00.000Z`,
  );
});
