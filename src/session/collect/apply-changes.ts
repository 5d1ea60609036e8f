import type { ProposedChange } from '../../features/plan/collect/merge.js';
import { type CsvFile, type CsvRecord, openCsv, scanCsv } from '../../inputs/csv/scan.js';
import type { SourceDialect } from '../../model/source-table.js';

/** A file of data with the changes that belong into it. */
export interface ChangedFile {
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
export function applyChanges({
  text,
  changes,
  dialect,
  fields,
}: ChangedFile): { readonly text: string } | string {
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
