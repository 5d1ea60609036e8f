/** Tables as offices have them: shape declared, never guessed, and every cell with its place in the file. */
import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { cellOrigin } from '../../src/model/dataset/cell.js';
import { decimalsOf, isNumeric, toExact } from '../../src/model/dataset/value.js';
import { toDecimalText } from '../../src/model/exact.js';
import { prepared } from './problems.js';

/** Two levels of heads as a workbook has them when it is saved as CSV: titles above, notes below, groups said once. */
const pivot = `Table 3. Deaths by region and sex,,,,,
(persons),,,,,
,,,,,
Region / Rajoni,District,2019,,2020,
,,M,F,M,F
North,Alba,12,9 (u),"1,013",8
,Berat,3,..,4,5
,,,,,
South,Vlora,7 p,6,5,4
Source: Civil register.,,,,,
`;

const declared = (more = '') => `resources:
  - name: deaths
    path: deaths.csv
    table: {skip: 3, header: [1, 2], footer: 1, fill: ["Region / Rajoni"]}
    columns: {region: "Region / Rajoni", area: "District"}
    unpivot: {headings: "* | *", into: [year, sex], value: deaths}
    flags: {deaths: {"(u)": u, "p": p, "..": "[x]"}}
    constants: {indicator: "mortality"}
    rename: {sex: {M: men, F: women}}
${more}    schema:
      primaryKey: [indicator, region, area, year, sex]
      missingValues: ["[x]"]
      fields:
        - {name: indicator}
        - {name: region}
        - {name: area}
        - {name: year, type: year}
        - {name: sex, categories: [women, men]}
        - {name: deaths, type: integer, unit: persons, groupChar: ","}
`;

async function read(file: string, text = declared()) {
  const { value, diagnostics } = await prepared({ 'data/datapackage.yaml': text, 'data/deaths.csv': file });
  const rows = value.deaths?.rows.map((row) => {
    const cell = row.measures.deaths;
    const number =
      cell !== undefined && isNumeric(cell)
        ? toDecimalText(toExact(cell), decimalsOf(cell))
        : cell?.kind === 'missing'
          ? cell.symbol
          : '';
    const { line, column } = cellOrigin(row, 'deaths');
    return [
      Object.values(row.keys).join(' '),
      number,
      row.marks?.deaths?.join('') ?? '',
      `${line}:${column}`,
    ];
  });
  return { rows, problems: diagnostics.map(formatDiagnostic) };
}

test('a pivot with two levels of heads becomes tidy rows, each cell with its place in the file', async () => {
  const { rows, problems } = await read(pivot);
  expect(problems).toEqual([]);
  expect(rows).toEqual([
    ['mortality North Alba 2019 women', '9', 'u', '6:15'],
    ['mortality North Alba 2019 men', '12', '', '6:12'],
    ['mortality North Alba 2020 women', '8', '', '6:29'],
    ['mortality North Alba 2020 men', '1013', '', '6:21'],
    ['mortality North Berat 2019 women', '[x]', '', '7:10'],
    ['mortality North Berat 2019 men', '3', '', '7:8'],
    ['mortality North Berat 2020 women', '5', '', '7:15'],
    ['mortality North Berat 2020 men', '4', '', '7:13'],
    ['mortality South Vlora 2019 women', '6', '', '9:17'],
    ['mortality South Vlora 2019 men', '7', 'p', '9:13'],
    ['mortality South Vlora 2020 women', '4', '', '9:21'],
    ['mortality South Vlora 2020 men', '5', '', '9:19'],
  ]);
});

test('a row that was added above the table is told, with the line that takes it in', async () => {
  const text = (table: string) => declared().replace('skip: 3, header: [1, 2], footer: 1', table);
  const empty = (await read(`,,,,,\n,,,,,\n${pivot}`, text('skip: 4, footer: 1'))).problems;
  expect(empty).toEqual([
    'data/deaths.csv:5:1 error data/heading: The row of the headings is empty\n' +
      '  hint: if a row was added above the table, write `skip: 5` under `table`',
  ]);
  const inRange = (await read(pivot, text('range: "A3:F9"'))).problems;
  expect(inRange).toEqual([
    'data/deaths.csv:3:1 error data/heading: The row of the headings is empty\n' +
      '  hint: begin `range` or end `skip` where the headings are, or name their row in `header`',
  ]);
});

