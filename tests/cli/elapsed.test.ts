import { expect, test } from 'vitest';
import { formatElapsed } from '../../src/cli/elapsed.js';

test.each([
  [-1, '0.0 s'],
  [49, '0.0 s'],
  [1_234, '1.2 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 00 s'],
  [125_000, '2 min 05 s'],
])('%d ms read as %s', (milliseconds, text) => {
  expect(formatElapsed(milliseconds)).toBe(text);
});
