import type { ResourceContract } from '../../data/contract.js';
import { readPackage } from '../../data/package/read-package.js';
import { columnNumber, type Diagnostic, hasErrors, type Position } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import { type CsvFile, type CsvRecord, openCsv, scanCsv } from '../../inputs/csv/scan.js';
import { sourcesWith } from '../../inputs/sources.js';
import type { ReadWorkbook } from '../../inputs/workbook/format.js';
import type { Language } from '../../language/language.js';
import { csvRow } from '../../model/csv-row.js';
import type { SourceDialect } from '../../model/dataset/source-table.js';
import type { Project } from '../../model/project/project.js';
import { problem } from '../../problems/problem.js';
import { prepareData } from '../../session/prepare-data.js';
import { parseYaml } from '../../yaml/positions.js';
import { dataGrammar, extensions } from '../extensions.js';
import type { ReturnForm } from '../return-form.js';
import { asInFile, unwritable } from './as-in-file.js';
import { boardProject } from './board.js';
import { formWorkbook, readReturn } from './form-workbook.js';
import {
  type Merged,
  mergeReturns,
  type ProposedChange,
  type Returned,
  type ReturnProblem,
} from './merge-returns.js';

/** A project of which data are collected. */
export interface Collecting {
  readonly project: Project;
  readonly host: Host;
  readonly language: Language;
  /** Reads the sheets of workbooks; tests do it in their own process. */
  readonly read?: ReadWorkbook;
}

