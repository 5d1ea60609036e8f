import { expect, test } from 'vitest';
import { kindNames } from '../../../src/extensions/claims/kinds.js';
import { textOf } from '../../house/repository.js';

// The examples of the page are built in tests/docs.test.ts.
test('the table of docs/claims.md has a row for each kind, and no other', () => {
  const rows = [...textOf('docs/claims.md').matchAll(/^\| `([a-z-]+)` \| .* \| .* \|$/gm)];
  expect(rows.map(([, name]) => name)).toEqual(kindNames);
});
