import { expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { failures, leaveOut, typeErrors } from './left-out.js';

/** Of what the rest is tried without: an extension of the data, of templates and of operations. */
const one = 'plan';

/** Tests that read all operations, all messages and all helpers. */
const few = ['tests/extensions/operations.test.ts', 'tests/extensions/made-up/made-up.test.ts'];

/** The tests that are left compile too, which `npm run test:deep` looks at. */
test('without an extension the rest compiles, and its tests pass', () => {
  const folder = temporaryFolder();
  const left = leaveOut(one, folder);
  expect(typeErrors(folder, ['src'])).toBe('');
  expect(left).toEqual(expect.arrayContaining(few));
  expect(failures(folder, few)).toBe('');
}, 400_000);
