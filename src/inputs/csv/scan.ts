import { CsvError, type Options, parse } from 'csv-parse/sync';
import { phrase, wording } from '../../problems/problem.js';

export interface CsvOptions {
  /** Absent: what a first line such as `sep=;` says, else a comma. */
  readonly delimiter?: string | undefined;
  readonly quote: string;
  /** What makes a quote inside quotes part of the cell; absent where it is doubled. */
  readonly escaper?: string | undefined;
  /** What a line begins with that is no record. */
  readonly comment?: string | undefined;
  /** Spaces after a delimiter are not part of the cell. */
  readonly skipsSpaces?: boolean | undefined;
}

/** A CSV file that was opened: its bytes in UTF-8 without a byte order mark, and how its records are written. */
export interface CsvFile {
  readonly bytes: Buffer;
  readonly delimiter: string;
  readonly quote: string;
  readonly escaper: string;
  readonly comment?: string;
  readonly skipsSpaces: boolean;
  /** Where the first record begins, after a line that names the delimiter. */
  readonly start: number;
  readonly line: number;
}

/** Where a record stands in the bytes of its file; a quoted cell may hold line breaks, so a record can span lines. */
export interface RecordPlace {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** One record of a CSV file, as written: nothing trimmed, nothing inferred. */
export interface CsvRecord extends RecordPlace {
  readonly cells: readonly string[];
}

export interface CsvProblem {
  readonly kind: 'syntax' | 'delimiter' | 'record-size';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly hint?: string;
}

/** The line that Excel writes to name its delimiter. */
const separatorLine = /^sep=(.)(?:\r\n|\r|\n|$)/i;

/** Opens bytes in UTF-8 as CSV; a problem when a line such as `sep=;` contradicts what is declared. */
export function openCsv(bytes: Uint8Array, options: CsvOptions): CsvFile | CsvProblem {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const separator = separatorLine.exec(buffer.toString('utf8', 0, 12));
  const delimiter = options.delimiter ?? separator?.[1] ?? ',';
  if (separator !== null && separator[1] !== delimiter) {
    return {
      kind: 'delimiter',
      line: 1,
      column: 1,
      ...wording('inputs/scan.declared', { separator: separator[0].trim(), delimiter }),
    };
  }
  const start = separator === null ? 0 : Buffer.byteLength(separator[0]);
  const { quote, escaper = quote, comment, skipsSpaces = false } = options;
  const line = separator === null ? 1 : 2;
  const marks = { delimiter, quote, escaper, skipsSpaces, ...(comment === undefined ? {} : { comment }) };
  return { bytes: buffer, ...marks, start, line };
}

/** How far a file is read: `records` at most, none of more than `recordBytes`. */
export interface CsvBounds {
  readonly records?: number;
  readonly recordBytes?: number;
}

/**
 * Hands every record of a file to `take`, one after the other, strictly: quotes are doubled inside quotes, any line end
 * ends a record. Rows keep as many cells as they have: their number is for the caller to check. Returns the fault that
 * ended the reading, if one did.
 *
 * *Source:* RFC 4180.
 */
export function scanCsv(
  file: CsvFile,
  take: (record: CsvRecord) => void,
  { records, recordBytes }: CsvBounds = {},
): CsvProblem | undefined {
  let { line, start } = file;
  const settings: Options = {
    delimiter: file.delimiter,
    quote: file.quote,
    escape: file.escaper,
    ltrim: file.skipsSpaces,
    ...(file.comment === undefined ? {} : { comment: file.comment, comment_no_infix: true }),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    ...(records === undefined ? {} : { to: records }),
    ...(recordBytes === undefined ? {} : { max_record_size: recordBytes }),
    on_record: (cells: string[], { bytes }) => {
      const end = file.start + bytes;
      const above = commentsAt(file, start);
      start = above.end;
      line += above.lines;
      take({ cells, line, start, end });
      line += lineBreaks(cells, file.bytes, start, end);
      start = end;
      return null;
    },
  };
  try {
    parse(file.start === 0 ? file.bytes : file.bytes.subarray(file.start), settings);
    return undefined;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return problemOf(error, line, start, file);
  }
}

/** The lines of comment that stand before a record: how many there are, and where they end. */
function commentsAt(
  { bytes, comment }: CsvFile,
  start: number,
): { readonly lines: number; readonly end: number } {
  if (comment === undefined) return { lines: 0, end: start };
  const sign = Buffer.from(comment);
  let [end, lines] = [start, 0];
  while (bytes.subarray(end, end + sign.length).equals(sign)) {
    let at = end;
    while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
    end = bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : at + 1;
    lines++;
  }
  return { lines, end };
}

/** Most records have no line break in a cell, and end with one. */
function lineBreaks(cells: readonly string[], bytes: Buffer, start: number, end: number): number {
  if (cells.every((cell) => !cell.includes('\n') && !cell.includes('\r'))) return 1;
  return bytes.toString('utf8', start, end).match(/\r\n?|\n/g)?.length ?? 0;
}

const sentences: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is opened here and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'There is text between a closing quote and the delimiter',
  INVALID_OPENING_QUOTE: 'There is a quote inside a cell that does not begin with one',
};

