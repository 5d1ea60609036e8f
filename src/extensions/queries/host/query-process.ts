import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { loadOptional } from '../../../host/optional-package.js';
import {
  type QueryAnswer,
  type QueryFault,
  type QueryRequest,
  type QueryTable,
  type QueryType,
  type ResultKind,
  rowColumn,
} from '../../../model/dataset/query.js';
import type { ResourceLimits } from '../../../resource-limits.js';

/**
 * Once the tables are there, nothing is reached from a query but them. Where a text is sorted, no value stands where it
 * stands in PostgreSQL too.
 */
const locks = [
  'enable_external_access=false',
  'autoinstall_known_extensions=false',
  'autoload_known_extensions=false',
  'allow_community_extensions=false',
  "default_null_order='nulls_last_on_asc_first_on_desc'",
  'lock_configuration=true',
];

/** What the process of queries is asked for. */
export async function answerQuery(
  request: QueryRequest,
  limits: ResourceLimits,
  tell: (part: QueryAnswer | QueryFault) => Promise<void>,
): Promise<void> {
  await tell(await askHere(request, limits));
}

/** Answers a query, in whatever process this is called: in an engine that is made for it, in memory, and ends with it. */
export async function askHere(
  { sql, tables, traced }: QueryRequest,
  limits: ResourceLimits,
): Promise<QueryAnswer | QueryFault> {
  const { DuckDBInstance } = await loadOptional('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    // What does not fit into memory is refused, not written beside the project.
    temp_directory: '',
    memory_limit: `${limits.queryMegabytes}MB`,
  });
  const connection = await instance.connect();
  try {
    for (const table of tables) await fill(connection, table);
    for (const lock of locks) await connection.run(`SET ${lock}`);
    const answer = await read(connection, sql, limits);
    return traced === undefined
      ? answer
      : { ...answer, ...(await trace(connection, traced, answer, limits)) };
  } catch (error) {
    return faultOf(error, sql);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function fill(connection: DuckDBConnection, { name, columns, rows }: QueryTable): Promise<void> {
  const declared = columns.map((column) => `${quoted(column.name)} ${sqlType(column.type)}`);
  await connection.run(
    `CREATE TABLE ${quoted(name)} (${[...declared, `${quoted(rowColumn)} INTEGER`].join(', ')})`,
  );
  const appender = await connection.createAppender(name);
  for (const [index, row] of rows.entries()) {
    for (const cell of row) {
      if (cell === null) appender.appendNull();
      else appender.appendVarchar(cell);
    }
    appender.appendInteger(index);
    appender.endRow();
  }
  appender.closeSync();
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const sqlTypes = { text: 'VARCHAR', integer: 'BIGINT', date: 'DATE', boolean: 'BOOLEAN' } as const;

const sqlType = (type: QueryType): string =>
  type.kind === 'decimal' ? `DECIMAL(${type.digits}, ${type.scale})` : sqlTypes[type.kind];

async function read(
  connection: DuckDBConnection,
  sql: string,
  { rows: most }: ResourceLimits,
): Promise<QueryAnswer> {
  // One row too many, to know that there are too many.
  const reader = await connection.streamAndReadUntil(sql, most + 1);
  const types = reader.columnTypes().map(String);
  return {
    columns: reader.columnNames().map((name, index) => {
      const type = types[index] ?? '';
      return { name, type, kind: kindOf(type) };
    }),
    rows: reader.getRows().map((row) => row.map(textOf)),
  };
}

/** The rows that each row was made from; nothing where the other query did not come to the same. */
async function trace(
  connection: DuckDBConnection,
  sql: string,
  { rows }: QueryAnswer,
  limits: ResourceLimits,
): Promise<Pick<QueryAnswer, 'sources'>> {
  const reader = await connection.streamAndReadUntil(sql, limits.rows + 1);
  const found = new Map<string, readonly number[]>();
  for (const row of reader.getRows()) {
    const key = JSON.stringify(row.slice(0, -1).map(textOf));
    if (found.has(key)) return {};
    found.set(key, numbersIn(row.at(-1)));
  }
  const sources = rows.map((row) => found.get(JSON.stringify(row)) ?? []);
  return found.size === rows.length && sources.every(({ length }) => length > 0) ? { sources } : {};
}

function numbersIn(value: DuckDBValue | undefined): readonly number[] {
  if (typeof value === 'number') return [value];
  const isList =
    typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);
  return isList ? value.items.map(Number).sort((a, b) => a - b) : [];
}

function kindOf(type: string): ResultKind {
  if (/^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/.test(type)) return 'integer';
  if (type.startsWith('DECIMAL(')) return 'decimal';
  if (type === 'VARCHAR') return 'text';
  if (type === 'DATE') return 'date';
  return type === 'BOOLEAN' ? 'boolean' : 'other';
}

const textOf = (value: DuckDBValue): string | null => (value === null ? null : String(value));

/** What the engine says, in a line, and where: it prints the line of the query, cut where it is long, with a caret below. */
function faultOf(error: unknown, sql: string): QueryFault {
  const said = error instanceof Error ? error.message : String(error);
  const message = (said.split(/\n\n|\nLINE /)[0] ?? said).replaceAll(/\s*\n\s*/g, ' ').trim();
  const about = /^(?:Out of Memory Error|Error: Out of Memory)/i.test(said) ? 'memory' : 'sql';
  const [, number = '1', shown = '', blank = ''] = /\nLINE (\d+): (.*)\n( *)\^/.exec(said) ?? [];
  const lines = sql.split('\n');
  const before = lines.slice(0, Number(number) - 1);
  const text = lines[before.length] ?? '';
  const isCut = shown.startsWith('...');
  const start = isCut ? Math.max(0, text.indexOf(shown.slice(3).replace(/\.\.\.$/, ''))) : 0;
  const within = start + blank.length - `LINE ${number}: `.length - (isCut ? 3 : 0);
  const above = before.reduce((sum, each) => sum + each.length + 1, 0);
  return { about, message, at: above + Math.max(0, within) };
}
