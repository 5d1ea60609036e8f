import { expect, test } from 'vitest';
import { legendOf } from '../../src/content/helpers/table/surroundings.js';
import type { Quantity } from '../../src/model/quantity.js';
import type { TableCell } from '../../src/model/tree/table-parts.js';
import { english } from '../support/english.js';
import { MemoryProject } from '../support/memory-project.js';
import { statedTable } from '../support/stated-table.js';
import { composeSmall } from './small-project.js';

async function tableOf(call: string): Promise<ReturnType<typeof statedTable>> {
  const { content, problems } = await composeSmall(`# A\n\n${call}\n`);
  expect(problems).toEqual([]);
  const node = content?.body.children[1];
  if (node?.type !== 'dataTable') throw new Error(`expected a table, got ${node?.type}`);
  return statedTable(node);
}

const grid = (table: ReturnType<typeof statedTable>): string[] =>
  table.rows.map((row) =>
    [row.label, ...row.cells.map((cell) => (cell.kind === 'value' ? cell.entry.text : cell.text))].join(
      ' ; ',
    ),
  );

test('a table crosses two dimensions, total last, labels untouched by Markdown', async () => {
  const table = await tableOf(
    '{{table "cases" rows="offence" columns="year" caption="Cases *by* offence" id="tbl-x"}}',
  );
  expect(grid(table)).toEqual([
    'Theft* ; 1,500 ; 3,000 ; [x]',
    'Fraud | other ; 1,000 ; [z] ; 0',
    'Total ; 2,500 ; 3,000 ; [x]',
  ]);
  expect(table.columns.map((column) => column.label)).toEqual(['2010', '2011', '2012']);
  expect(table.rows.map((row) => row.total)).toEqual([false, false, true]);
  expect(table).toMatchObject({
    id: 'tbl-x',
    caption: 'Cases *by* offence',
    subtitle: 'Number of cases, 2010\u20132012',
    stub: 'Offence',
    legend: [
      { symbol: '[x]', meaning: 'not available' },
      { symbol: '[z]', meaning: 'none recorded' },
    ],
    sources: [{ title: 'Police' }],
  });
  expect(table.notes).toEqual([
    'Cases as received.',
    'No remark.',
    'Counted twice a year.',
    'Counted, with care.',
  ]);
  expect(table.columns.map(({ letters }) => letters)).toEqual([undefined, 'a', 'a']);
  expect(table.rows.map(({ cells }) => cells[0])).toMatchObject([
    { letters: 'b' },
    { letters: 'c' },
    { letters: 'b' },
  ]);
});

test('the widths of columns are shares of the whole; one too few is an error at its place', async () => {
  const { content } = await composeSmall(
    '# A\n\n{{table "cases" rows="offence" columns="year" widths="2 1 1 1"}}\n',
  );
  const node = content?.body.children[1];
  expect(node?.type === 'dataTable' && node.widths).toEqual([40, 20, 20, 20]);
  const { problems } = await composeSmall(
    '# A\n\n{{table "cases" rows="offence" columns="year" widths="2 1 1"}}\n',
  );
  expect(problems[0]).toContain('templates/small.md:3:47 error content/argument: `widths` needs 4 numbers');
});

test('a column has the decimals that its field declares, unless the table says otherwise', async () => {
  expect(grid(await tableOf('{{table "attendance" rows="year"}}'))).toEqual(['2010 ; 303', '2011 ; 402']);
  expect(grid(await tableOf('{{table "attendance" rows="year" digits=1}}'))).toEqual([
    '2010 ; 303.0',
    '2011 ; 401.6',
  ]);
});

test('filters choose rows and columns, and leave the total out unless it is named', async () => {
  expect(
    grid(
      await tableOf(
        '{{table "cases" rows="offence" columns="year" offence="fraud|theft" from=2010 to=2011}}',
      ),
    ),
  ).toEqual(['Fraud | other ; 1,000 ; [z]', 'Theft* ; 1,500 ; 3,000']);
});

