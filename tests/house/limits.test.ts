import { expect, test } from 'vitest';
import { countedBy, resourceLimitNames, standardLimits } from '../../src/resource-limits.js';
import { textOf } from './repository.js';

test('docs/project.md has a table of every limit, with what it counts and how much is usual', () => {
  const rows = [...textOf('docs/project.md').matchAll(/^\| `(\w+)` \| ([^|]+) \| ([\d,]+) \|$/gm)].map(
    ([, name, counts, standard]) => [name, counts, standard],
  );
  expect(rows).toEqual(
    resourceLimitNames.map((name) => [name, countedBy(name), standardLimits[name].toLocaleString('en')]),
  );
});
