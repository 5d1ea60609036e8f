import { expect, test } from 'vitest';
import { prepare } from '../../src/datasets/prepare.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { repositoryHost } from '../memory-host.js';

test('the flagship data load', async () => {
  const o = await prepare(
    { path: 'data/datapackage.yaml', position: { file: 'tallybook.yaml', line: 1, column: 1 } },
    repositoryHost(),
  );
  expect(o.diagnostics.map(formatDiagnostic)).toEqual([]);
  console.log(
    Object.keys(o.value),
    o.value['facts']?.rows[3],
    o.value['arrests-by-offence']?.rows[3],
    o.value['arrests-by-offence']?.fields[0],
  );
});
