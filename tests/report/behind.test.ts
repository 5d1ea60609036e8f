import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { buildInMemory, sampleProject } from '../commands/verify/sample-output.js';

const found = async (changes: Readonly<Record<string, readonly [string, string]>>) => {
  const files = { ...sampleProject };
  for (const [file, [before, after]] of Object.entries(changes))
    files[file] = (files[file] ?? '').replace(before, after);
  const { diagnostics } = await buildInMemory(files);
  return diagnostics.map(formatDiagnostic).filter((text) => text.includes('report/behind'));
};
// The sample is of 2015, and its text and data of 2014.
const data2015 = {
  'data/visits.csv': ['2014,total,4200\n', '2014,total,4200\n2015,children,1\n2015,adults,1\n2015,total,2\n'],
} as const;
const text = { 'templates/visits.md': ['columns="year" id', 'columns="year" to=2014 id'] } as const;

test('a report of last year’s text beside the data of its edition is warned, unless it says its day', async () => {
  expect(await found({})).toEqual([]);
  expect(await found({ ...data2015, ...text })).toEqual([
    expect.stringContaining(
      'tallybook.yaml:6:3 warning report/behind: The last number of this report is of 2014, and its edition is 2015',
    ),
  ]);
  expect(await found(data2015)).toEqual([]);
  const asAt = ['reports:', 'imprint: {as-at: 2014-12-31}\nreports:'] as const;
  expect(await found({ ...data2015, ...text, 'tallybook.yaml': asAt })).toEqual([]);
});

test('and so is one whose title names the year before', async () => {
  const titled = async (year: string) =>
    found({ 'tallybook.yaml': ['title: Visits', `title: Visits in ${year}`] });
  expect(await titled('2014')).toEqual([
    expect.stringContaining('The title of this report names 2014, and its edition is 2015'),
  ]);
  expect(await titled('{edition}')).toEqual([]);
});
