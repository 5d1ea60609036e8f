import { expect, test } from 'vitest';
import { describeOutputs, formatElapsed, summarise } from '../../src/cli/summary.js';
import type { BuildResult } from '../../src/commands/build/result.js';

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

test('a batch with errors says what became of the reports without', () => {
  const error = { severity: 'error', code: 'content/unknown-dataset', message: 'x' } as const;
  const diagnostics = [{ ...error, position: { file: 'templates/x.md', line: 1, column: 1 } }];
  const stopped = { ...built, diagnostics, outputs: [], failed: 1, waiting: 37 };
  expect(summarise(stopped, details)).toBe(
    '1 error in the project; nothing was published, an earlier output is untouched; 37 finished reports wait for the next build',
  );
  expect(summarise({ ...built, diagnostics, failed: 2 }, details)).toMatch(
    /; built 1 file, 1 kB in 1\.0 s; 2 reports with errors are not among them$/,
  );
  const part = { folder: 'part', reports: 40, found: 30 };
  expect(summarise({ ...stopped, part }, details)).toBe(
    '1 error in the project; 40 reports in the part, 30 of them before, 1 report with errors, in 1.0 s',
  );
});

test('many files are told by the folders of their reports, or by their output folder', () => {
  const of = (reports: number, items: number) =>
    Array.from({ length: reports * items }, (_, index) => ({
      path: `r${index % reports}/i${index}/en/page.html`,
      bytes: 500,
      pages: 1,
    }));
  const shown = (path: string): string => path;
  expect(describeOutputs({ ...built, outputs: of(2, 300) }, shown)).toEqual([
    'output/r0/ (300 files, 300 pages, 150 kB)',
    'output/r1/ (300 files, 300 pages, 150 kB)',
  ]);
  expect(describeOutputs({ ...built, outputs: of(300, 1) }, shown)).toEqual([
    'output/ (300 files, 300 pages, 150 kB)',
  ]);
});

test.each([
  [-1, '0.0 s'],
  [49, '0.0 s'],
  [1_234, '1.2 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 00 s'],
  [125_000, '2 min 05 s'],
])('%d ms read as %s', (milliseconds, text) => {
  expect(formatElapsed(milliseconds)).toBe(text);
});
