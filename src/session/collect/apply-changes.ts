import type { ProposedChange } from '../../features/plan/collect/merge.js';
import { type CsvRecord, openCsv, scanCsv } from '../../inputs/csv/scan.js';

/** A file of data with the changes that belong into it. */
export interface ChangedFile {
  /** UTF-8 without a byte order mark. */
  readonly text: string;
  readonly changes: readonly ProposedChange[];
  readonly delimiter?: string | undefined;
}

/**
 * Puts accepted values into a CSV file. Every row that has none stays byte for byte as it was; of a row that has one, only cells
 * that need quotes are quoted. A string says why it cannot be done.
 */
export function applyChanges({ text, changes, delimiter }: ChangedFile): { readonly text: string } | string {
  const bytes = new TextEncoder().encode(text);
  const file = openCsv(bytes, { delimiter, quote: '"' });
  if ('kind' in file) return file.message;
  const records: CsvRecord[] = [];
  const problem = scanCsv(file, (record) => void records.push(record));
  if (problem !== undefined) return problem.message;
  const [header, ...rows] = records;
  const columnOf = (name: string): number => header?.cells.indexOf(name) ?? -1;
  const edited = new Map<CsvRecord, string[]>();
  for (const { keys, field, after } of changes) {
    const pairs = Object.entries(keys).map(([name, value]) => [columnOf(name), value] as const);
    const column = columnOf(field);
    if (column < 0 || pairs.some(([at]) => at < 0)) return `no column \`${field}\` under that name`;
    const row = rows.find(({ cells }) => pairs.every(([at, value]) => cells[at] === value));
    if (row === undefined) return `no row for ${Object.values(keys).join(', ')}`;
    const cells = edited.get(row) ?? [...row.cells];
    cells[column] = after;
    edited.set(row, cells);
  }
  const parts = [Buffer.from(bytes.subarray(0, header?.end ?? 0)).toString()];
  for (const row of rows) {
    const written = Buffer.from(bytes.subarray(row.start, row.end)).toString();
    const cells = edited.get(row);
    const end = /(?:\r\n|\n|\r)$/.exec(written)?.[0] ?? '';
    parts.push(
      cells === undefined
        ? written
        : cells.map((cell) => quoted(cell, file.delimiter)).join(file.delimiter) + end,
    );
  }
  return { text: parts.join('') };
}

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
