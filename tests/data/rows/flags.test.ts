import { expect, test } from 'vitest';
import { takeFlags } from '../../../src/data/rows/flags.js';
import { matchHeading } from '../../../src/data/shape/headings.js';

const flags = new Map([
  ['(u)', { mark: 'u' }],
  ['p', { mark: 'p' }],
  ['1)', { mark: 'b' }],
  ['..', { code: '[x]' }],
] as const);

test.each([
  ['12 (u)', '12', ['u']],
  ['(u) 12', '12', ['u']],
  ['12p (u)', '12', ['u', 'p']],
  ['..', '[x]', []],
  ['.. p', '[x]', ['p']],
  // Could be 121 and a bracket, so that nothing is taken off.
  ['121)', '121)', []],
  ['12 1)', '12', ['b']],
  ['12 q', '12 q', []],
])('of %s it takes what is declared off the number', (written, text, marks) => {
  expect(takeFlags(written, flags)).toEqual({ text, marks });
});

test.each([
  ['* | *', '2019 | M', ['2019', 'M']],
  ['* | *', '2019', undefined],
  ['*', '2019 | M', undefined],
  ['cases *', 'cases 2019', ['2019']],
  ['cases *', 'cases ', undefined],
  ['*-*', '2019-M', ['2019', 'M']],
  ['* *', 'a b c', 'ambiguous'],
  ['deaths', 'deaths', []],
])('the pattern %s on the heading %s', (pattern, heading, found) => {
  expect(matchHeading(pattern, heading)).toEqual(found);
});
