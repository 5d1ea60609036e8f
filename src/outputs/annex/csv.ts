import { csvRow } from '../../model/csv-row.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { type AnnexColumn, columnsOf, textOf } from './annex-columns.js';

/** A dataset as CSV: UTF-8, commas, LF, one row a number, codes as in the data package beside it. */
export function csvOf(dataset: PublishedDataset): Uint8Array {
  const columns = columnsOf(dataset);
  const lines = [
    csvRow(columns.map(({ name }) => name)),
    ...dataset.rows.map((row) => csvRow(columns.map((column) => safe(textOf(row, column), column)))),
  ];
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

/**
 * A text that a spreadsheet would take for a formula, with an apostrophe before it. Numbers below nought stay numbers.
 *
 * *Source:* OWASP, "CSV Injection".
 */
export function safe(text: string, { field, holds }: AnnexColumn): string {
  if (holds === 'cells' && field.role === 'measure' && /^-?\d/.test(text)) return text;
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
