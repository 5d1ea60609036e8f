import { expect, test } from 'vitest';
import { countProblems, forDraft, formatDiagnostic, groupAlike } from '../../src/diagnostics.js';
import { problem } from '../../src/problems/problem.js';
import { resourceLimits } from '../../src/resource-limits.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { memoryHost } from '../memory-host.js';
import { problemsOfPackage, victimsPackage, victimsRows } from './problems.js';

async function outcome(
  rows: string,
  limits: Parameters<typeof resourceLimits>[0] = {},
  text = victimsPackage,
) {
  const host = memoryHost({ 'data/datapackage.yaml': text, 'data/victims.csv': rows });
  const input = {
    path: 'data/datapackage.yaml',
    position: { file: 'tallybook.yaml', line: 1, column: 1 },
    edition: 2015,
  };
  return prepareData(input, { ...host, limits: resourceLimits(limits) });
}

const firstLine = async (...args: Parameters<typeof outcome>): Promise<string[]> =>
  (await outcome(...args)).diagnostics.map((each) => formatDiagnostic(each).split('\n', 1)[0] ?? '');

const open = victimsPackage.replace('categories: [female, male, total]', 'role: dimension');

test.each([
  [
    'rows',
    { rows: 8 },
    'victims.csv:10:1 error limit/exceeded: A data file may have 8 rows, and this one has more',
  ],
  [
    'columns',
    { columns: 2 },
    'datapackage.yaml:7:7 error limit/exceeded: A data file may have 2 columns, and this one has 3',
  ],
  [
    'cellLength',
    { cellLength: 5 },
    'victims.csv:2:6 error limit/exceeded: A cell may have 5 characters, and this one has 6',
  ],
  [
    'digits',
    { digits: 1 },
    'victims.csv:2:13 error limit/exceeded: A number may have 1 digits, and this one has more',
  ],
  [
    'categories',
    { categories: 2 },
    'datapackage.yaml:9:23 error limit/exceeded: A field may have 2 categories, and this one has 3',
  ],
  [
    'totals',
    { totals: 3 },
    'datapackage.yaml:2:5 error limit/exceeded: A data file may have 3 combinations of dimensions with totals, and this one has 4',
  ],
] as const)('what goes beyond the limit of %s is an error at its place', async (_, limits, expected) => {
  expect((await firstLine(victimsRows, limits))[0]).toBe(`data/${expected}`);
});

test('categories that only the rows have are limited too', async () => {
  expect((await firstLine(victimsRows, { categories: 2 }, open))[0]).toBe(
    'data/victims.csv:4:6 error limit/exceeded: A field may have 2 categories, and `sex` has more',
  );
});

test('one long cell is refused while it is read', async () => {
  const rows = `year,sex,victims\n2013,female,"${'9'.repeat(10_000)}`;
  expect(await firstLine(rows, { cellLength: 100 })).toEqual([
    'data/victims.csv:2:13 error limit/exceeded: A cell may have 100 characters, and this one has more',
  ]);
});

test('faults of a column are printed as one, with three places and their number; programs have all', async () => {
  const lines = Array.from({ length: 500 }, (_, index) => `2013,femail${index},x${index}`);
  const { diagnostics } = await outcome(`year,sex,victims\n${lines.join('\n')}\n`);
  expect(diagnostics).toHaveLength(1000);
  const printed = groupAlike(diagnostics);
  expect(countProblems(printed, 'error')).toBe(996);
  expect(
    printed.map((each) =>
      formatDiagnostic(each)
        .split('\n')
        .filter((line) => !/hint/.test(line)),
    ),
  ).toEqual([
    [
      'data/victims.csv:2:6 error data/category: `femail0` in `sex` is not one of `female`, `male`, `total`',
      '  see: data/victims.csv:3:6, `femail1` in `sex` is not one of `female`, `male`, `total`',
      '  see: data/victims.csv:4:6, `femail2` in `sex` is not one of `female`, `male`, `total`',
      '  and 497 more like it, to line 501',
    ],
    [
      'data/victims.csv:2:14 error data/value-type: `x0` in `victims` is neither an integer nor a declared missing value (`[x]`, `[z]`)',
      '  see: data/victims.csv:3:14, `x1` in `victims` is neither an integer nor a declared missing value (`[x]`, `[z]`)',
      '  see: data/victims.csv:4:14, `x2` in `victims` is neither an integer nor a declared missing value (`[x]`, `[z]`)',
      '  and 497 more like it, to line 501',
    ],
  ]);
});

test('of more than a thousand in a column, the rest is counted', async () => {
  const lines = Array.from({ length: 1200 }, () => '2013,femail,1');
  const { diagnostics } = await outcome(`year,sex,victims\n${lines.join('\n')}\n`);
  const found = diagnostics.filter(({ code }) => code === 'data/category');
  expect([found.length, countProblems(found, 'error')]).toEqual([1000, 1200]);
});

test('wrong totals, repeated keys and short rows are counted as well', async () => {
  const years = Array.from({ length: 50 }, (_, index) => `${2100 + index}`);
  const totals = years.map((year) => `${year},female,1\n${year},male,0\n${year},total,2\n`).join('');
  const one = await outcome(`year,sex,victims\n${totals}`);
  expect([one.diagnostics.length, countProblems(one.diagnostics, 'error')]).toEqual([50, 50]);
  const twice = years.map((year) => `${year},female,1\n${year},female,2\n${year}\n`).join('');
  const two = await outcome(`year,sex,victims\n${twice}`);
  expect([two.diagnostics.length, countProblems(two.diagnostics, 'error')]).toEqual([100, 100]);
});

test('a pattern is matched in a time that grows with the cell alone, and what needs more is refused', async () => {
  const withPattern = (pattern: string) =>
    victimsPackage.replace(
      '- {name: victims',
      `- {name: code, type: string, constraints: {pattern: '${pattern}'}}\n        - {name: victims`,
    );
  const rows = `year,sex,code,victims\n2013,female,1x,1\n2013,male,${'1.'.repeat(2000)}!,1\n`;
  expect(await firstLine(rows, {}, withPattern('(\\d+\\.?)+x'))).toEqual([
    expect.stringMatching(/data\/constraint: .*does not match `\(\\d\+\\\.\?\)\+x`$/),
  ]);
  expect((await problemsOfPackage(withPattern('(?=a)b')))[0]).toMatch(
    /data\/package: `\(\?=a\)b` is not a regular expression that Tallybook can read\n {2}hint: write it without look-ahead/,
  );
});

test('what a draft shows of numbers and claims is printed once for a file, with three places and their number', () => {
  const typed = Array.from({ length: 40 }, (_, index) =>
    problem(
      'number/hard-typed.typed',
      { file: 'templates/a.md', line: index + 1, column: 1 },
      { text: `${index}` },
    ),
  );
  const printed = groupAlike(forDraft(typed));
  expect(countProblems(printed, 'warning')).toBe(38);
  expect(printed.map(({ position, see, others }) => [position.line, see?.length, others?.count])).toEqual([
    [1, 2, 37],
  ]);
  expect(groupAlike(typed)).toHaveLength(40);
});
