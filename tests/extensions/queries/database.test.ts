/**
 * A query of a database: its result is kept in the project, and is the same bytes that DuckDB gives. What needs PostgreSQL runs
 * where `TALLYBOOK_TEST_POSTGRES` holds the address of one, as `.ci/run` sees to; `npm test` says when it does not.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPackage } from '../../../src/data/package/read-package.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { dataGrammar } from '../../../src/extensions/extensions.js';
import { askPostgres } from '../../../src/extensions/queries/host/postgres.js';
import { askHere } from '../../../src/extensions/queries/host/query-process.js';
import { resultText } from '../../../src/extensions/queries/kept.js';
import { askAgain } from '../../../src/extensions/queries/run-databases.js';
import { EnvironmentProblem } from '../../../src/host/host.js';
import { formats } from '../../../src/inputs/formats.js';
import { sourcesOf } from '../../../src/inputs/sources.js';
import type { QueryTable } from '../../../src/model/dataset/query.js';
import { resourceLimits, standardLimits } from '../../../src/resource-limits.js';
import { prepared, problems } from '../../data/problems.js';
import { memoryHost } from '../../memory-host.js';

const fields = `    schema:
      primaryKey: [year, sex]
      fields:
        - {name: year, type: year}
        - {name: sex}
        - {name: victims, type: integer, unit: victims}
        - {name: cost, type: number, unit: euro, decimalChar: ","}
`;
const packageText = `resources:
  - name: by-year
    path: by-year.csv
    query: by-year.sql
    source: {postgres: env:RECORDS}
${fields}`;

/** Of both engines: dates, exact sums, a maximum by the key. */
const sql = `SELECT extract(year FROM day) AS year, sex, count(*) AS victims, sum(cost) AS cost
FROM records
GROUP BY extract(year FROM day), sex
`;
const result = `year,sex,victims,cost
2013,female,2,"11,75"
2013,male,1,"0,10"
2014,female,1,"1000000000000000,07"
`;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const record = `${JSON.stringify({ format: 'tallybook-query', query: sha256(sql), result: sha256(result) }, undefined, 2)}\n`;
const kept = {
  'data/datapackage.yaml': packageText,
  'data/by-year.sql': sql,
  'data/by-year.csv': result,
  'data/by-year.csv.query.json': record,
};

describe('a kept result', () => {
  test('is a table whose rows stand in its file, and needs no database', async () => {
    const { value, diagnostics } = await prepared(kept);
    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
    const dataset = value['by-year'];
    expect(dataset?.rows.map(({ origin }) => origin)).toContainEqual({ file: 'data/by-year.csv', line: 4 });
    expect(dataset?.query).toEqual({ file: 'data/by-year.sql', sha256: sha256(sql), reads: [] });
  });

  test.each([
    [
      'is not there',
      { 'data/by-year.csv': undefined },
      'datapackage.yaml:3:11 error data/query-kept: The query has no result yet',
    ],
    [
      'was changed',
      { 'data/by-year.csv': result.replace('11', '12') },
      'by-year.csv:1:1 error data/query-kept: The kept result is not what',
    ],
    [
      'is of another query',
      { 'data/by-year.sql': `${sql}-- later\n` },
      'by-year.csv:1:1 error data/query-kept: The kept result is of another query',
    ],
  ])('that %s is an error', async (_, changed, message) => {
    const files = Object.entries({ ...kept, ...changed }).filter(([, text]) => text !== undefined);
    const [found] = await problems(Object.fromEntries(files) as typeof kept);
    expect(found).toContain(message);
    expect(found).toContain('tallybook data --refresh');
  });

  test.each([
    ['    source: {postgres: "postgres://me:secret@host/db"}\n', 'env:VARIABLE'],
    ['', '`path` is only for the result of a database, and this query has no `source`'],
  ])('is declared with the name of a variable (%j)', async (source, message) => {
    const text = packageText.replace('    source: {postgres: env:RECORDS}\n', source);
    expect((await problems({ ...kept, 'data/datapackage.yaml': text })).join('\n')).toContain(message);
  });
});

test('a database that cannot be reached is told by code, without its address', async () => {
  const asked = askPostgres('postgres://me:secret@127.0.0.1:1/db', 'RECORDS', sql, standardLimits);
  const problem = await asked.catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(EnvironmentProblem);
  const said = formatDiagnostic((problem as EnvironmentProblem).diagnostic);
  expect(said).toContain('host/database: The database in `RECORDS` cannot be reached (ECONNREFUSED)');
  expect(said).not.toMatch(/secret|127\.0\.0\.1/);
});