interface Asked {
  readonly forms: readonly ReturnForm[];
  /** How the files of data are read. */
  readonly resources: readonly ResourceContract[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is asked of each institution. Without a plan, or with errors in the data, nothing is, and it is said why. */
export async function askedIn({ project, host, language, read }: Collecting): Promise<Asked> {
  const { data: path, dataPosition: position, edition } = project;
  const prepared = await prepareData({ path, position, edition }, host, read && { read });
  const errors = prepared.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { forms: [], resources: [], diagnostics: errors };
  // The package itself stands in no workbook.
  const sources = sourcesWith(() => Promise.reject(new Error('no workbook is read')));
  const { value: contract } = await readPackage({ path, position }, host, { grammar: dataGrammar, sources });
  const parsed = parseYaml(await host.project.readText(path), path, { limits: host.limits, composes: true });
  const forms = extensions.flatMap((each) =>
    each.forms === undefined ? [] : each.forms(parsed.value, prepared.value, { edition, language }),
  );
  const at: Position = { file: path, line: 1, column: 1 };
  const none: Diagnostic = problem('collect/nothing', at);
  return {
    forms,
    resources: contract.resources,
    diagnostics: forms.length === 0 ? [none] : [],
  };
}

/** The workbooks that institutions are sent, by their names. */
export async function formFiles(
  forms: readonly ReturnForm[],
  {
    language,
    due,
    epochSeconds,
  }: { readonly language: Language; readonly due?: string | undefined; readonly epochSeconds: number },
): Promise<Readonly<Record<string, Uint8Array>>> {
  const made: Record<string, Uint8Array> = {};
  for (const form of forms)
    made[`${fileName(form.institution)}.xlsx`] = await formWorkbook(form, { language, due, epochSeconds });
  return made;
}

/** A code as the name of a file: whatever stands in it. */
const fileName = (code: string): string => encodeURIComponent(code);

/** What came back, held against what was asked. */
export interface MergedReturns {
  readonly merged: Merged;
  readonly diagnostics: readonly Diagnostic[];
  /** The proposal and the board, by their paths in the project. */
  readonly files: Readonly<Record<string, string>>;
}

/** Where a merge puts what it proposes. */
export const incoming = 'data/incoming';

/** Reads workbooks, by their names, and proposes what to take over. */
export async function mergeWorkbooks(
  workbooks: Readonly<Record<string, Uint8Array>>,
  forms: readonly ReturnForm[],
  {
    language,
    host,
    read,
    due,
  }: Pick<Collecting, 'language' | 'host'> & {
    readonly read: ReadWorkbook;
    readonly due?: string | undefined;
  },
): Promise<MergedReturns> {
  const returns: Returned[] = [];
  const unread: Diagnostic[] = [];
  for (const [file, bytes] of Object.entries(workbooks)) {
    const found = await readReturn(file, bytes, { forms, language, limits: host.limits, read });
    if (!('fault' in found)) returns.push(found);
    else
      unread.push({
        severity: 'error',
        code: 'collect/workbook',
        message: found.fault,
        position: { file, line: 1, column: 1 },
      });
  }
  const merged = mergeReturns(forms, returns, due);
  const board = boardProject(forms, merged, forms[0]?.edition ?? 0);
  return {
    merged,
    diagnostics: [...unread, ...merged.problems.map(diagnosticOf)],
    files: {
      // Also of those that change nothing, so that no proposal of an earlier merge stays.
      ...Object.fromEntries(
        forms.map(({ institution }) => [
          `${incoming}/${fileName(institution)}.csv`,
          proposalText(merged.changes.filter((each) => each.institution === institution)),
        ]),
      ),
      ...Object.fromEntries(Object.entries(board).map(([path, text]) => [`${incoming}/board/${path}`, text])),
    },
  };
}

const codes = {
  value: 'collect/value',
  contradiction: 'collect/contradiction',
  missing: 'collect/missing',
  late: 'collect/late',
  unknown: 'collect/unknown',
} as const satisfies Record<ReturnProblem['about'], Diagnostic['code']>;

/** What is missing or late is nobody's mistake here, and a warning. */
function diagnosticOf({ about, place, message }: ReturnProblem): Diagnostic {
  const [, file = place, sheet, letters = 'A', row = '1'] =
    /^(.+?\.\w+)(?: (.+)!([A-Z]+)(\d+))?$/.exec(place) ?? [];
  return {
    severity: about === 'missing' || about === 'late' ? 'warning' : 'error',
    code: codes[about],
    message,
    position: {
      file,
      line: Number(row),
      column: columnNumber(letters),
      ...(sheet === undefined ? {} : { sheet }),
    },
  };
}

function proposalText(changes: readonly ProposedChange[]): string {
  const lines = changes.map(({ resource, keys, field, before, after, place }) =>
    csvRow([resource, Object.values(keys).join(' '), field, before, after, place]),
  );
  return `${['dataset,key,field,before,after,from', ...lines].join('\n')}\n`;
}

/** What was taken over: files of data with their new text, by their paths, or why that cannot be. */
export async function acceptedFiles(
  changes: readonly ProposedChange[],
  resources: readonly ResourceContract[],
  host: Host,
): Promise<{
  readonly files: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const files: Record<string, string> = {};
  const diagnostics: Diagnostic[] = [];
  for (const resource of resources) {
    const own = changes.filter((each) => each.resource === resource.name);
    if (own.length === 0) continue;
    const { file } = resource;
    const written = await writtenInto(resource, own, files[file], host);
    if (typeof written !== 'string') files[file] = written.text;
    else diagnostics.push(problem('collect/accept.csv', { file, line: 1, column: 1 }, { file, written }));
  }
  return hasErrors(diagnostics) ? { files: {}, diagnostics } : { files, diagnostics };
}

/** The text of the file of a resource with changes in it, after those of other resources; else why it cannot be. */
async function writtenInto(
  resource: ResourceContract,
  changes: readonly ProposedChange[],
  before: string | undefined,
  host: Host,
): Promise<{ readonly text: string } | string> {
  const { file, fields, writing } = resource;
  const why = unwritable(resource, changes);
  if (why !== undefined) return why;
  try {
    return applyChanges({
      text: before ?? (await host.project.readText(file)),
      changes: changes.map((change) => asInFile(change, resource)),
      dialect: writing.dialect,
      fields: fields.map(({ name }) => name),
    });
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    return problem.reason;
  }
}

/** A file of data with the changes that belong into it. */
interface ChangedFile {
  /** UTF-8 without a byte order mark. */
  readonly text: string;
  readonly changes: readonly ProposedChange[];
  /** How the file is read. */
  readonly dialect: SourceDialect;
  /** The fields of the resource in their order, which are the columns of a file without a header. */
  readonly fields: readonly string[];
}

/**
 * Puts accepted values into a CSV file, in the dialect in which it is read. Every row that has none stays byte for byte as
 * it was; of a row that has one, only cells that need quotes are quoted. A string says why it cannot be done: also where
 * the new file would be read otherwise than it was meant.
 */
function applyChanges({ text, changes, dialect, fields }: ChangedFile): { readonly text: string } | string {
  const file = opened(text, dialect);
  if (typeof file === 'string') return file;
  const records = recordsOf(file);
  if (typeof records === 'string') return records;
  const hasHeader = dialect.header !== false;
  const names = hasHeader ? (records[0]?.cells ?? []) : fields;
  const rows = hasHeader ? records.slice(1) : records;
  const edited = new Map<CsvRecord, string[]>();
  for (const { keys, field, after } of changes) {
    const pairs = Object.entries(keys).map(([name, value]) => [names.indexOf(name), value] as const);
    const column = names.indexOf(field);
    if (column < 0 || pairs.some(([at]) => at < 0)) return `no column \`${field}\` under that name`;
    const row = rows.find(({ cells }) => pairs.every(([at, value]) => cells[at] === value));
    if (row === undefined) return `no row for ${Object.values(keys).join(', ')}`;
    const cells = edited.get(row) ?? [...row.cells];
    cells[column] = after;
    edited.set(row, cells);
  }
  const written = withRows(file, edited);
  const meant = records.map((record) => edited.get(record) ?? record.cells);
  return isReadAs(meant, written, dialect)
    ? { text: written }
    : 'a new value cannot be written in its `dialect`';
}

function opened(text: string, dialect: SourceDialect): CsvFile | string {
  const file = openCsv(new TextEncoder().encode(text), {
    delimiter: dialect.delimiter,
    quote: dialect.quoteChar ?? '"',
    escaper: dialect.escapeChar,
    comment: dialect.commentChar,
    skipsSpaces: dialect.skipInitialSpace,
  });
  return 'kind' in file ? file.message : file;
}

function recordsOf(file: CsvFile): readonly CsvRecord[] | string {
  const records: CsvRecord[] = [];
  const problem = scanCsv(file, (record) => void records.push(record));
  return problem === undefined ? records : problem.message;
}

/** What stands between records, such as remarks, is copied with the bytes before them. */
function withRows(file: CsvFile, edited: ReadonlyMap<CsvRecord, readonly string[]>): string {
  const { bytes } = file;
  const parts: string[] = [];
  let done = 0;
  for (const [{ start, end }, cells] of [...edited].sort(([a], [b]) => a.start - b.start)) {
    const lineEnd = /(?:\r\n|\n|\r)$/.exec(bytes.toString('utf8', start, end))?.[0] ?? '';
    parts.push(bytes.toString('utf8', done, start));
    parts.push(cells.map((cell) => quoted(cell, file)).join(file.delimiter) + lineEnd);
    done = end;
  }
  return [...parts, bytes.toString('utf8', done)].join('');
}

function quoted(cell: string, { delimiter, quote, escaper, comment }: CsvFile): string {
  const needsQuotes =
    [delimiter, quote, '\r', '\n'].some((sign) => cell.includes(sign)) ||
    cell.startsWith(' ') ||
    (comment !== undefined && cell.startsWith(comment));
  return needsQuotes ? `${quote}${cell.replaceAll(quote, () => escaper + quote)}${quote}` : cell;
}

function isReadAs(meant: readonly (readonly string[])[], text: string, dialect: SourceDialect): boolean {
  const file = opened(text, dialect);
  const records = typeof file === 'string' ? file : recordsOf(file);
  return (
    typeof records !== 'string' && JSON.stringify(records.map(({ cells }) => cells)) === JSON.stringify(meant)
  );
}
