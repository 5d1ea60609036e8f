import { expect, test } from 'vitest';
import { plainText } from '../../src/report/tree.js';
import { MemoryProject } from '../support/memory-project.js';

const resource = (name: string, type: string, column: string) => `
  - name: ${name}
    path: ${name}.csv
    title: ${name}
    schema:
      primaryKey: [${column}]
      fields:
        - {name: ${column}, type: ${type}}
        - {name: count, type: integer, unit: visits}`;
const project = new MemoryProject({
  id: 'editions',
  edition: 2024,
  files: {
    'data/datapackage.yaml': `
name: editions
resources:${resource('by-year', 'year', 'year')}${resource('by-month', 'month', 'month')}${resource('by-school-year', 'school-year', 'begun')}
`,
    'data/by-year.csv': 'year,count\n2020,10\n2021,20\n2022,30\n2023,40\n2024,50\n',
    'data/by-month.csv': `month,count\n${Array.from({ length: 24 }, (_, index) => `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')},${100 + index}`).join('\n')}\n`,
    'data/by-school-year.csv': 'begun,count\n2022/23,7\n2023/24,8\n2024/25,9\n',
  },
});
const printed = async (template: string) => {
  const { texts, problems } = await project.compose(`# A\n\n${template}`);
  expect(problems).toEqual([]);
  return texts;
};

test('a period is named by the edition, in each spelling and for each type of period', async () => {
  expect(await printed('{{value "by-year" year="edition"}} {{value "by-year" year="edition-4"}}')).toEqual([
    '50',
    '10',
  ]);
  expect(await printed('{{value "by-year" year=(edition -1)}} {{value "by-year" year=edition}}')).toEqual([
    '40',
    '50',
  ]);
  // The first month of a year where it begins a span, and the last elsewhere.
  expect(await printed('{{sum "by-month" from="edition" to="edition"}}')).toEqual(['1,410']);
  expect(
    await printed('{{value "by-month" month="edition"}} {{value "by-month" month="{edition-1}-02"}}'),
  ).toEqual(['123', '101']);
  expect(await printed('{{value "by-school-year" begun="edition-1"}}')).toEqual(['8']);
});

test('other cells and lists name periods by the edition too', async () => {
  expect(await printed('{{share "by-year" year="edition-1" of="year=edition"}}')).toEqual(['80.0%']);
  expect(await printed('{{sum "by-year" year="edition-2|edition-1|edition"}}')).toEqual(['120']);
});

test('text prints the year of the edition and years around it', async () => {
  const { content } = await project.compose('# A\n\nFrom {{edition -4}} to {{edition}}.');
  expect(plainText(content?.body.children ?? [])).toContain('From 2020 to 2024.');
});

test('a year that the data do not have is told at its place, and a step is a whole number', async () => {
  const { problems } = await project.compose('# A\n\n{{value "by-year" year="edition-9"}}{{edition 0.5}}');
  expect(problems).toEqual([
    expect.stringContaining(
      'templates/editions.md:3:19 error content/unknown-category: `year` has no category `2015`',
    ),
    expect.stringContaining(
      'templates/editions.md:3:47 error content/argument: `edition` takes a whole number of years',
    ),
  ]);
});

test('a year of months is their sum, and no year is made of one month or of some', async () => {
  expect(await printed('{{sum "by-month" from=2024 to=2024}} {{sum "by-month" from="edition-1"}}')).toEqual([
    '1,410',
    '2,676',
  ]);
  expect(
    await printed('{{change (sum "by-month" from=2024 to=2024) from=(sum "by-month" from=2023 to=2023)}}'),
  ).toEqual(['+144']);
  const { problems } = await project.compose(
    [
      '# A\n',
      '{{value "by-month" year=2024}}',
      '{{value "by-month" month=2024}}',
      '{{change "by-month" from="edition-1" to="edition"}}',
      '{{#claim "rose" "by-month" from=2023 to=2024}}It rose{{/claim}}',
    ].join('\n'),
  );
  expect(problems).toEqual([
    expect.stringMatching(/:3:20 error content\/unknown-parameter: .*\n {2}hint: .* a year is `\{\{sum /),
    expect.stringMatching(/:4:20 error content\/unknown-category: .*\n {2}hint: for a year write `\{\{sum /),
    expect.stringContaining(':5:21 error guard/unlike-periods: `change` would compare'),
    expect.stringContaining(':6:28 error guard/unlike-periods: `claim` would compare'),
  ]);
});

test('captions of tables and pictures, headings and text name the years of the edition alike', async () => {
  const { content, problems } = await project.compose(
    [
      '# Visits in {edition} {#sec-a}\n',
      'From {edition-4} to {{edition}}, not \\{{edition}}.   {{~! what is cut }}\n',
      '| Reader | Note |',
      '| :-- | :-- |',
      '| Adults | in {edition-1} |',
      '',
      ': Notes of {edition-1} {#tbl-notes}\n',
      '![Branches](branches.svg){#fig-branches caption="Branches in {edition+1}"}\n',
      'It was in {edition} that 12 were typed.',
    ].join('\n'),
  );
  const text = plainText(content?.body.children ?? []);
  for (const each of [
    'Visits in 2024',
    'From 2020 to 2024, not {{edition}}.',
    'in 2023',
    'Notes of 2023',
    'Branches in 2025',
  ])
    expect(text).toContain(each);
  // What stands behind a year keeps its place.
  expect(problems).toEqual([
    expect.stringContaining('templates/editions.md:11:1 error content/missing-image'),
    expect.stringContaining('templates/editions.md:13:26 error number/hard-typed'),
  ]);
});
