import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kindNames } from '../../../src/extensions/claims/kinds.js';
import { textOf } from '../../house/repository.js';

// The examples of the page are built in tests/docs.test.ts.
test('the table of docs/claims.md has a row for each kind, and no other', () => {
  const rows = [...textOf('docs/claims.md').matchAll(/^\| `([a-z-]+)` \| .* \| .* \|$/gm)];
  expect(rows.map(([, name]) => name)).toEqual(kindNames);
});

test('editors are told of each kind when it is true', () => {
  const { kinds } = parse(textOf('src/extensions/claims/reference.yaml')) as { kinds: object };
  expect(Object.keys(kinds)).toEqual(kindNames);
});
