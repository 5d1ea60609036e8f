import { expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import { chartsOf } from '../../src/content/markdown/chart-words.js';
import { chartForms } from '../../src/extensions/forms.js';
import { inWords } from '../../src/language/periods.js';
import type { DataTableNode } from '../../src/model/tree/nodes.js';
import { visit } from '../../src/model/tree/visit.js';
import { problems as dataProblems } from '../data/problems.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { MemoryProject } from '../support/memory-project.js';

const packageOf = (gaps: string) => `
name: periods
resources:
  - name: visits
    path: visits.csv
    title: Visits
    schema:
      primaryKey: [quarter]
      fields:
        - {name: quarter, type: quarter${gaps}}
        - {name: visits, type: integer, unit: visits}
  - name: pupils
    path: pupils.csv
    title: Pupils
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: school-year}
        - {name: pupils, type: integer, unit: pupils}
`;
const rows = ['2023-Q1,10', '2023Q2,12', '2023-Q3,14', '2024-Q1,20', '2024-Q2,25', '2024-Q3,21'];
const files = {
  'data/datapackage.yaml': packageOf(', gaps: true'),
  // In the file the order is another one.
  'data/visits.csv': `quarter,visits\n${[...rows].reverse().join('\n')}\n`,
  'data/pupils.csv': 'year,pupils\n2021/22,3\n2022/23,4\n2023/2024,6\n',
};
const project = new MemoryProject({ id: 'periods', edition: 2024, files });
const compose = async (template: string) => project.compose(`# A\n\n${template}`);

test('a quarter that is left out is a gap, as a year is', async () => {
  expect(await dataProblems({ ...files, 'data/datapackage.yaml': packageOf('') })).toEqual([
    expect.stringContaining('There is no row for `2023-Q4` in `quarter`'),
  ]);
});

test('a quarter that is left out is no part of a sum that nobody hears of', async () => {
  expect((await compose('{{sum "visits" from="2023-Q3" to="2024-Q2"}}')).problems).toEqual([
    expect.stringContaining(':3:16 error content/argument: There is no row for `2023-Q4` of `quarter`'),
  ]);
});

test('a cell that is no quarter says what one looks like; twice the same is found in whatever form', async () => {
  const withRow = (row: string) =>
    dataProblems({ ...files, 'data/visits.csv': `${files['data/visits.csv']}${row}\n` });
  expect(await withRow('2024-Q5,1')).toEqual([
    expect.stringContaining('`2024-Q5` in `quarter` is not a quarter such as `2024-Q3`'),
  ]);
  expect(await withRow('Q1 2024,1')).toEqual([expect.stringContaining('data/duplicate-key')]);
});

test('changes are on the period before, and on the same of the year before; over a gap they are none', async () => {
  const { texts, problems } = await compose(
    '{{change "visits" quarter="2024-Q3" on="period-before"}}, {{change "visits" quarter="2024-Q3" on="year-before"}}, {{change "pupils" year="2023/24" on="period-before"}}, {{sum "visits" from="2023-Q3" to="2024-Q2" partial=true}}',
  );
  expect(problems).toEqual([]);
  expect(texts).toEqual(['−4', '+7', '+2', 'at least 59']);
  const faults = async (call: string) => (await compose(call)).problems.join();
  expect(await faults('{{change "visits" quarter="2024-Q1" on="period-before"}}')).toContain(
    'content/unknown-cell: `visits` has no `2023-Q4`, with which `on="period-before"` compares `2024-Q1`',
  );
  expect(await faults('{{change "visits" quarter="2024-Q1" on="month-before"}}')).toContain(
    '`on` cannot be `month-before`',
  );
  expect(await faults('{{change "visits" quarter="2024-Q1" from="2023-Q1" on="year-before"}}')).toContain(
    '`from` and `on` both say what is compared',
  );
});

test('claims take periods as they take years, none left out', async () => {
  const claim = async (rest: string) =>
    (await compose(`{{#claim ${rest}}}It rose in every quarter.{{/claim}}`)).problems;
  expect(await claim('"increasing" "visits" from="2023-Q1" to="2023-Q3"')).toEqual([]);
  expect((await claim('"increasing" "visits" from="2023-Q1" to="2024-Q2"')).join()).toContain('`2023-Q4`');
  expect((await claim('"increasing" "visits" from="2024-Q1" to="2024-Q3"')).join()).toContain('claim/false');
});

test('another year beside a quarter is found; one of a school year’s two is none', async () => {
  expect(
    (await compose('In 2023 there were {{value "visits" quarter="2024-Q3"}} visits.')).problems.join(),
  ).toContain('number/period');
  expect((await compose('In 2024 there were {{value "visits" quarter="2024-Q3"}} visits.')).problems).toEqual(
    [],
  );
  expect((await compose('In 2024 there were {{value "pupils" year="2023/24"}} pupils.')).problems).toEqual(
    [],
  );
});

test('a reader meets them in words, in the order of time, with a place for each along the axis', async () => {
  const { value: data } = await project.prepared();
  const shown = inWords(data, english);
  expect(shown.visits?.fields[0]?.categories.map(({ label }) => label)).toEqual([
    'Q1 2023',
    'Q2 2023',
    'Q3 2023',
    'Q1 2024',
    'Q2 2024',
    'Q3 2024',
  ]);
  expect(shown.pupils?.fields[0]?.categories.map(({ label }) => label)).toEqual([
    '2021/22',
    '2022/23',
    '2023/24',
  ]);
  const { content, problems } = await compose(
    '{{line "visits" id="fig-a"}}\n\n{{table "visits" rows="quarter" id="tbl-a"}}',
  );
  expect(problems).toEqual([]);
  if (content === undefined) throw new Error('nothing composed');
  const words: string[] = [];
  visit(content.body, (node) => {
    if (node.type === 'dataTable') {
      const [, subtitle] = (node as DataTableNode).children;
      words.push(...subtitle.children.flatMap((part) => ('value' in part ? [String(part.value)] : [])));
    }
  });
  expect(words).toEqual(['Number of visits, Q1 2023 to Q3 2024']);
  const { value, diagnostics } = await renderCharts(
    { charts: chartsOf(content.body), data: shown, language: english, forms: chartForms },
    repositoryHost(),
  );
  expect(diagnostics).toEqual([]);
  const chart = value['fig-a'];
  expect(chart?.description).toContain('Q4 2023');
  const axis = chart?.labels.filter(({ role }) => role === 'axis').map(({ text }) => text);
  expect(axis?.slice(2, 5)).toEqual(['Q3 2023', 'Q4 2023', 'Q1 2024']);
});

test('months and weeks are named by the language', () => {
  expect(english.period('month', '2024-03')).toBe('March 2024');
  expect(english.period('week', '2024-W05')).toBe('week 5 of 2024');
});