test('sort orders rows by a column and keeps the total last', async () => {
  expect(grid(await tableOf('{{table "cases" rows="offence" columns="year" sort="2010"}}'))[0]).toBe(
    'Fraud | other ; 1,000 ; [z] ; 0',
  );
  expect(grid(await tableOf('{{table "cases" rows="offence" columns="year" sort="-2010"}}'))[2]).toMatch(
    /^Total/,
  );
});

test('without columns the measures are the columns, each with its own decimals and its unit, unless its title says it', async () => {
  const table = await tableOf('{{table "rates"}}');
  expect(table.columns.map(({ label, unit }) => [label, unit])).toEqual([
    ['Rate', '%'],
    ['People', undefined],
  ]);
  expect(grid(table)).toEqual(['north ; 12.50 ; 40', 'south ; 7.25 ; 60']);
  expect(table).toMatchObject({ subtitle: '2010\u20132011', illustrative: true, id: 'tbl-rates' });
});

test('a title that says the years is not followed by them', async () => {
  const { subtitle } = await tableOf('{{table "rates" caption="Rates, 2010\u20132011"}}');
  expect(subtitle).toBeUndefined();
});

test('digits are those of the shares where counts stand beside them', async () => {
  const table = await tableOf('{{table "cases" rows="offence" year=2010 shares=true digits=2}}');
  expect(grid(table)[0]).toBe('Theft* ; 1,500 ; 60.00');
  expect(table.columns.map((column) => column.label)).toEqual(['Cases', 'Share of total']);
});

test('shares show each cell in percent of the total of its column, and a missing part stays missing', async () => {
  expect(
    grid(await tableOf('{{table "cases" rows="offence" columns="year" from=2010 to=2011 shares=true}}')),
  ).toEqual(['Theft* ; 60.0 ; 100', 'Fraud | other ; 40.0 ; [z]', 'Total ; 100 ; 100']);
  expect(grid(await tableOf('{{table "cases" rows="offence" year=2010 shares=true}}'))[0]).toBe(
    'Theft* ; 1,500 ; 60.0',
  );
});

test('millions are said once above the numbers: in the head of their column, or under the title', async () => {
  const files = {
    'data/datapackage.yaml': `name: money
resources:
  - name: money
    path: money.csv
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year}
        - {name: spent, title: Spent, type: number, unit: million euros}
        - {name: planned, title: Planned, type: number, unit: billion euros}
`,
    'data/money.csv': 'year,spent,planned\n2014,1.5,2\n2015,2.25,3\n',
  };
  const money = new MemoryProject({ id: 'a', files });
  const { content, problems, texts } = await money.compose(`# A {#sec-a}

{{value "money" measure="spent" year=2014}} euros.

{{table "money" rows="year" measure="spent" caption="One" id="tbl-a"}}

{{table "money" rows="year" caption="Both" id="tbl-b"}}
`);
  expect(problems).toEqual([]);
  expect(texts).toEqual(['1.5 million', '1.50', '2.25', '1.50', '2', '2.25', '3']);
  const tables = content?.body.children.flatMap((node) =>
    node.type === 'dataTable' ? [statedTable(node)] : [],
  );
  expect(tables?.map(({ subtitle, columns }) => [subtitle, ...columns.map(({ unit }) => unit)])).toEqual([
    ['Million euros, 2014\u20132015', undefined],
    ['2014\u20132015', 'million euros', 'billion euros'],
  ]);
});

test('one symbol with two meanings has two lines in the legend', () => {
  const cell = (meaning: string): TableCell => {
    const value = { kind: 'missing', code: '', symbol: '[x]', meaning } as const;
    const rest = { unit: '', dataset: 'cases', cells: [], operation: 'value', digits: 0 } as const;
    const at = { file: 'a.md', line: 1, column: 1 };
    const quantity: Quantity = { kind: 'quantity', value, ...rest, illustrative: false, at };
    return { kind: 'value', entry: { text: '[x]', place: 'table', quantity } };
  };
  const row = { label: '2010', total: false, cells: [cell('not asked'), cell('lost'), cell('lost')] };
  expect(legendOf([row], english).map(({ meaning }) => meaning)).toEqual(['not asked', 'lost']);
});
