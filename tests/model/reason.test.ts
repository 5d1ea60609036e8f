import { expect, test } from 'vitest';
import { isReason } from '../../src/model/reason.js';

test.each([
  'One day was lost, and is found.',
  'after a recount',
  'A new road.',
  'nuk matet',
  'нова дефиниција',
])('%j is a reason', (text) => {
  expect(isReason(text)).toBe(true);
});

test.each([
  ['', []],
  ['x', []],
  ['n/a', []],
  ['...', []],
  ['- - -', []],
  ['xxx yyy', []],
  ['So it is.', []],
  ['2015', []],
  ['why', []],
  ['why why', []],
  ['REASON DATE', []],
  ['todo: reason', []],
  ['small base', ['small-base', 'small base']],
  ['victims revised', ['victims']],
])('%j is none', (text, names) => {
  expect(isReason(text, ...names)).toBe(false);
});
