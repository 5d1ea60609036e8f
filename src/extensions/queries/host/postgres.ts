import type { EnvironmentProblem } from '../../../host/host.js';
import { loadOptional } from '../../../host/optional-package.js';
import { environmentProblem } from '../../../host/problems.js';
import { errorCode } from '../../../host/system-error.js';
import type { QueryAnswer, QueryFault, ResultKind } from '../../../model/dataset/query.js';
import { faultOf, phrase } from '../../../problems/problem.js';
import type { ResourceLimits } from '../../../resource-limits.js';

/** What stands before a query, so that no more rows are fetched than may be. */
const cursor = 'DECLARE result NO SCROLL CURSOR FOR\n';

/** How long a database may take to be reached, in milliseconds. */
const patience = 10_000;

/** Types by the numbers that PostgreSQL gives them. */
const kinds: Readonly<Record<number, ResultKind>> = {
  16: 'boolean',
  20: 'integer',
  21: 'integer',
  23: 'integer',
  25: 'text',
  1042: 'text',
  1043: 'text',
  1082: 'date',
  1700: 'decimal',
};

/**
 * Answers a query from a database that speaks as PostgreSQL does, in a transaction that only reads, and sees one state of it.
 * Rejects with an `EnvironmentProblem` where it cannot be reached. No message names the address, the user or the password, nor
 * quotes what stands in the database.
 * @param variable the variable of the environment that holds `address`
 */
export async function askPostgres(
  address: string,
  variable: string,
  sql: string,
  limits: ResourceLimits,
): Promise<QueryAnswer | QueryFault> {
  const { default: pg } = await loadOptional('pg');
  const client = new pg.Client({
    connectionString: address,
    connectionTimeoutMillis: patience,
    statement_timeout: limits.querySeconds * 1000,
    fallback_application_name: 'tallybook',
    // Every cell as the text that the database makes of it: a number keeps all of its digits.
    types: { getTypeParser: () => (text: string) => text },
  });
  // One that breaks off is told by the query that waits for it.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => {});
    throw unreachable(cause, variable);
  }
  try {
    await client.query(
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL TimeZone = 'UTC'",
    );
    await client.query(`${cursor}${sql}`);
    // One row too many, to know that there are too many.
    const { fields, rows } = await client.query<(string | null)[]>({
      text: `FETCH FORWARD ${limits.rows + 1} FROM result`,
      rowMode: 'array',
    });
    const columns = fields.map(({ name, dataTypeID }) => {
      const kind = kinds[dataTypeID] ?? 'other';
      return { name, kind, type: kind === 'other' ? `number ${dataTypeID} of PostgreSQL` : kind };
    });
    return {
      columns: columns.map(({ name, kind, type }) => ({ name, kind, type: floats.get(type) ?? type })),
      rows: rows.map((row) => row.map((cell, column) => textOf(cell, columns[column]?.kind))),
    };
  } catch (error) {
    return failureOf(error, variable);
  } finally {
    await client.end().catch(() => {});
  }
}

const floats: ReadonlyMap<string, string> = new Map([
  ['number 700 of PostgreSQL', 'REAL'],
  ['number 701 of PostgreSQL', 'DOUBLE PRECISION'],
]);

function textOf(cell: string | null, kind: ResultKind | undefined): string | null {
  if (kind !== 'boolean' || cell === null) return cell;
  return cell === 't' ? 'true' : 'false';
}

/** What PostgreSQL says of a query: where it is at fault itself in its words, else by its code, since those could quote data. */
function failureOf(error: unknown, variable: string): QueryFault {
  const code = errorCode(error) ?? '';
  if (!/^[0-9A-Z]{5}$/.test(code)) throw unreachable(error, variable);
  if (code === '57014') return { about: 'time', message: '', at: 0 };
  const place = error instanceof Error && 'position' in error ? Number(error.position) : 1;
  const message =
    error instanceof Error && code.startsWith('42')
      ? `PostgreSQL ${code}: ${error.message}`
      : `PostgreSQL ${code}${classes[code.slice(0, 2)] ?? ''}`;
  return { about: 'sql', message, at: Math.max(0, (place || 1) - 1 - cursor.length) };
}

const classes: Readonly<Record<string, string>> = {
  '22': ': a value that it cannot calculate with or convert',
  '25': ': only reading is allowed',
  '53': ': too little memory, disk or connections',
  '57': ': it was stopped by an operator',
};

const hints: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: is the database started, and the port right?',
  ENOTFOUND: 'there is no machine of that name: check it, and the network',
  ETIMEDOUT: 'check the name, the port and the network',
  ENOENT: 'there is no socket in that folder: is the database started?',
  '28P01': 'the password is wrong',
  '28000': 'this user may not connect from here: see `pg_hba.conf`',
  '3D000': 'there is no database of that name',
  '53300': 'the database has no connection left: try again later',
};

function unreachable(cause: unknown, variable: string): EnvironmentProblem {
  const code = errorCode(cause) ?? (/timeout/i.test(String(cause)) ? 'ETIMEDOUT' : 'no code');
  return environmentProblem(
    faultOf(
      'host/database.failure',
      { code, variable },
      { hint: hints[code] ?? phrase('host/database.variable') },
    ),
  );
}
