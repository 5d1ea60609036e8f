import { createHash } from 'node:crypto';
import { listNames } from '../../diagnostics.js';
import type { Origin } from '../../model/quantity.js';
import type { QueryAnswer } from '../../model/query.js';
import type { ResourceContract } from '../contract.js';
import { checkHeader } from '../header.js';
import { rowReader } from '../read-rows.js';
import type { QueryTools } from '../table-context.js';
import type { CheckedTable, RawTable } from '../tables.js';
import { checkSql } from './check-sql.js';
import { reportFault } from './engine-fault.js';
import { queryTable } from './query-table.js';
import { canonical, checkKinds, resultTable } from './result.js';
import { type Queried, type ReportSql, readSql } from './sql-text.js';
import { isNamed, sqlTokens, tableTokens } from './tokens.js';
import { tracedSql } from './traced-sql.js';
import { unsaid } from './unsaid.js';

/**
 * Has the query of a resource answered from the tables before it, and returns the result as a table of its declared
 * fields. Undefined where that cannot be, which is reported. What rests on illustrative data, or counts persons, still
 * does so.
 */
export async function loadQuery(contract: Queried, tools: QueryTools): Promise<RawTable | undefined> {
  const { host, ask } = tools;
  const read = await readSql(contract, tools);
  if (read === undefined) return undefined;
  const { sql, report } = read;
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
  const guarded = tables.filter(({ contract: { protection } }) => protection !== undefined);
  if (guarded.length > 0) {
    tools.fault('protect/query', contract.position, askedOfProtected(contract.name, guarded), {
      hint: 'work it out in the report instead, whose helpers see only what may be printed; or take the numbers as a file of their own, with a policy of their own',
    });
    return undefined;
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

/** A query sees every count, and nobody knows what its result tells of them. */
const askedOfProtected = (name: string, tables: readonly CheckedTable[]): string =>
  `Unexpected query \`${name}\` of ${listNames(tables.map(({ contract }) => contract.name))}, expected tables whose counts are not protected`;

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
function inherited(contract: Queried, tables: readonly CheckedTable[], sql: string): ResourceContract {
  const sha256 = createHash('sha256').update(sql).digest('hex');
  const reads = tables.map(({ contract: { name } }) => name);
  const about =
    contract.about ?? tables.find(({ contract: { about: whom } }) => whom !== undefined)?.contract.about;
  return {
    ...contract,
    query: { ...contract.query, asked: { file: contract.file, sha256, reads } },
    illustrative: contract.illustrative || tables.some(({ contract: { illustrative } }) => illustrative),
    ...(about === undefined ? {} : { about }),
  };
}
