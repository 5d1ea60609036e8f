import { describe, expect, test } from 'vitest';
import { faultOf } from './reader.js';
import { equationsOn } from './shown.js';

describe('the reader of equations', () => {
  test.each([
    '42 − 54 = −12',
    '|42 − 54| = 12',
    '54 − 42 = +12',
    '38 ÷ 233 × 100 ≈ 16.3',
    '(1,200 + 300) ÷ 2 = 750.0',
    'max(0, (2 − 5) ÷ (9 − 5) × 100) = 0.0',
    'min(100, (12 − 5) ÷ (9 − 5) × 100) = 100.0',
    '5 − (−3) = 8',
    '(1 ÷ 3 × 100) − 20 ≈ 13.33',
    '12 + [z] = 12',
    '12 + [x] = [x]',
  ])('takes %s', (equation) => {
    expect(faultOf(equation)).toBeUndefined();
  });

  test.each([
    '42 − 54 = 12',
    '38 ÷ 233 × 100 = 16.3',
    '38 ÷ 233 × 100 ≈ 16.4',
    '50 ÷ 100 × 100 ≈ 50.0',
    '(2 − 5) ÷ (9 − 5) × 100 = 0.0',
    '12 + [x] = 12',
    '12 + 1 = [x]',
  ])('refuses %s', (equation) => {
    expect(faultOf(equation)).toBeDefined();
  });
});

// Those of every golden and of the shadow report are read where these are built; of the progress report by `npm run test:deep`.
test('the equations of a page stand at its numbers, with what they say besides', () => {
  const block = {
    words: {},
    cite: '',
    labels: ['Change', ''],
    datasets: [],
    cells: [],
    origins: [
      [1, 0, 1, ''],
      [1, 0, 1, '5 − 3 = 2'],
    ],
    numbers: { 'a:b': 1, 'a:c': 0 },
  };
  const page = `<!doctype html><html lang="en"><body><p>It was <data data-id="a:b">2</data>.</p><script type="application/json" id="_origins">${JSON.stringify(block)}</script></body></html>`;
  expect(equationsOn(page)).toEqual(['5 − 3 = 2']);
});