/** As much of a faulty record as is looked at to find the cell with the fault. */
const searched = 4_194_304;

/** The problem at the cell in which it stands; an unclosed quote is reported where it opens. */
function problemOf(error: CsvError, line: number, start: number, file: CsvFile): CsvProblem {
  const index = typeof error.index === 'number' ? error.index : 0;
  const end = Math.min(start + searched, file.bytes.length);
  const place = cellPlace({ line, start, end }, index, file);
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return { kind: 'record-size', ...place, ...wording('inputs/scan.long') };
  }
  const message = sentences[error.code] ?? phrase('inputs/scan.csv', { code: error.code });
  const hint =
    file.escaper === file.quote
      ? 'write a quote inside quotes twice'
      : `write \`${file.escaper}\` before a quote inside quotes`;
  return { kind: 'syntax', message, ...place, hint };
}

/** The place of the cell of this index in a record; of a cell that the record lacks, the end of its text. */
export function cellPlace(record: RecordPlace, index: number, file: Written): TextPlace {
  return placeAmong(findPlaces(record, file), index, record);
}

/** The place of the cell of this index among those of its record; of a cell that it lacks, the end. */
export const placeAmong = (places: readonly TextPlace[], index: number, { line }: RecordPlace): TextPlace =>
  places[Math.min(index, places.length - 1)] ?? { line, column: 1 };

/** A place in a file of text. */
interface TextPlace {
  readonly line: number;
  readonly column: number;
}

type Written = Pick<CsvFile, 'bytes' | 'delimiter' | 'quote' | 'escaper' | 'skipsSpaces'>;

/**
 * Finds the places of a record's cells, and last that of the end. The record that was looked at last is remembered, since
 * its cells are asked for one after the other, in a wide table often.
 */
export function placeFinder(file: Written): (record: RecordPlace) => readonly TextPlace[] {
  let last: { readonly start: number; readonly places: readonly TextPlace[] } | undefined;
  return (record) => {
    if (last?.start !== record.start) last = { start: record.start, places: findPlaces(record, file) };
    return last.places;
  };
}

function findPlaces(record: RecordPlace, written: Written): readonly TextPlace[] {
  const { bytes, delimiter } = written;
  const text = bytes.toString('utf8', record.start, endOfText(bytes, record));
  const places: TextPlace[] = [];
  let { line } = record;
  let lineStart = 0;
  let start = 0;
  for (;;) {
    places.push({ line, column: start - lineStart + 1 });
    const end = cellEnd(text, start, written);
    const next = end >= text.length ? text.length : end + delimiter.length;
    for (const found of text.slice(start, next).matchAll(/\r\n?|\n/g)) {
      line++;
      lineStart = start + found.index + found[0].length;
    }
    start = next;
    if (end >= text.length) break;
  }
  return [...places, { line, column: start - lineStart + 1 }];
}

/** The end of a record without its line end. */
function endOfText(bytes: Buffer, { start, end }: RecordPlace): number {
  let at = end;
  while (at > start && (bytes[at - 1] === 0x0a || bytes[at - 1] === 0x0d)) at--;
  return at;
}

/** The offset of the delimiter after the cell that begins at `start`, or the end of the text. */
function cellEnd(
  text: string,
  start: number,
  { delimiter, quote, escaper, skipsSpaces }: Omit<Written, 'bytes'>,
): number {
  let from = start;
  if (skipsSpaces) while (text[from] === ' ') from++;
  if (text.startsWith(quote, from)) {
    from += 1;
    for (;;) {
      const escaped = escaper === quote ? -1 : text.indexOf(escaper, from);
      if (escaped >= 0 && escaped < text.indexOf(quote, from)) {
        from = escaped + 2;
        continue;
      }
      const close = text.indexOf(quote, from);
      if (close < 0) return text.length;
      from = close + 1;
      if (escaper !== quote || !text.startsWith(quote, from)) break;
      from += 1;
    }
  }
  const end = text.indexOf(delimiter, from);
  return end < 0 ? text.length : end;
}
