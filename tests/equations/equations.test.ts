import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository } from '../house/repository.js';
import { repositoryHost } from '../memory-host.js';
import { faultOf } from './reader.js';
import { shownEquations } from './shown.js';

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

const projects = ['.', ...goldens()];

test.each(projects)('every equation that the reports of %s show is true', async (folder) => {
  const { onPages, inTraces, nothing } = await shownEquations(repositoryHost(folder));
  const faults = [...onPages, ...inTraces].flatMap((equation) => {
    const fault = faultOf(equation, nothing);
    return fault === undefined ? [] : [`${equation} ${fault}`];
  });
  expect(faults).toEqual([]);
  // Else nothing was read.
  if (folder === '.') expect(onPages.length).toBeGreaterThan(200);
});

/** The small projects whose expected pages are kept, where there are any. */
function goldens(): string[] {
  const root = join(repository, 'tests/golden');
  const names = existsSync(root) ? readdirSync(root) : [];
  return names
    .map((name) => `tests/golden/${name}`)
    .filter((folder) => existsSync(join(repository, folder, 'tallybook.yaml')));
}
