import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository } from '../house/repository.js';
import { faultOf } from './reader.js';
import { expectTrueEquations } from './shown.js';

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

test.each(goldens())('every equation that the report of %s shows is true', async (folder) => {
  await expectTrueEquations(folder);
});

// The progress report takes long: `npm run test:deep`. The golden `plan` has its calculations.
test('every equation that the shadow report shows is true', async () => {
  // Else nothing was read.
  expect(await expectTrueEquations('.', ['shadow-report'])).toBeGreaterThan(20);
});

/** The small projects whose expected pages are kept, where there are any. */
function goldens(): string[] {
  const root = join(repository, 'tests/golden');
  const names = existsSync(root) ? readdirSync(root) : [];
  return names
    .map((name) => `tests/golden/${name}`)
    .filter((folder) => existsSync(join(repository, folder, 'tallybook.yaml')));
}
