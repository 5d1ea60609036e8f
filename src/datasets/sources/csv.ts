import { CsvError, type Options, parse } from 'csv-parse/sync';
import type { Position } from '../../diagnostics.js';

export interface CsvOptions {
  /** Absent: what a first line such as `sep=;` says, else a comma. */
  readonly delimiter?: string;
  readonly quote: string;
}

/** One record of a CSV file, as written: nothing trimmed, nothing inferred. */
export interface CsvRecord {
  readonly cells: readonly string[];
  /** Where the record begins; a quoted cell may hold line breaks, so a record can span lines. */
  readonly line: number;
  /** The text of the record, for finding the place of a cell. */
  readonly raw: string;
}

export interface CsvProblem {
  readonly kind: 'syntax' | 'delimiter';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly hint?: string;
}

/** A CSV file as records. `problem` is the fault that ended the reading, if one did. */
export interface CsvTable {
  readonly delimiter: string;
  readonly quote: string;
  readonly records: readonly CsvRecord[];
  readonly problem?: CsvProblem;
}

/** The line that Excel writes to name its delimiter. */
const separatorLine = /^sep=(.)(?:\r\n|\r|\n|$)/i;

/**
 * Reads CSV text (without a byte order mark) strictly, with quotes doubled inside quotes and any line ends. Rows keep
 * as many cells as they have: their number is for the caller to check.
 *
 * *Source:* RFC 4180.
 */
export function readCsv(text: string, options: CsvOptions): CsvTable {
  const separator = separatorLine.exec(text);
  const delimiter = options.delimiter ?? separator?.[1] ?? ',';
  const { quote } = options;
  if (separator !== null && separator[1] !== delimiter) {
    const message = `Unexpected \`${separator[0].trim()}\`, expected the declared delimiter \`${delimiter}\``;
    return {
      delimiter,
      quote,
      records: [],
      problem: { kind: 'delimiter', message, line: 1, column: 1, hint: 'declare the one that the file uses' },
    };
  }
  const records: CsvRecord[] = [];
  let line = separator === null ? 1 : 2;
  const settings: Options = {
    delimiter,
    quote,
    escape: quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    raw: true,
    on_record: (entry: unknown) => {
      const { record: cells, raw } = entry as { record: string[]; raw: string };
      records.push({ cells, line, raw });
      line += lineBreaks(raw);
      return null;
    },
  };
  try {
    parse(separator === null ? text : text.slice(separator[0].length), settings);
    return { delimiter, quote, records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { delimiter, quote, records, problem: syntaxProblem(error, line, { delimiter, quote }) };
  }
}

const lineBreaks = (text: string): number => text.match(/\r\n?|\n/g)?.length ?? 0;

const sentences: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'Unexpected end of the file inside quotes, expected a closing quote',
  CSV_INVALID_CLOSING_QUOTE: 'Unexpected text after a closing quote, expected a delimiter',
  INVALID_OPENING_QUOTE: 'Unexpected quote inside a cell, expected the whole cell in quotes',
};

/** The problem at the cell in which it stands; an unclosed quote is reported where it opens. */
function syntaxProblem(
  error: CsvError,
  line: number,
  writing: { delimiter: string; quote: string },
): CsvProblem {
  const raw = typeof error.raw === 'string' ? error.raw : '';
  const index = typeof error.index === 'number' ? error.index : 0;
  const message = sentences[error.code] ?? `Unexpected CSV (${error.code}), expected it to be well formed`;
  return {
    kind: 'syntax',
    message,
    ...cellPlace({ raw, line }, index, writing),
    hint: 'write a quote inside quotes twice',
  };
}

/** The place of the cell of this index in a record; of a cell that the record lacks, the end of its text. */
export function cellPlace(
  { raw, line }: { readonly raw: string; readonly line: number },
  index: number,
  { delimiter, quote }: { readonly delimiter: string; readonly quote: string },
): Pick<Position, 'line' | 'column'> {
  const text = raw.replace(/[\r\n]+$/, '');
  let start = 0;
  for (let cell = 0; cell < index; cell++) {
    const end = cellEnd(text, start, delimiter, quote);
    if (end >= text.length) {
      start = text.length;
      break;
    }
    start = end + delimiter.length;
  }
  const before = text.slice(0, start).split(/\r\n?|\n/);
  return { line: line + before.length - 1, column: (before.at(-1) ?? '').length + 1 };
}

/** The offset of the delimiter after the cell that begins at `start`, or the end of the text. */
function cellEnd(text: string, start: number, delimiter: string, quote: string): number {
  let from = start;
  if (text.startsWith(quote, start)) {
    from = start + 1;
    for (;;) {
      const close = text.indexOf(quote, from);
      if (close < 0) return text.length;
      from = close + 1;
      if (!text.startsWith(quote, from)) break;
      from += 1;
    }
  }
  const end = text.indexOf(delimiter, from);
  return end < 0 ? text.length : end;
}