test('a heading that was changed is told once, with the line that takes it in', async () => {
  const text = (column: string) => `resources:
  - name: visits
    path: deaths.csv
    columns: {${column}}
    schema:
      primaryKey: [month]
      fields:
        - {name: month}
        - {name: visits, type: integer, unit: visits}
`;
  const told = async (header: string) =>
    (await read(`${header}\nMay,7\n`, text('visits: Visits 2024'))).problems;
  expect(await told('month,Visits')).toEqual([
    'data/datapackage.yaml:4:23 error data/heading: There is no heading `Visits 2024`; there are `month`, `Visits`\n' +
      '  hint: if the heading was changed, write `visits: "Visits"` under `columns`',
  ]);
  expect((await read('month,Visits\nMay,7\n', text('visits: "Visits"'))).problems).toEqual([]);
  expect(await told('month,Visits of 2024')).toEqual([
    expect.stringContaining('did you mean `Visits of 2024`?'),
  ]);
  expect(await told('Month of the year,Visits 2024')).toEqual([
    expect.stringContaining('name it: `columns: {month: "Month of the year"}`'),
  ]);
  expect(await told('month,Visits,Remarks')).toMatchObject([
    expect.stringContaining('write `visits: "Visits"`'),
    expect.stringContaining('`Remarks` belongs to no field'),
  ]);
});

test('a column without a heading holds the flags of the numbers to its left, where that is declared', async () => {
  const file = `geo,2019,,2020,
AL,12.5,,13.1,p
XK,:,u,9.0,be
`;
  const text = (
    more = ', unheaded: flags',
    flags = 'p: p, b: b, e: e, be: b, ":": "[x]", ": u": "[x]"',
  ) => `resources:
  - name: deaths
    path: deaths.csv
    table: {header: [1]${more}}
    unpivot: {headings: ["2019", "2020"], into: [year], value: deaths}
    flags: {deaths: {${flags}}}
    schema:
      primaryKey: [geo, year]
      missingValues: ["[x]"]
      fields:
        - {name: geo}
        - {name: year, type: year}
        - {name: deaths, type: number, unit: "%", additive: false}
`;
  expect(await read(file, text())).toEqual({
    problems: [],
    rows: [
      ['AL 2019', '12.5', '', '2:4'],
      ['AL 2020', '13.1', 'p', '2:10'],
      ['XK 2019', '[x]', '', '3:4'],
      ['XK 2020', '9.0', 'b', '3:8'],
    ],
  });
  expect((await read(file, text(''))).problems.map((each) => each.split('\n')[0])).toEqual([
    'data/deaths.csv:2:15 error data/heading: `p` is in a column without a heading',
    'data/deaths.csv:3:6 error data/heading: `u` is in a column without a heading',
  ]);
  expect((await read(file, text().replace(/ {4}flags: .*\n/, ''))).problems).toMatchObject([
    expect.stringContaining('`13.1 p` in `deaths` is'),
    expect.stringContaining('`: u` in `deaths` is'),
    expect.stringContaining('`9.0 be` in `deaths` is'),
  ]);
  expect((await read(file, text(undefined, 'p: p, ":": "[x]", ": u": "[x]"'))).problems).toMatchObject([
    expect.stringContaining('3:8 error data/flag: `be` beside a number in `deaths`'),
  ]);
});

test('a year and its month in two columns are one period', async () => {
  const text = (type: string) => `resources:
  - name: deaths
    path: deaths.csv
    combine: {period: [Viti, Muaji]}
    schema:
      primaryKey: [period]
      fields:
        - {name: period, type: ${type}}
        - {name: deaths, type: integer, unit: persons}
`;
  const months = 'Viti,Muaji,deaths\n2019,11,3\n2019,M12,4\n2020,01,5\n';
  const { rows, problems } = await read(months, text('month'));
  expect(problems).toEqual([]);
  expect(rows?.map(([key]) => key)).toEqual(['2019-11', '2019-12', '2020-01']);
  const first = async (file: string, type: string) =>
    (await read(file, text(type))).problems[0]?.split('\n')[0];
  expect(await first(months.replace('2020,01', '2020,13'), 'month')).toBe(
    'data/deaths.csv:4:6 error data/value-type: `2020 13` in `period` is not a month such as `2024-03`',
  );
  expect(await first('Viti,Muaji,deaths\n2019,Q4,3\n2020,5,3\n', 'quarter')).toBe(
    'data/deaths.csv:3:6 error data/value-type: `2020 5` in `period` is not a quarter such as `2024-Q3`',
  );
  expect(await first(months, 'string')).toBe(
    'data/datapackage.yaml:4:15 error data/package: Only a quarter, month or week can be in two columns; `period` has the type `string`',
  );
  expect(await first(months.replace('Muaji', 'Muaj'), 'month')).toBe(
    'data/datapackage.yaml:4:30 error data/heading: There is no heading `Muaji`; there are `Viti`, `Muaj`, `deaths`',
  );
});

