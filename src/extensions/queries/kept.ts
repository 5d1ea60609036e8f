import type { Queried, ResourceContract } from '../../data/contract.js';
import { readBytes } from '../../data/read-bytes.js';
import { checkHeader } from '../../data/rows/header.js';
import type { LoadTools, QueryTools } from '../../data/table-context.js';
import { csvRow } from '../../model/csv-row.js';
import type { AskedQuery } from '../../model/dataset/dataset.js';
import type { QueryAnswer } from '../../model/dataset/query.js';
import { problem } from '../../problems/problem.js';
import { sha256 } from '../../sha256.js';
import { checkSql } from './check-sql.js';
import { canonical, checkKinds, resultTable } from './result.js';
import { readSql, reportFault } from './sql-text.js';

/** A result as it is kept in the project, and the record beside it that says which query it is of. */
export interface KeptResult {
  readonly file: string;
  readonly text: string;
  readonly record: string;
}

/** Where the record of a kept result stands. */
export const recordFile = (file: string): string => `${file}.query.json`;

/** The record of a result: nothing in it depends on when or where it was asked for. */
const recordOf = (sql: string, text: Uint8Array | string): string =>
  `${JSON.stringify({ format: 'tallybook-query', query: sha256(sql), result: sha256(text) }, undefined, 2)}\n`;

/**
 * Asks a database the query of a resource, and returns the result as it is kept: CSV, the fields in their order, rows in that
 * of their key, the same bytes from every engine. Undefined where it is none of the declared table, which is reported.
 */
export async function askKept(
  contract: Queried,
  tools: Omit<QueryTools, 'faulty' | 'open' | 'packageFile'>,
): Promise<KeptResult | undefined> {
  const { host, ask, fault } = tools;
  const read = await readSql(contract, tools);
  if (read === undefined) return undefined;
  const { sql, report } = read;
  const problems = checkSql(sql, contract.primaryKey);
  for (const problem of problems) report(problem);
  if (problems.length > 0) return undefined;
  const answer = await ask({ sql, tables: [] }, host.limits);
  if ('about' in answer) {
    reportFault(answer, contract, tools, report);
    return undefined;
  }
  const kinds = checkKinds(answer, contract);
  for (const problem of kinds) report({ at: 0, ...problem });
  const table = resultTable(canonical(answer, contract), contract, () => []);
  const isWhole = checkHeader(table.header, { contract, limits: host.limits, fault });
  if (kinds.length > 0 || !isWhole) return undefined;
  const text = resultText(answer, contract);
  return { file: contract.file, text, record: recordOf(sql, text) };
}

/** A result as CSV: commas, LF, UTF-8, numbers in the marks that their fields declare. */
export function resultText(answer: QueryAnswer, contract: ResourceContract): string {
  const { header, read } = resultTable(canonical(answer, contract), contract, () => []);
  const { fields } = contract;
  const at = fields.map(({ name }) => header.texts.indexOf(name));
  const lines = [fields.map(({ name }) => name)];
  read(({ texts, noteOf }) => {
    lines.push(
      at.map((column, index) => {
        const text = texts[column] ?? '';
        const isNumber = noteOf?.(column)?.number !== undefined;
        return isNumber ? text.replace('.', fields[index]?.decimalMark ?? '.') : text;
      }),
    );
  });
  return `${lines.map(csvRow).join('\n')}\n`;
}

/**
 * What was asked for a kept result. Reports a result that is not of the query as it stands: the query was changed, or the
 * file was.
 */
export async function checkKept(contract: Queried, tools: LoadTools): Promise<AskedQuery | undefined> {
  const { host, fault } = tools;
  const { file, pathPosition } = contract;
  const read = await readSql(contract, tools);
  if (read === undefined) return undefined;
  const asked = { file: contract.query.file ?? tools.packageFile, sha256: sha256(read.sql), reads: [] };
  if (!(await host.project.exists(file))) {
    fault(problem('data/query-kept.query', pathPosition, { file }));
    return undefined;
  }
  const result = await readBytes(contract, host, fault);
  if (result === undefined) return undefined;
  const record = (await host.project.exists(recordFile(file)))
    ? await host.project.readText(recordFile(file), host.limits.textBytes)
    : '';
  if (record === recordOf(read.sql, result)) return asked;
  const isChanged = record.includes(asked.sha256);
  fault(
    problem(isChanged ? 'data/query-kept.change' : 'data/query-kept.stands', { file, line: 1, column: 1 }),
  );
  return undefined;
}
