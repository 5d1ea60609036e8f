import { expect, test } from 'vitest';
import { tryChanges } from '../support/random-changes.js';
import { seedOf } from './seed.js';

test('of a hundred changes, some of them printed, a living session and new processes make what clean builds make', async () => {
  const seed = seedOf('changes');
  const { built, done } = await tryChanges({ steps: 100, seed, pdfEvery: 6, asProcesses: true });
  expect(built).toBeGreaterThan(50);
  expect(done.get('report')).toBeLessThan(4 * built);
});
