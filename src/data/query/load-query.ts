import { createHash } from 'node:crypto';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { Origin } from '../../model/quantity.js';
import type { QueryAnswer, QueryFault } from '../../model/query.js';
import { limitProblem } from '../../resource-limits.js';
import { findWrongByte, wrongByteProblem } from '../../wrong-bytes.js';
import type { ResourceContract } from '../contract.js';
import { checkHeader } from '../header.js';
import { readBytes } from '../read-bytes.js';
import { rowReader } from '../read-rows.js';
import { reportProblem } from '../report.js';
import type { QueryTools } from '../table-context.js';
import type { CheckedTable, RawTable } from '../tables.js';
import { checkSql, type SqlProblem } from './check-sql.js';
import type { QueryContract } from './contract.js';
import { queryTable } from './query-table.js';
import { canonical, checkKinds, resultTable } from './result.js';
import { isNamed, sqlTokens, tableTokens } from './tokens.js';
import { tracedSql } from './traced-sql.js';
import { unsaid } from './unsaid.js';

/**
 * Has the query of a resource answered from the tables before it, and returns the result as a table of its declared
 * fields. Undefined where that cannot be, which is reported. What rests on illustrative data, or counts persons, still
 * does so.
 */
export async function loadQuery(
  contract: ResourceContract & { readonly query: QueryContract },
  tools: QueryTools,
): Promise<RawTable | undefined> {
  const { host, ask } = tools;
  const written = contract.query.text ?? (await readSql(contract, tools));
  if (written === undefined) return undefined;
  // As tables are read: a letter with an accent is one letter in either form.
  const sql = written.normalize('NFC');
  const report = reporter(contract, sql, tools);
  const tokens = sqlTokens(sql);
  const named = tableTokens(tokens);
  const isRead = (name: string): boolean => named.some((token) => isNamed(token, name));
  const tables = tools.tables.filter(({ contract: { name } }) => isRead(name));
  // What cannot be read is reported already, and is not there to be asked.
  if (tools.faulty.some(isRead)) return undefined;
  const problems = [
    ...checkSql(sql, contract.primaryKey),
    ...tables.flatMap((table) => unsaid(table, tokens)),
  ];
  if (tables.length === 0 && problems.length === 0) {
    const names = tools.tables.map(({ contract: { name } }) => `"${name}"`);
    problems.push({
      at: 0,
      message: `Unexpected query of no table of the package, expected one of those before it: ${listNames(names)}`,
    });
  }
  for (const problem of problems) report(problem);
  if (problems.length > 0) return undefined;

  const traced = tracedSql(tokens, sql, tables);
  const request = { sql, tables: tables.map(queryTable), ...(traced === undefined ? {} : { traced }) };
  const answer = await ask(request, host.limits);
  if ('about' in answer) {
    reportFault(answer, contract, tools, report);
    return undefined;
  }
  return tableOf(answer, inherited(contract, tables, sql), tables, { ...tools, report });
}

type ReportSql = (problem: SqlProblem) => void;

function tableOf(
  answer: QueryAnswer,
  contract: ResourceContract,
  tables: readonly CheckedTable[],
  { host: { limits }, fault, report }: QueryTools & { readonly report: ReportSql },
): RawTable | undefined {
  const kinds = checkKinds(answer, contract);
  for (const problem of kinds) report({ at: 0, ...problem });
  const [only] = tables;
  const originsOf = (rows: readonly number[]): readonly Origin[] =>
    rows.flatMap((row) => only?.rows[row]?.origin ?? []);
  const source = resultTable(canonical(answer, contract), contract, originsOf);
  const context = { contract, limits, fault };
  if (kinds.length > 0 || !checkHeader(source.header, context)) return undefined;
  const indices = new Map(source.header.texts.map((name, index) => [name, index]));
  const column = (field: string): number => indices.get(field) ?? 0;
  return {
    contract,
    readRows: rowReader(source, context),
    column,
    cell: (row, field) => row.texts[column(field)] ?? '',
    codes: new Map(),
    letterForms: () => undefined,
    hasColumns: false,
  };
}

/** What is true of a table is true of what is made from it. */
function inherited(
  contract: ResourceContract & { readonly query: QueryContract },
  tables: readonly CheckedTable[],
  sql: string,
): ResourceContract {
  const sha256 = createHash('sha256').update(sql).digest('hex');
  const reads = tables.map(({ contract: { name } }) => name);
  const about =
    contract.about ?? tables.find(({ contract: { about: whom } }) => whom !== undefined)?.contract.about;
  return {
    ...contract,
    query: { ...contract.query, asked: { sha256, reads } },
    illustrative: contract.illustrative || tables.some(({ contract: { illustrative } }) => illustrative),
    ...(about === undefined ? {} : { about }),
  };
}

async function readSql(contract: ResourceContract, { host, fault }: QueryTools): Promise<string | undefined> {
  const bytes = await readBytes(contract, host, fault);
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    reportProblem(fault, wrongByteProblem('data/encoding', contract.file, findWrongByte(bytes)));
    return undefined;
  }
}

/** Reports at the place in the file of the query; of one in the package, at its key, with the line in words. */
function reporter(
  { file, query }: ResourceContract & { readonly query: QueryContract },
  sql: string,
  { fault }: QueryTools,
): ReportSql {
  return ({ at, message, hint }) => {
    const before = sql.slice(0, at).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    const place: Position = query.text === undefined ? { file, line, column } : query.position;
    const said = query.text === undefined || line === 1 ? message : `${message} (line ${line} of the query)`;
    fault('data/query', place, said, hint === undefined ? {} : { hint });
  };
}

function reportFault(
  { about, message, at }: QueryFault,
  { query, name }: ResourceContract & { readonly query: QueryContract },
  { fault, tables, host: { limits } }: QueryTools,
  report: ReportSql,
): void {
  if (about !== 'sql') {
    const excess = about === 'time' ? 'querySeconds' : 'queryMegabytes';
    const found = `query of \`${name}\` that ${about === 'time' ? 'takes longer' : 'needs more memory'}`;
    reportProblem(fault, limitProblem({ name: excess, limits, position: query.position, found }));
    return;
  }
  const names = tables.map(({ contract }) => contract.name);
  const unknown = /Table with name (\S+) does not exist/.exec(message)?.[1];
  const said =
    unknown === undefined
      ? `Unexpected refusal of the query (${message}), expected one that the engine runs`
      : `Unexpected table \`${unknown}\`, expected one that stands before the query: ${listNames(names)}`;
  report({ at, message: said, ...(unknown === undefined ? {} : didYouMean(unknown, names)) });
}
