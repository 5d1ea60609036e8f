import type { SourceFile, SourceProblem, SourceRow, SourceTable } from '../../model/dataset/source-table.js';
import { problem } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import { decodeSource } from '../decode-source.js';
import type { SourceFormat } from '../format.js';
import {
  type CsvFile,
  type CsvProblem,
  type CsvRecord,
  openCsv,
  placeAmong,
  placeFinder,
  scanCsv,
} from './scan.js';

/** Cells separated by a delimiter, the names of the columns in the first record. */
export const csv: SourceFormat = {
  dialect: ['delimiter', 'quoteChar', 'escapeChar', 'commentChar', 'skipInitialSpace'],
  open,
};

function open(source: SourceFile, limits: ResourceLimits): SourceTable | SourceProblem {
  const { file, dialect, declaredIn } = source;
  const bytes = decodeSource(source);
  if ('code' in bytes) return bytes;
  const delimiter = dialect.delimiter ?? (declaredIn === undefined ? shownDelimiter(bytes) : undefined);
  const opened = openCsv(bytes, {
    delimiter,
    quote: dialect.quoteChar ?? '"',
    escaper: dialect.escapeChar,
    comment: dialect.commentChar,
    skipsSpaces: dialect.skipInitialSpace,
  });
  if ('kind' in opened) return problemOf(opened, file, limits);
  const bounds = { recordBytes: recordBytes(source.columns, limits) };
  const first: CsvRecord[] = [];
  const wrong = scanCsv(opened, (record) => void first.push(record), { ...bounds, records: 1 });
  const [record] = first;
  if (record === undefined) return wrong === undefined ? empty(file) : problemOf(wrong, file, limits);
  const rowOf = rowsOf(opened, file);
  const header = rowOf(record);
  return (
    otherDelimiter(header, opened.delimiter, source) ?? {
      header,
      read(take, most) {
        let isHeader = true;
        const takeRecord = (each: CsvRecord): void => {
          if (!isHeader) take(rowOf(each));
          isHeader = false;
        };
        const records = most === undefined ? {} : { records: most + 1 };
        const problem = scanCsv(opened, takeRecord, { ...bounds, ...records });
        return problem && problemOf(problem, file, limits);
      },
    }
  );
}

function rowsOf(csvFile: CsvFile, file: string): (record: CsvRecord) => SourceRow {
  const find = placeFinder(csvFile);
  return ({ cells, line, start, end }) => {
    const record = { line, start, end };
    return {
      texts: cells,
      line,
      at: (column) => ({ file, ...placeAmong(find(record), column, record) }),
      places: () => find(record).map((place) => ({ file, ...place })),
    };
  };
}

const empty = (file: string): SourceProblem => problem('data/empty.empty', { file, line: 1, column: 1 });

/** Bytes that one record may have: the longest cells in every column, each character in four bytes, and in quotes. */
const recordBytes = (columns: number | undefined, limits: ResourceLimits): number =>
  Math.min((4 * limits.cellLength + 3) * Math.max(columns ?? limits.columns, 8), limits.dataBytes);

function problemOf(
  { kind, message, hint, line, column }: CsvProblem,
  file: string,
  limits: ResourceLimits,
): SourceProblem {
  const position = { file, line, column };
  if (kind === 'record-size') {
    return limitProblem({ name: 'cellLength', limits, position });
  }
  const code = kind === 'delimiter' ? 'data/delimiter' : 'data/csv';
  return { code, position, message, ...(hint === undefined ? {} : { hint }) };
}

/** What stands after the first name of a header, where nobody can declare it. */
const shownDelimiter = (bytes: Uint8Array): string | undefined =>
  /^\s*"?[\p{L}\p{N}_-]+"?([;,\t|])/u.exec(Buffer.from(bytes.subarray(0, 100)).toString())?.[1];

/** A header with one column where several are declared: the file likely uses another delimiter. */
function otherDelimiter(
  { texts, at }: SourceRow,
  delimiter: string,
  { columns, declaredIn }: SourceFile,
): SourceProblem | undefined {
  const [only = ''] = texts;
  if (texts.length > 1 || columns === undefined || columns === 1 || declaredIn === undefined)
    return undefined;
  const other = [';', ',', '\t', '|'].find((mark) => mark !== delimiter && only.includes(mark));
  if (other === undefined) return undefined;
  const setting = `dialect: {delimiter: "${other === '\t' ? '\\t' : other}"}`;
  return problem('data/delimiter', at(0), {
    columns,
    delimiter: shown(delimiter),
    other: shown(other),
    setting,
    declaredIn,
  });
}

const shown = (delimiter: string): string => (delimiter === '\t' ? 'a tab' : `\`${delimiter}\``);
