import { CsvError, type Options, parse } from 'csv-parse/sync';

export interface CsvOptions {
  /** Absent: what a first line such as `sep=;` says, else a comma. */
  readonly delimiter?: string | undefined;
  readonly quote: string;
}

/** A CSV file that was opened: its bytes in UTF-8 without a byte order mark, and how its records are written. */
export interface CsvFile {
  readonly bytes: Buffer;
  readonly delimiter: string;
  readonly quote: string;
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
    const message = `Unexpected \`${separator[0].trim()}\`, expected the declared delimiter \`${delimiter}\``;
    const hint = 'declare the one that the file uses';
    return { kind: 'delimiter', message, line: 1, column: 1, hint };
  }
  const start = separator === null ? 0 : Buffer.byteLength(separator[0]);
  return { bytes: buffer, delimiter, quote: options.quote, start, line: separator === null ? 1 : 2 };
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
    escape: file.quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    ...(records === undefined ? {} : { to: records }),
    ...(recordBytes === undefined ? {} : { max_record_size: recordBytes }),
    on_record: (cells: string[], { bytes }) => {
      const end = file.start + bytes;
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

/** Most records have no line break in a cell, and end with one. */
function lineBreaks(cells: readonly string[], bytes: Buffer, start: number, end: number): number {
  if (cells.every((cell) => !cell.includes('\n') && !cell.includes('\r'))) return 1;
  return bytes.toString('utf8', start, end).match(/\r\n?|\n/g)?.length ?? 0;
}

const sentences: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'Unexpected end of the file inside quotes, expected a closing quote',
  CSV_INVALID_CLOSING_QUOTE: 'Unexpected text after a closing quote, expected a delimiter',
  INVALID_OPENING_QUOTE: 'Unexpected quote inside a cell, expected the whole cell in quotes',
};

/** As much of a faulty record as is looked at to find the cell with the fault. */
const searched = 4_194_304;

/** The problem at the cell in which it stands; an unclosed quote is reported where it opens. */
function problemOf(error: CsvError, line: number, start: number, file: CsvFile): CsvProblem {
  const index = typeof error.index === 'number' ? error.index : 0;
  const end = Math.min(start + searched, file.bytes.length);
  const place = cellPlace({ line, start, end }, index, file);
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return { kind: 'record-size', message: 'Unexpected long record', ...place };
  }
  const message = sentences[error.code] ?? `Unexpected CSV (${error.code}), expected it to be well formed`;
  return { kind: 'syntax', message, ...place, hint: 'write a quote inside quotes twice' };
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

type Written = Pick<CsvFile, 'bytes' | 'delimiter' | 'quote'>;

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

function findPlaces(record: RecordPlace, { bytes, delimiter, quote }: Written): readonly TextPlace[] {
  const text = bytes.toString('utf8', record.start, endOfText(bytes, record));
  const places: TextPlace[] = [];
  let { line } = record;
  let lineStart = 0;
  let start = 0;
  for (;;) {
    places.push({ line, column: start - lineStart + 1 });
    const end = cellEnd(text, start, delimiter, quote);
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
