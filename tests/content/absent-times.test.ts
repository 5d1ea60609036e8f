import { expect, test } from 'vitest';
import { MemoryProject } from '../support/memory-project.js';
import { statedTable } from '../support/stated-table.js';

/** Visits by year, region and sex: 2011 is nowhere, 2012 only in the north; and by month, without March. */
const project = new MemoryProject({
  id: 'absent',
  files: {
    'data/datapackage.yaml': `
name: absent
resources:
  - name: visits
    path: visits.csv
    title: Visits
    accepts:
      - {code: gate/gap, reason: Nothing was counted in 2011., by: Office, date: 2014-12-31}
      - {code: gate/gap, where: {region: south, sex: female}, reason: Closed for repairs., by: Office, date: 2014-12-31}
      - {code: gate/gap, where: {region: south, sex: male}, reason: Closed for repairs., by: Office, date: 2014-12-31}
    schema:
      primaryKey: [year, region, sex]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: region, type: string, role: dimension, categories: [north, south]}
        - {name: sex, type: string, role: dimension, categories: [female, male]}
        - {name: visits, type: integer, role: measure, unit: visits}
  - name: monthly
    path: monthly.csv
    title: Months
    schema:
      primaryKey: [month]
      fields:
        - {name: month, type: date, role: dimension}
        - {name: visits, type: integer, role: measure, unit: visits}
  - name: elections
    path: elections.csv
    title: Elections
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension, gaps: true}
        - {name: votes, type: integer, role: measure, unit: votes}
`,
    'data/visits.csv': [
      'year,region,sex,visits',
      ...['2010', '2012', '2013'].flatMap((year) =>
        (year === '2012' ? ['north'] : ['north', 'south']).flatMap((region) =>
          ['female', 'male'].map((sex, index) => `${year},${region},${sex},${Number(year) - 2000 + index}`),
        ),
      ),
      '',
    ].join('\n'),
    'data/monthly.csv': 'month,visits\n2010-01-01,3\n2010-02-01,4\n2010-04-01,5\n',
    'data/elections.csv': 'year,votes\n2001,3\n2004,4\n2008,5\n',
  },
});

const grid = async (template: string): Promise<readonly string[]> => {
  const { content, problems } = await project.compose(`# A\n\n${template}`);
  expect(problems).toEqual([]);
  const table = content?.body.children.find((node) => node.type === 'dataTable');
  if (table?.type !== 'dataTable') throw new Error('no table');
  const { columns, rows: lines } = statedTable(table);
  const head = columns.map(({ label }) => label).join(' ');
  const rows = lines.map(({ label, cells }) =>
    [
      label,
      ...cells.map((cell) =>
        cell.kind === 'value' ? cell.entry.text : cell.kind === 'text' ? cell.text : '',
      ),
    ].join(' '),
  );
  return [head, ...rows];
};

test('a year that the data pass over has its row, and one that only others have', async () => {
  expect(await grid('{{table "visits" rows="year" columns="sex" region="south"}}')).toEqual([
    'female male',
    '2010 10 11',
    '2011 no figure no figure',
    '2012 no figure no figure',
    '2013 13 14',
  ]);
});

test('a year that the data pass over has its column', async () => {
  expect(await grid('{{table "visits" rows="sex" columns="year" region="north" sort="-2013"}}')).toEqual([
    '2010 2011 2012 2013',
    'male 11 no figure 13 14',
    'female 10 no figure 12 13',
  ]);
});

test('a month that the data pass over has its row, last where rows are sorted by size', async () => {
  expect(await grid('{{table "monthly" sort="-visits"}}')).toEqual([
    'Visits',
    '2010-04-01 5',
    '2010-02-01 4',
    '2010-01-01 3',
    '2010-03-01 no figure',
  ]);
});

test('years that need not follow one another, and chosen ones, get none', async () => {
  expect(await grid('{{table "elections"}}')).toEqual(['Votes', '2001 3', '2004 4', '2008 5']);
  expect(await grid('{{table "visits" rows="sex" columns="year" region="north" year="2010|2013"}}')).toEqual([
    '2010 2013',
    'female 10 13',
    'male 11 14',
  ]);
});
