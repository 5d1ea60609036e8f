import { expect, test } from 'vitest';
import { sourceDateEpoch, variableProblems } from '../../src/project/variables.js';

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
