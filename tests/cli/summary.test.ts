import { expect, test } from 'vitest';
import { summarise } from '../../src/cli/summary.js';
import type { BuildResult } from '../../src/commands/build/build.js';

const built: BuildResult = {
  diagnostics: [],
  outputs: [{ path: 'report/en/report.html', bytes: 1000 }],
  output: 'output',
  upToDate: false,
};
const details = { check: false, project: 'the project', elapsed: 1000 };

test('the summary of a build says how many passages are unchecked, and nothing where none is', () => {
  expect(summarise({ ...built, unchecked: 19 }, details)).toMatch(/; 19 passages unchecked$/);
  expect(summarise({ ...built, unchecked: 1 }, details)).toMatch(/; 1 passage unchecked$/);
  expect(summarise({ ...built, unchecked: 0 }, details)).not.toContain('unchecked');
  expect(summarise(built, details)).not.toContain('unchecked');
});

test('a check, and a build that had nothing to do, say nothing of passages', () => {
  const said = { ...built, unchecked: 19 };
  expect(summarise(said, { ...details, check: true })).not.toContain('unchecked');
  expect(summarise({ ...said, upToDate: true }, details)).not.toContain('unchecked');
});
