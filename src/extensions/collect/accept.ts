import type { FieldContract, ResourceContract } from '../../data/contract.js';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import { type CsvFile, type CsvRecord, openCsv, scanCsv } from '../../inputs/csv/scan.js';
import type { SourceDialect } from '../../model/dataset/source-table.js';
import { problem } from '../../problems/problem.js';
import type { ProposedChange } from './merge-returns.js';

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

/** How a value that came back stands in its file: as it has to be written so that it is read as what it is. */

/** What keeps values from being written as they would be read back; undefined where nothing does. */
function unwritable(
  { query, shape, writing, fields }: ResourceContract,
  changes: readonly ProposedChange[],
): string | undefined {
  if (query !== undefined) return 'its rows are the result of a query';
  if (writing.format !== 'csv') return `its \`format\` is \`${writing.format}\``;
  if (shape !== undefined && !isOnlyNamed(shape)) return 'its rows are arranged anew when it is read';
  const touched = fields.filter(({ name }) =>
    changes.some(({ field, keys }) => field === name || Object.hasOwn(keys, name)),
  );
  const renamed = touched.find((field) => {
    if (field.rename === undefined) return false;
    const texts = changes.flatMap((change) => [
      ...(change.field === field.name ? [change.after] : []),
      ...(Object.hasOwn(change.keys, field.name) ? [change.keys[field.name] ?? ''] : []),
    ]);
    return texts.some((text) => codeOf(field, text) === undefined);
  });
  return renamed && `no one code of \`${renamed.name}\` is renamed to what it would say`;
}

/** True for a table of which nothing is declared but the headings of its columns. */
const isOnlyNamed = (shape: NonNullable<ResourceContract['shape']>): boolean =>
  shape.unpivot === undefined &&
  shape.range === undefined &&
  shape.skip === 0 &&
  shape.header.length === 1 &&
  shape.header[0] === 1 &&
  shape.footer === 0 &&
  shape.fill.length === 0 &&
  shape.leave.length === 0 &&
  shape.combine.size === 0 &&
  shape.constants.size === 0 &&
  !shape.flagsBeside &&
  !shape.trims;

/** The change with the columns, codes and numbers of the file. */
function asInFile(change: ProposedChange, { fields, shape }: ResourceContract): ProposedChange {
  const heading = (name: string): string => shape?.columns.get(name)?.name ?? name;
  const written = (name: string, text: string): string => {
    const field = fields.find((each) => each.name === name);
    return field === undefined ? text : (codeOf(field, text) ?? text);
  };
  const field = fields.find(({ name }) => name === change.field);
  return {
    ...change,
    field: heading(change.field),
    keys: Object.fromEntries(
      Object.entries(change.keys).map(([name, text]) => [heading(name), written(name, text)]),
    ),
    after: field === undefined ? change.after : numberIn(field, written(change.field, change.after)),
  };
}

/** The code that is renamed to a category; undefined where there is none, or more than one, or where a file names them. */
function codeOf({ rename }: FieldContract, category: string): string | undefined {
  if (rename === undefined) return category;
  if (!('codes' in rename)) return undefined;
  const codes = [...rename.codes].flatMap(([code, meant]) => (meant === category ? [code] : []));
  return codes.length === 1 ? codes[0] : undefined;
}

/** Returned numbers are whole and have a point before their decimals: here they count as their column does, exactly. */
function numberIn({ type, power = 0, decimalMark }: FieldContract, text: string): string {
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || (type !== 'number' && type !== 'integer')) return text;
  if (power === 0) return fraction === '' ? text : `${sign}${whole}${decimalMark}${fraction}`;
  const digits = whole.padStart(power + 1, '0');
  const left = digits.slice(0, -power);
  const right = `${digits.slice(-power)}${fraction}`.replace(/0+$/, '');
  return `${sign}${left}${right === '' ? '' : `${decimalMark}${right}`}`;
}
