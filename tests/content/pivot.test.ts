import { expect, test } from 'vitest';
import { pivotOf, problemsOf } from './pivot-project.js';

test('columns stand under the heads of two dimensions, each total in its place, alone under none', async () => {
  const table = await pivotOf(
    '{{table "deaths" rows="district" columns="year|sex" region="North" measure="deaths"}}',
  );
  expect(table.problems).toEqual([]);
  expect(table.heads).toEqual([
    '2019 / women',
    '2019 / men',
    '2019 / All',
    '2020 / women',
    '2020 / men',
    '2020 / All',
    'Both years',
  ]);
  expect(table.columns.map(({ total }) => total)).toEqual([false, false, true, false, false, true, true]);
  expect(table.lines).toEqual([
    'Alba: 90 120 210 80 140 220 430',
    'All districts: 90 120 210 80 140 220 430',
  ]);
  expect(table.subtitle).toBe('Number of deaths, 2019–2020');
});

test('rows stand under the heads of their groups; a combination that is not in the data says so', async () => {
  const table = await pivotOf(
    '{{table "deaths" rows="region|district" columns="year|sex" year="2019|2020" sex="women|men" measure="deaths"}}',
  );
  expect(table.problems).toEqual([]);
  expect(table.stub).toBe('Region, District');
  expect(table.lines).toEqual([
    'North / Alba: 90 120 80 140',
    'North / All districts: 90 120 80 140',
    'South / Vlora: 3 4 50 60',
    'South / Saranda: [x] [x] 5 5',
  ]);
  expect(table.legend).toEqual([{ symbol: '[x]', meaning: 'not in the data' }]);
});

test('up to three dimensions stand in one another, and rows are sorted in their groups', async () => {
  const three = await pivotOf(
    '{{table "deaths" rows="district" columns="region|year|sex" district="Alba" measure="deaths"}}',
  );
  expect(three.heads.slice(0, 3)).toEqual([
    'North / 2019 / women',
    'North / 2019 / men',
    'North / 2019 / All',
  ]);
  const sorted = await pivotOf(
    '{{table "deaths" rows="region|district" columns="year|sex" year=2020 sort="2020|men" sex="women|men" measure="deaths"}}',
  );
  expect(sorted.lines.slice(2)).toEqual(['South / Saranda: 5 5', 'South / Vlora: 50 60']);
});

test.each([
  ['columns="year|year"', 'Unexpected `year` as rows and columns, expected two dimensions'],
  [
    'columns="year|sexes"',
    'Unexpected field `sexes`, expected a dimension of `deaths`: `region`, `district`, `year`, `sex`',
  ],
  ['rows="district|year|sex|region"', 'Unexpected 4 dimensions in `rows`, expected 3 at most'],
  [
    'rows="region|district" columns="year|sex" region="North" district="Vlora|Alba" measure="deaths"',
    'Unexpected `Vlora` in `district`, expected categories for which `deaths` has rows',
  ],
])('%s is refused', async (call, message) => {
  const problems = await problemsOf(
    `{{table "deaths" ${call.includes('rows') ? '' : 'rows="district" '}${call}}}`,
  );
  expect(problems).toEqual([expect.stringContaining(message)]);
});
