import type { Queried } from '../../data/contract.js';
import { readBytes } from '../../data/read-bytes.js';
import { reportProblem } from '../../data/report.js';
import type { LoadTools, QueryTools } from '../../data/table-context.js';
import { didYouMean, listNames, positionIn } from '../../diagnostics.js';
import type { QueryFault } from '../../model/dataset/query.js';
import { wording } from '../../problems/problem.js';
import { limitProblem } from '../../resource-limits.js';
import { findWrongByte, wrongByteProblem } from '../../wrong-bytes.js';
import type { SqlProblem } from './check-sql.js';

/** Reports a problem at its place in the text of a query. */
export type ReportSql = (problem: SqlProblem) => void;

/** The text of a query, and how its problems are reported; undefined where it cannot be read, which is reported. */
export async function readSql(
  { query }: Queried,
  { host, fault }: Pick<LoadTools, 'host' | 'fault'>,
): Promise<{ readonly sql: string; readonly report: ReportSql } | undefined> {
  const { file, text, position } = query;
  // As tables are read: a letter with an accent is one letter in either form.
  if (file === undefined) return withReport((text ?? '').normalize('NFC'));
  const bytes = await readBytes({ file, pathPosition: position }, host, fault);
  if (bytes === undefined) return undefined;
  try {
    return withReport(new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC'));
  } catch {
    reportProblem(fault, wrongByteProblem('data/encoding', file, findWrongByte(bytes)));
    return undefined;
  }

  /** Of a query in the package the place is its key, and the line is said in words. */
  function withReport(sql: string): { readonly sql: string; readonly report: ReportSql } {
    const report: ReportSql = ({ at, message, hint }) => {
      const place = positionIn(file ?? '', sql, at);
      const { line } = place;
      const said = file !== undefined || line === 1 ? message : `${message} (line ${line} of the query)`;
      fault({
        severity: 'error',
        code: 'data/query',
        message: said,
        position: file === undefined ? position : place,
        ...(hint !== undefined && { hint }),
      });
    };
    return { sql, report };
  }
}

/** Reports what an engine says of a query that it does not answer. */
export function reportFault(
  { about, message, at }: QueryFault,
  { query, name }: Queried,
  { fault, tables, host: { limits } }: Pick<QueryTools, 'fault' | 'tables' | 'host'>,
  report: ReportSql,
): void {
  if (about !== 'sql') {
    const excess = about === 'time' ? 'querySeconds' : 'queryMegabytes';
    const { position } = query;
    reportProblem(fault, limitProblem({ name: excess, limits, position, which: name }));
    return;
  }
  const names = tables.map(({ contract }) => contract.name);
  const unknown = /Table with name (\S+) does not exist/.exec(message)?.[1];
  report({
    at,
    ...(unknown === undefined ? {} : didYouMean(unknown, names)),
    ...wording(unknown === undefined ? 'queries/engine-fault.refusal' : 'queries/engine-fault.table', {
      message,
      unknown,
      names: listNames(names),
    }),
  });
}
