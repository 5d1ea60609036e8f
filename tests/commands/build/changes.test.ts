import { expect, test } from 'vitest';
import { tryChanges } from '../../support/random-changes.js';

test('whatever changes, a living session and a new process with what was kept make what a clean build makes', async () => {
  // A text that two reports publish; a hundred other changes by `npm run test:deep`.
  const first = ['changes `Vjedhje` in data/translations/sq.yaml'];
  const { built, done } = await tryChanges({ steps: 1, seed: 1, pdfEvery: 0, asProcesses: false, first });
  expect(built).toBe(2);
  // Otherwise everything was made anew, which is easily the same.
  expect(done.get('report')).toBe(6);
});