const address = process.env.TALLYBOOK_TEST_POSTGRES ?? '';
const schema = `tallybook_${process.pid}`;
const rows = [
  ['2013-02-01', 'female', '10.50'],
  ['2013-03-02', 'female', '1.25'],
  ['2013-03-02', 'male', '0.10'],
  ['2014-12-31', 'female', '1000000000000000.07'],
];

describe.skipIf(address === '')('PostgreSQL', () => {
  const RECORDS = `${address}${address.includes('?') ? '&' : '?'}options=-csearch_path%3D${schema}`;
  let root = '';
  const admin = async (statements: string): Promise<void> => {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await client.query(statements);
    await client.end();
  };
  const ask = (text: string, limits = standardLimits) => askPostgres(RECORDS, 'RECORDS', text, limits);

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'tallybook-database-'));
    const values = rows.map((row) => `(${row.map((cell) => `'${cell}'`).join(', ')})`);
    await admin(
      `CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.records (day date, sex text, cost numeric(20, 2)); INSERT INTO ${schema}.records VALUES ${values.join(', ')}`,
    );
    for (const [path, text] of Object.entries({
      ...kept,
      'tallybook.yaml':
        'tallybook: 1\ntitle: T\npublisher: P\nedition: 2014\ndata: data/datapackage.yaml\nreports: {a: {template: a.md}}\n',
      'a.md': '# A\n',
    })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      if (!path.includes('by-year.csv')) writeFileSync(join(root, path), text);
    }
  });
  afterAll(async () => {
    rmSync(root, { recursive: true, force: true });
    await admin(`DROP SCHEMA ${schema} CASCADE`);
  });

  test('gives a result that is kept, byte for byte that of DuckDB, and told apart from a later one', async () => {
    const options = { root, env: { RECORDS } };
    await expect(askAgain({ ...options, write: false })).resolves.toMatchObject({
      diagnostics: [{ code: 'data/query-kept' }],
    });
    expect(existsSync(join(root, 'data/by-year.csv'))).toBe(false);
    expect(await askAgain({ ...options, write: true })).toEqual({
      asked: [{ file: 'data/by-year.csv', rows: 3, isOther: true }],
      diagnostics: [],
    });
    expect(readFileSync(join(root, 'data/by-year.csv'), 'utf8')).toBe(result);
    expect(readFileSync(join(root, 'data/by-year.csv.query.json'), 'utf8')).toBe(record);
    expect((await askAgain({ ...options, write: false })).diagnostics).toEqual([]);
    await admin(`UPDATE ${schema}.records SET cost = 2 WHERE sex = 'male'`);
    const [changed] = (await askAgain({ ...options, write: false })).diagnostics;
    expect(changed).toMatchObject({ code: 'data/query-kept', position: { file: 'data/by-year.csv' } });
  });

  test('only reads, within its time, and is quoted where a query is at fault', async () => {
    expect(await ask("SELECT nextval('none')")).toMatchObject({ about: 'sql', at: 15 });
    expect(await ask('SELECT 1; DROP TABLE records')).toMatchObject({
      about: 'sql',
      message: expect.stringMatching(/25006|only reading/),
    });
    expect(await ask('SELECT yeer FROM records')).toMatchObject({
      message: expect.stringContaining('yeer'),
      at: 7,
    });
    // What stands in the database is never said.
    expect(JSON.stringify(await ask('SELECT cast(sex as integer) FROM records'))).not.toContain('female');
    const slow = 'SELECT count(*) FROM generate_series(1, 1000000000)';
    expect(await ask(slow, { ...standardLimits, querySeconds: 0.05 })).toMatchObject({ about: 'time' });
    const few = resourceLimits({ rows: 1 });
    expect(await ask('SELECT sex FROM records', few)).toMatchObject({ rows: { length: 2 } });
    expect(await ask('SELECT cost::float8 AS cost FROM records')).toMatchObject({
      columns: [{ kind: 'other', type: 'DOUBLE PRECISION' }],
    });
  });
});

test('the same bytes come from DuckDB', async () => {
  const position = { file: 'tallybook.yaml', line: 1, column: 1 };
  const named = { path: 'data/datapackage.yaml', position, edition: 2024 };
  const tools = { grammar: dataGrammar, sources: sourcesOf(formats) };
  const { value } = await readPackage(named, memoryHost(kept), tools);
  const [contract] = value.resources;
  const columns: QueryTable['columns'] = [
    { name: 'day', type: { kind: 'date' } },
    { name: 'sex', type: { kind: 'text' } },
    { name: 'cost', type: { kind: 'decimal', digits: 38, scale: 2 } },
  ];
  const answer = await askHere({ sql, tables: [{ name: 'records', columns, rows }] }, standardLimits);
  expect('rows' in answer && contract && resultText(answer, contract)).toBe(result);
});
