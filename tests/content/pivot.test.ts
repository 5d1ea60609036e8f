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
  ['columns="year|year"', '`year` is named twice for the rows and columns of this table'],
  ['columns="year|sexes"', '`deaths` has no dimension `sexes`'],
  ['rows="district|year|sex|region"', '`rows` names 4 dimensions, and a table takes 3 at most'],
  [
    'rows="region|district" columns="year|sex" region="North" district="Vlora|Alba" measure="deaths"',
    '`deaths` has no row for `Vlora` of `district` in this table',
  ],
])('%s is refused', async (call, message) => {
  const problems = await problemsOf(
    `{{table "deaths" ${call.includes('rows') ? '' : 'rows="district" '}${call}}}`,
  );
  expect(problems).toEqual([expect.stringContaining(message)]);
});

const four = 'columns="year|sex" year="2019|2020" measure="deaths"';

test('a group without a total in the data gets the sum of its rows, and says that it is one', async () => {
  const table = await pivotOf(
    `{{table "deaths" rows="region|district" ${four} sex="women|men" subtotals=true}}`,
  );
  expect(table.problems).toEqual([]);
  expect(table.lines.slice(1)).toEqual([
    'North / All districts: 90 120 80 140',
    'South / Vlora: 3 4 50 60',
    'South / Saranda: [x] [x] 5 5',
    'South / Subtotal: [x] [x] 55 65',
  ]);
  const cell = table.rows.at(-1)?.cells.at(-1);
  expect(cell).toMatchObject({ entry: { quantity: { operation: 'sum', cells: [{}, {}] } } });
});

test('shares stand beside the counts that they are made from, of their column or of their row', async () => {
  const column = await pivotOf(
    '{{table "deaths" rows="region|district" columns="year|sex" region="South" year=2020 sex="all" measure="deaths" shares="of-column" subtotals=true}}',
  );
  expect(column.heads).toEqual(['2020 / All / Deaths', '2020 / All / Share of column (%)']);
  expect(column.lines).toEqual([
    'South / Vlora: 110 91.7',
    'South / Saranda: 10 8.3',
    'South / Subtotal: 120 100',
  ]);
  const row = await pivotOf(
    `{{table "deaths" rows="district" region="South" district="Vlora" ${four} shares="of-row"}}`,
  );
  expect(row.heads).toContain('2020 / women / Share of “All” (%)');
  expect(row.heads.slice(0, 5)).toEqual([
    '2019 / women / Deaths',
    '2019 / women / Share of “All”',
    '2019 / men / Deaths',
    '2019 / men / Share of “All”',
    '2019 / All / Deaths',
  ]);
  expect(row.lines).toEqual(['Vlora: 3 3 of 7 4 4 of 7 7 50 45.5 60 54.5 110']);
});

test('changes stand beside the numbers since the time before, none before the first', async () => {
  const table = await pivotOf(
    `{{table "deaths" rows="region|district" ${four} sex="women" change="previous" percent-change="previous"}}`,
  );
  expect(table.problems).toEqual([]);
  expect(table.heads).toEqual([
    '2019 / women / Deaths',
    '2020 / women / Deaths',
    '2020 / women / Change from 2019',
    '2020 / women / Change from 2019 (%)',
  ]);
  expect(table.lines.slice(1)).toEqual([
    'North / All districts: 90 80 \u221210 \u221211.1',
    'South / Vlora: 3 50 +47 +47 from 3',
    'South / Saranda: [x] 5 [x] [x]',
  ]);
  const cells = table.rows[0]?.cells.map((each) =>
    each.kind === 'value' ? each.entry.quantity.operation : each,
  );
  expect(cells).toEqual(['value', 'value', 'change', 'percent-change']);
});

test.each([
  [`rows="district" ${four} region="South" shares="of-all"`, '`shares` cannot be `of-all`'],
  [`rows="district" ${four} region="South" change="first"`, '`change` cannot be `first`'],
  ['rows="district" region="South" year=2020 change="previous"', '`change` needs columns'],
  ['rows="year" region="South" district="Vlora" measure="deaths" shares="of-row"', '`shares` needs columns'],
  [
    'rows="year" columns="sex" region="South" district="Vlora" measure="deaths" change="previous"',
    '`change` compares times, and no column of this table is a time',
  ],
  [
    'rows="sex" columns="year" region="South" district="Vlora" measure="rate" shares="of-column"',
    '`rate` does not add up, so it has no shares',
  ],
  [`rows="district" ${four} region="South" subtotals=true`, '`subtotals` are sums of groups'],
  [
    `rows="region|district" ${four} district="Alba|Vlora" subtotals=true`,
    'The `subtotals` would be sums of some categories of `district`, and look like sums of all',
  ],
  [
    'rows="region|district" columns="year" measure="rate" subtotals=true',
    '`deaths` has no measure that adds up, so it has no `subtotals`',
  ],
])('%s is refused', async (call, message) => {
  expect(await problemsOf(`{{table "deaths" ${call}}}`)).toEqual([expect.stringContaining(message)]);
});
