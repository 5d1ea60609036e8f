import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { operations } from '../../../src/extensions/operations.js';
import { askHere } from '../../../src/extensions/queries/host/query-process.js';
import { EnvironmentProblem } from '../../../src/host/host.js';
import { loadOptional } from '../../../src/host/optional-package.js';
import { cellQuantity } from '../../../src/model/dataset/cell.js';
import { isNumeric, toExact } from '../../../src/model/dataset/value.js';
import type { LedgerEntry } from '../../../src/model/quantity.js';
import { cellWords, provenanceOf } from '../../../src/report/transforms/say-provenance.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { prepared, problems } from '../../data/problems.js';
import { english } from '../../support/english.js';

const records = `year,district,sex,victims,cost,day
2013,north,female,3,10.50,2013-02-01
2013,north,male,1,2.25,2013-03-01
2013,south,female,2,0.10,2013-03-02
2014,north,female,5,1.00,2014-01-01
2014,south,male,[x],[x],2014-01-02
`;

/** A package of records and one query; `victims` alone is not known for one of them. */
const packageOf = (query: string, more = '', fields = '') => `resources:
  - name: records
    path: records.csv
    illustrative: true
    schema:
      primaryKey: [year, district, sex]
      missingValues: ["[x]"]
      fields:
        - {name: year, type: year}
        - {name: district}
        - {name: sex}
        - {name: victims, type: integer, unit: victims}
        - {name: cost, type: number, unit: euro}
        - {name: day, type: date, role: attribute}
  - name: victims-by-year
    query: ${query}
${more}    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year}
        - {name: victims, type: integer, unit: victims}
${fields}`;

const summed =
  'select year, sum(victims) as victims\nfrom records\nwhere victims_missing is null\ngroup by year';
const filed = (sql: string, rows = records) => ({
  'data/datapackage.yaml': packageOf('sql/by-year.sql'),
  'data/records.csv': rows,
  'data/sql/by-year.sql': sql,
});

const shown = (found: readonly string[]) => found.filter((each) => !each.includes('gate/'));

describe('a query', () => {
  test('is a table: exact, in the order of its key, and its rows know the rows that they were made from', async () => {
    const { value, diagnostics } = await prepared(filed(summed));
    expect(diagnostics).toEqual([]);
    const dataset = value['victims-by-year'];
    const rows = dataset?.rows.map(({ keys, measures: { victims }, origin, sources }) => ({
      year: keys.year,
      victims: victims !== undefined && isNumeric(victims) ? toExact(victims).numerator : victims,
      origin,
      lines: sources?.map(({ file, line }) => `${file}:${line}`),
    }));
    const origin = { file: 'data/sql/by-year.sql', result: true };
    expect(rows).toEqual([
      {
        year: '2013',
        victims: 6n,
        origin: { ...origin, line: 1 },
        lines: ['data/records.csv:2', 'data/records.csv:3', 'data/records.csv:4'],
      },
      { year: '2014', victims: 5n, origin: { ...origin, line: 2 }, lines: ['data/records.csv:5'] },
    ]);
    // What rests on illustrative data is illustrative.
    expect(dataset?.illustrative).toBe(true);
    // A reader is told so too.
    const [first] = dataset?.rows ?? [];
    const quantity =
      dataset &&
      first &&
      cellQuantity(dataset, first, { name: 'victims' }, { file: 'a.md', line: 1, column: 1 });
    const entry: LedgerEntry | undefined = quantity && { text: '6', place: 'text', quantity };
    const state = { language: english, operations };
    expect(entry && provenanceOf(entry, state, cellWords(value, english))).toMatchObject({
      how: 'Result of a query',
      rows: [[{ what: 'Victims, of 3 rows', dataset: { queried: ['records'] } }]],
    });
  });

  test('may stand in the package, and reads the queries before it', async () => {
    const text = `${packageOf('sql/by-year.sql')}
  - name: total
    query: |
      select 'all' as place, cast(sum(victims) * 1.5 as decimal(18, 3)) as weighted
      from "victims-by-year"
    schema:
      primaryKey: [place]
      fields: [{name: place}, {name: weighted, type: number, unit: points, digits: 2}]
`;
    const { value, diagnostics } = await prepared({ ...filed(summed), 'data/datapackage.yaml': text });
    expect(diagnostics).toEqual([]);
    expect(value.total?.rows[0]?.measures.weighted).toEqual({
      kind: 'decimal',
      coefficient: 1650n,
      scale: 2,
    });
  });

  test('says nothing of rows where it joins tables', async () => {
    const sql = `select r.year, count(*) as victims from records r join records s on r.year = s.year group by r.year`;
    const { value, diagnostics } = await prepared(filed(sql));
    expect(diagnostics).toEqual([]);
    expect(value['victims-by-year']?.rows.map(({ sources }) => sources)).toEqual([undefined, undefined]);
  });
});

