/** Cells of a table of a Word file that no helper prints whole: each is read from the data where its line is. */
import { expect, test } from 'vitest';
import { tablesOf } from '../../../src/extensions/describe/word/match/tables.js';
import { findCells } from '../../../src/extensions/describe/word/write/find-cells.js';
import { numberReader } from '../../../src/extensions/describe/word/write/tables.js';
import { describedData } from '../../support/word-report.js';

const beds = `region,kind,year,count
North,Beds,2023,4103
North,Beds,2024,4317
North,Nights,2023,812
North,Nights,2024,799
South,Beds,2023,5482
South,Beds,2024,5916
South,Nights,2023,931
South,Nights,2024,977
Total,Beds,2023,9585
Total,Beds,2024,10233
Total,Nights,2023,1743
Total,Nights,2024,1776
`;

const years = `year,beds,nights,staff
2022,4103,812,31
2023,4317,799,33
2024,5916,977,38
`;

async function cells(csv: string, rows: readonly (readonly string[])[], name = 'beds.csv') {
  const tables = tablesOf(await describedData({ [name]: csv }), new Set());
  const input = { tables, read: numberReader('.'), decimal: '.', edition: 2024 };
  return findCells({ kind: 'table', rows }, '', input);
}

const value = (keys: string): string => `{{value "beds" ${keys}}}`;

test('years below kinds in two rows of heads move with the helpers below them', async () => {
  const { written, numbers, filled, others } = await cells(beds, [
    ['Region', 'Beds', '', 'Nights', ''],
    ['', '2023', '2024', '2023', '2024'],
    ['North', '4,103', '4,317', '812', '799'],
    ['South', '5,482', '5,916', '931', '977'],
    ['All', '9,585', '10,233', '1,743', '1,776'],
  ]);
  expect(written.slice(1, 3)).toEqual([
    [undefined, '{{edition -1}}', '{{edition}}', '{{edition -1}}', '{{edition}}'],
    [
      undefined,
      value('region="North" kind="Beds" year="edition-1"'),
      value('region="North" kind="Beds" year="edition"'),
      value('region="North" kind="Nights" year="edition-1"'),
      value('region="North" kind="Nights" year="edition"'),
    ],
  ]);
  expect(written[4]?.[1]).toBe(value('kind="Beds" year="edition-1"'));
  expect({ numbers, filled, others }).toEqual({ numbers: 12, filled: 12, others: [] });
});

test('rows that are measures below years all move together, and what is in no data stays', async () => {
  const { written, filled } = await cells(years, [
    ['', '2022', '2023', '2024'],
    ['Beds', '4,103', '4,317', '5,916'],
    ['Guests', '1,111', '2,222', '3,333'],
    ['Nights', '812', '799', '977'],
  ]);
  expect(written[0]).toEqual([undefined, '{{edition -2}}', '{{edition -1}}', '{{edition}}']);
  expect(written[1]?.[1]).toBe(value('year="edition-2" measure="beds"'));
  expect(written[2]).toEqual([]);
  expect(filled).toBe(6);
});

test('a column that is calculated of others is, with its sign', async () => {
  const { written } = await cells(years, [
    ['Year', 'Nights', 'Beds a night', 'Beds'],
    ['2022', '812', '5.1', '4,103'],
    ['2023', '799', '5.4', '4,317'],
    ['2024', '977', '6.1', '5,916'],
  ]);
  expect(written[1]?.[2]).toBe(
    '{{ratio (value "beds" year="edition-2" measure="beds") of=(value "beds" year="edition-2" measure="nights")}}',
  );
  const changes = await cells(beds, [
    ['Region', '2023', '2024', 'Change (%)'],
    ['North', '4,103', '4,317', '+5.2'],
    ['South', '5,482', '5,916', '+7.9'],
    ['Total', '9,585', '10,233', '+6.8'],
  ]);
  expect(changes.written[1]?.[3]).toBe(
    '{{percent-change "beds" region="North" kind="Beds" from="edition-1" to="edition"}}',
  );
});

