import { posix } from 'node:path';
import type { DiagnosticCode } from '../../diagnostic-codes.js';
import { listNames, type Position } from '../../diagnostics.js';
import type { SourceRow } from '../../model/dataset/source-table.js';
import { phrase, wording } from '../../problems/problem.js';
import { readBytes } from '../read-bytes.js';
import { reportProblem } from '../report.js';
import type { LoadTools } from '../table-context.js';

/** A CSV file beside the data package that says something of each code. */
export interface CodeTable {
  /** As the data package names it. */
  readonly from: string;
  /** Where it names it. */
  readonly position: Position;
  readonly required: readonly string[];
  /** `any`: whatever the header names, each once. */
  readonly optional?: readonly string[] | 'any';
  /** Of what is wrong in it. */
  readonly code: DiagnosticCode;
}

/** A row of such a file: its cells by column, and where they stand. */
export interface CodeRow {
  readonly cells: Readonly<Record<string, string>>;
  at(column: string): Position;
}

/** The column at which a header is not as the data package wants it, and why; undefined where it is. */
function wrongHeader(
  texts: readonly string[],
  required: readonly string[],
  optional: CodeTable['optional'],
): { readonly index: number; readonly message: string } | undefined {
  if (required.some((name) => !texts.includes(name)))
    return {
      index: 0,
      ...wording('data/code-table.header', { texts: listNames(texts), columns: columnsOf(required) }),
    };
  return optional === 'any' ? strangeIn(texts) : undefined;
}

/** Reads a file of codes; undefined where it is not as it should be, which is reported. Blank lines say nothing. */
export async function readCodeTable(
  { from, position, required, optional = [], code }: CodeTable,
  { packageFile, host, open, fault }: LoadTools,
): Promise<readonly CodeRow[] | undefined> {
  const file = posix.isAbsolute(from) ? from : posix.join(posix.dirname(packageFile), from);
  const bytes = await readBytes({ file, pathPosition: position }, host, fault);
  if (bytes === undefined) return undefined;
  const source = await open(
    { file, bytes, format: 'csv', dialect: {}, columns: required.length },
    host.limits,
  );
  if ('code' in source) {
    reportProblem(fault, source);
    return undefined;
  }
  const { header } = source;
  const wrong = wrongHeader(header.texts, required, optional);
  if (wrong !== undefined) {
    fault({ severity: 'error', code, message: wrong.message, position: header.at(wrong.index) });
    return undefined;
  }
  const columns = new Map(
    (optional === 'any' ? header.texts : [...required, ...optional]).flatMap((name) => {
      const index = header.texts.indexOf(name);
      return index < 0 ? [] : [[name, index] as const];
    }),
  );
  const rows: CodeRow[] = [];
  let right = true;
  const problem = source.read((row: SourceRow) => {
    if (row.texts.length === 1 && row.texts[0] === '') return;
    if (row.texts.length !== header.texts.length) {
      const message = phrase('data/code-table.row', {
        count: row.texts.length,
        headerTextsCount: header.texts.length,
      });
      if (right) fault({ severity: 'error', code, message, position: row.at(row.texts.length) });
      right = false;
      return;
    }
    rows.push({
      cells: Object.fromEntries([...columns].map(([name, index]) => [name, row.texts[index] ?? ''])),
      at: (name) => row.at(columns.get(name) ?? 0),
    });
  });
  if (problem !== undefined) reportProblem(fault, problem);
  return right && problem === undefined ? rows : undefined;
}

/** A column without a name, or with that of another. */
function strangeIn(
  names: readonly string[],
): { readonly index: number; readonly message: string } | undefined {
  const index = names.findIndex((name, at) => name.trim() === '' || names.indexOf(name) < at);
  const name = names[index];
  if (name === undefined) return undefined;
  return {
    index,
    ...wording(name.trim() === '' ? 'data/code-table.column' : 'data/code-table.once', { name }),
  };
}

const columnsOf = (names: readonly string[]): string =>
  names.length === 1
    ? `the column \`${names[0]}\``
    : `the columns ${names.map((name) => `\`${name}\``).join(' and ')}`;