test('the column that names the rows may have no heading', async () => {
  const text = (heading = '""') => `resources:
  - name: deaths
    path: deaths.csv
    table: {skip: 1, header: [1, 2], footer: 1}
    columns: {year: ${heading}}
    unpivot: {headings: "* | *", into: [area, sex], value: deaths}
    schema:
      primaryKey: [year, area, sex]
      fields:
        - {name: year, type: year}
        - {name: area}
        - {name: sex}
        - {name: deaths, type: integer, unit: persons}
`;
  const file = ',Table 1,,,\n,,North,,South\n,,M,F,M\n,2019,1,2,3\n,2020,4,5,6\n,Note (1),,,\n';
  const { rows, problems } = await read(file, text());
  expect(problems).toEqual([]);
  expect(rows?.map(([key, value]) => `${key} ${value}`)).toEqual([
    '2019 North M 1',
    '2019 North F 2',
    '2019 South M 3',
    '2020 North M 4',
    '2020 North F 5',
    '2020 South M 6',
  ]);
  expect((await read(file.replaceAll('\n,', '\nyear,'), text())).problems[0]).toContain(
    'There is no heading ``; there are `year | year`, `North | M`, `North | F`, `South | M`',
  );
});

test('a row of one name heads the rows below it, to the next one or an empty row', async () => {
  const text = `resources:
  - name: deaths
    path: deaths.csv
    table: {groups: part, footer: 1}
    schema:
      primaryKey: [part, area, year]
      fields:
        - {name: part}
        - {name: area}
        - {name: year, type: year}
        - {name: deaths, type: integer, unit: persons}
`;
  const file =
    'area,year,deaths\nNorth,,\nAlba,2020,1\nSubtotal,2020,1\nSouth,,\nVlora,2020,2\nSubtotal,2020,2\n,,\nAll,2020,3\nSource,,\n';
  const { rows, problems } = await read(file, text);
  expect(problems).toEqual([]);
  expect(rows?.map(([keys, number]) => `${keys} ${number}`)).toEqual([
    'North Alba 2020 1',
    'North Subtotal 2020 1',
    'South Subtotal 2020 2',
    'South Vlora 2020 2',
    'All All 2020 3',
  ]);
  expect((await read(file, text.replace('groups: part', 'groups: deaths'))).problems[0]).toContain(
    'datapackage.yaml:4:21 error data/package',
  );
});

const ranged = (range: string, resource = '') => `resources:
  - name: deaths
    path: deaths.csv
    table: {range: "${range}"}
    columns: {region: Region}
    unpivot: {headings: "*", into: [year], value: deaths}
    schema:
      primaryKey: [region, year]
      fields:
        - {name: region}
        - {name: year, type: year}
        - {name: deaths, type: integer, unit: persons}
${resource}`;

const cutText = (range: string, said: string, wider: string) =>
  `data/datapackage.yaml:4:20 warning data/cut: \`deaths\` reads ${range}, and ${said}\n  hint: if it is part of the table, write \`range: "${wider}"\``;