test('an index to an earlier year is left typed, since a rate of another year is refused', async () => {
  const { written, filled } = await cells(beds, [
    ['Region', '2023', '2024', '2023 = 100'],
    ['North', '4,103', '4,317', '105.2'],
    ['South', '5,482', '5,916', '107.9'],
    ['Total', '9,585', '10,233', '106.8'],
  ]);
  expect(written[1]?.[3]).toBeUndefined();
  expect(filled).toBe(6);
});

test('one number of a line that is another in the data stays typed, and is told with what the data have', async () => {
  const regions = ['A', 'B', 'C', 'D', 'E', 'F'];
  const csv = ['region,beds', ...regions.map((name, index) => `${name}r,${4103 + 217 * index}`), ''].join(
    '\n',
  );
  const rows = regions.map((name, index) => [
    `${name}r`,
    `${4103 + 217 * index + (index === 2 ? 1000 : 0)}`,
    '7',
  ]);
  const found = await cells(csv, [['Region', 'Beds', 'Cars'], ...rows]);
  expect(found.others).toEqual([{ row: 'Cr', typed: '5537', known: 4537, dataset: 'beds' }]);
  expect(found.written[3]?.[1]).toBeUndefined();
  expect(found.filled).toBe(5);
});

test.each([
  [
    'of which the data have half',
    [
      ['North', '4,103', '1'],
      ['South', '5,111', '2'],
    ],
  ],
  [
    'too short to be more than chance',
    [
      ['North', '12', '1'],
      ['South', '13', '2'],
    ],
  ],
  [
    'whose rows are nothing of the data',
    [
      ['Here', '4,103', '1'],
      ['There', '5,482', '2'],
    ],
  ],
])('a column is left typed %s', async (_, body) => {
  const { filled } = await cells(`${beds}North,Cars,2024,12\nSouth,Cars,2024,13\n`, [
    ['Region', 'Beds', 'Other'],
    ...body,
  ]);
  expect(filled).toBe(0);
});

test('two measures of the same numbers leave a column typed, unless its head names one', async () => {
  const csv = 'region,beds,places\nNorth,4103,4103\nSouth,5482,5482\n';
  const body = [
    ['North', '4,103', 'x'],
    ['South', '5,482', 'y'],
  ];
  expect((await cells(csv, [['Region', 'Number', 'Note'], ...body])).filled).toBe(0);
  const named = await cells(csv, [['Region', 'Places', 'Note'], ...body]);
  expect(named.written[1]?.[1]).toBe(value('region="North" measure="places"'));
});

test('a percentage of fewer than 20 stays typed, which a build would refuse', async () => {
  const csv = 'region,beds,free\nNorth,4103,812\nSouth,5482,931\nEast,15,3\n';
  const { written } = await cells(csv, [
    ['Region', 'Beds', 'Free', 'Share of free beds'],
    ['North', '4,103', '812', '19.8'],
    ['South', '5,482', '931', '17.0'],
    ['East', '15', '3', '20.0'],
  ]);
  expect(written.slice(1).map(([, , , share]) => share?.slice(0, 8))).toEqual([
    '{{share ',
    '{{share ',
    undefined,
  ]);
});

test('above 100 per cent a column is no share, but a number for each hundred', async () => {
  const csv = 'region,received,decided\nNorth,4103,4317\nSouth,5482,5411\nEast,2931,3012\n';
  const { written } = await cells(csv, [
    ['Region', 'Received', 'Decided', 'Decided of 100'],
    ['North', '4,103', '4,317', '105.2'],
    ['South', '5,482', '5,411', '98.7'],
    ['East', '2,931', '3,012', '102.8'],
  ]);
  expect(written[1]?.[3]).toBe(
    '{{rate (value "beds" region="North" measure="decided") of=(value "beds" region="North" measure="received") per=100}}',
  );
});