describe('is refused, at its place and with what to write instead:', () => {
  test.each([
    ['select year, avg(victims) as victims from records group by year', '1:14', '`avg`'],
    ['select year,\n  sum(victims) / 2 as victims from records group by year', '2:16', '`/`'],
    ['select year, sum(cast(victims as double)) as victims from records group by year', '1:34', '`double`'],
    ['select year, cast(2 ** 3 as decimal(4, 0)) as victims from records', '1:22', '`**`'],
    [
      'select year, cast(cost as decimal) as victims from records',
      '1:27',
      '`decimal` is refused in a query: it does not name its decimal places',
    ],
    [
      "select year, sum('1.5' * 2) as victims from records",
      '1:18',
      'A text is beside a sign of arithmetic, which needs a number',
    ],
    ['select year, cast(records.cost.avg() as decimal(9, 2)) as victims from records', '1:32', '`avg`'],
    ["select year, 1 as victims from records where day < 'today'", '1:52', '`today`'],
    ['select * from records', '1:8', '`*`'],
    [
      'select year, cost as victims from records where cost_missing is null order by cost limit 1',
      '1:70',
      'The order does not decide between rows that are alike in it',
    ],
    ['select year, random() as victims from records', '1:14', '`random`'],
    ['select year, max(rowid) as victims from records group by year', '1:18', '`rowid`'],
    ['select year, max(records."rowid") as victims from records group by year', '1:26', '`rowid`'],
    ['select year, sqrt(victims) as victims from records', '1:14', '`sqrt(`'],
    ['select year, 1e3 as victims from records', '1:14', '`1e3`'],
    ['select year, 1 as victims from records; select 2', '1:39', 'second statement'],
    ["copy records to 'x.csv'", '1:1', '`copy`'],
    [
      'select year, sum(victims) as victims from records group by year',
      '1:43',
      'passes over cells of `victims`',
    ],
    [`${summed}r`, '4:10', 'The engine refuses the query: Binder Error: Referenced column "yearr" not found'],
    ['select year, 1 as victims from recordz, records', '1:32', 'table `recordz`'],
    [
      'select 1 as year, 2 as victims',
      '1:1',
      'The query reads no table of the package; before it are `"records"`',
    ],
    [
      'select year, cost as victims from records where cost_missing is null',
      '',
      '`10.50` in `victims` is not an integer',
    ],
    [
      'select year, cast(year as varchar) as victims from records',
      '1:1',
      'The column `victims` of the result has the type VARCHAR; the field needs whole numbers or `DECIMAL`, which are exact',
    ],
    [`select year, 1 as victims from records`, 'row 2 of the result', 'There are two rows for year'],
    [
      `select year, null as victims from records where day = '2014-01-01'`,
      'row 1',
      'The cell of `victims` is blank',
    ],
    ['select year, sum(victims) as n from records where victims_missing is null group by year', '1:1', '`n`'],
  ])('%s', async (sql, place, message) => {
    const found = shown(await problems(filed(sql)));
    expect(found.join('\n')).toContain(message);
    if (place.includes(':')) expect(found[0]).toContain(message === '`n`' ? 'data/header' : 'data/query');
    expect(found[0]).toContain(
      `data/sql/by-year.sql${place === '' ? '' : place.startsWith('row') ? ` ${place}` : `:${place}`}`,
    );
  });
});

test('the engine reaches nothing but the tables that it is given', async () => {
  for (const sql of [
    "select content from read_text('/etc/hostname')",
    "select * from '/etc/hostname'",
    'set threads = 8',
  ]) {
    const answer = await askHere({ sql, tables: [] }, standardLimits);
    expect('about' in answer && answer.message).toMatch(
      /disabled by configuration|does not exist|has been locked/,
    );
  }
});

test.each(['@duckdb/node-api', 'pg', 'bullmq', 'ioredis'] as const)(
  'where %s is not installed, what to install is said, in the version that is tested',
  async (name) => {
    const missing = Object.assign(new Error(`Cannot find package '${name}'`), {
      code: 'ERR_MODULE_NOT_FOUND',
    });
    const problem = await loadOptional(name, () => Promise.reject(missing)).catch((error: unknown) => error);
    const { dependencies } = JSON.parse(readFileSync('tests/engines/package.json', 'utf8'));
    expect(problem).toBeInstanceOf(EnvironmentProblem);
    expect((problem as EnvironmentProblem).diagnostic).toMatchObject({
      code: 'host/engine',
      message: expect.stringContaining('is not installed'),
      hint: expect.stringContaining(` ${name}@${dependencies[name]}`),
    });
  },
);