test.each([
  ['a year more', 'Region,2019,2020\nNorth,1,2\nSouth,3,4\n', 'A1:B3', ['C1 beside it says `2020`', 'A1:C3']],
  [
    'rows more',
    'Region,2019\nNorth,1\nSouth,3\nEast,4\n,\nSource: all,\n',
    'A1:B2',
    ['A3 below it says `South`', 'A1:B4'],
  ],
  ['both', 'Region,2019,2020\nNorth,1,2\nSouth,3,4\n', 'A1:B2', ['A3 below it says `South`', 'A1:C3']],
  ['no number under the year', 'Region,2019,2020\nNorth,1,\nSouth,3,\n', 'A1:B3', undefined],
  ['another column', 'Region,2019,Change\nNorth,1,2\nSouth,3,4\n', 'A1:B3', undefined],
  ['the same years again', 'Region,2019,2019\nNorth,1,2\n', 'A1:B2', undefined],
  ['a total', 'Region,2019\nNorth,1\nSouth,3\nTotal,4\n', 'A1:B3', undefined],
  ['a note', 'Region,2019\nNorth,1\nSouth,3\nSee table 3,\n', 'A1:B3', undefined],
  ['an empty row between', 'Region,2019\nNorth,1\n,\nSouth,3\n', 'A1:B2', undefined],
] as const)('what goes on beyond a range is told: %s', async (_what, file, range, said) => {
  const { problems } = await read(file, ranged(range));
  expect(problems).toEqual(said === undefined ? [] : [cutText(range, said[0], said[1])]);
});

test('what another resource reads is not beyond a range, and what is beyond one is read in the rest', async () => {
  const file = 'Region,2019\nNorth,1\nSouth,3\n';
  const other =
    '  - name: south\n    path: deaths.csv\n    table: {range: "A1:B3", header: [2]}\n    columns: {region: North, deaths: "1"}\n    schema: {primaryKey: [region], fields: [{name: region}, {name: deaths, type: integer, unit: persons}]}\n';
  expect((await read(file, ranged('A1:B2', other))).problems).toEqual([]);
  expect((await read(file, ranged('A1:B2'))).rows).toEqual([['North 2019', '1', '', '2:7']]);
});

test.each(['A1:B', '$A$1:$B', 'A:B'])(
  'a range without a last row has all rows to the end of the file: %s',
  async (range) => {
    const file = 'Region,2019,Change\nNorth,1,2\n,,\nSouth,3,4\nSource: all,,\n';
    const { rows, problems } = await read(file, ranged(range).replace('"}', '", footer: 1}'));
    expect(problems).toEqual([]);
    expect(rows?.map(([keys, number]) => `${keys}: ${number}`)).toEqual(['North 2019: 1', 'South 2019: 3']);
    const wider = await read(file.replace('Change', '2020'), ranged(range).replace('"}', '", footer: 1}'));
    expect(wider.problems).toEqual([cutText(range, 'C1 beside it says `2020`', 'A1:C')]);
  },
);

test('where the last row of a range is data, its footer is told to be that of the range', async () => {
  const file = 'Region,2019\nNorth,1\nSouth,3\nEast,4\nSource: all,\n';
  const { problems } = await read(file, ranged('A1:B3').replace('"}', '", footer: 1}'));
  expect(problems).toEqual([
    cutText('A1:B3', 'A4 below it says `East`', 'A1:B5'),
    'data/deaths.csv:3:7 error data/shape: The footer has `3` under `2019`, a column of numbers\n  hint: if the row is data, correct `footer: 1`: it is the last rows of `range: "A1:B3"`, empty ones not counted',
  ]);
});

test('two measures below each year are two tables of one sheet, each of which leaves out the other', async () => {
  const file = 'Shelter,2023,,2024,,All\n,Beds,Nights,Beds,Nights,\nNorth,1,20,2,30,53\n';
  const resource = (leave: string) => `resources:
  - name: deaths
    path: deaths.csv
    table: {header: [1, 2]${leave}}
    columns: {shelter: Shelter}
    unpivot: {headings: "* | Nights", into: [year], value: deaths}
    schema:
      primaryKey: [shelter, year]
      fields: [{name: shelter}, {name: year, type: year}, {name: deaths, type: integer, unit: nights}]
`;
  const { rows, problems } = await read(file, resource(', leave: ["* | Beds", All]'));
  expect(problems).toEqual([]);
  expect(rows?.map(([keys, number]) => `${keys}: ${number}`)).toEqual(['North 2023: 20', 'North 2024: 30']);
  expect((await read(file, resource(''))).problems).toContain(
    'data/deaths.csv:2:2 error data/heading: The column `2023 | Beds` belongs to no field of `deaths`, and its `unpivot` does not name it\n  hint: leave it out with `table: {leave: ["* | Beds"]}`, name its heading under `columns`, or declare a field: numbers are a measure, words may be `role: attribute`',
  );
  expect((await read(file, resource(', leave: ["* | Bets"]'))).problems[0]).toContain(
    'No heading matches the pattern `* | Bets`; there are `Shelter`, `2023 | Beds`',
  );
});
