import { csvRow } from '../../model/csv-row.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { decimalsOf, isNumeric, toExact, type Value } from '../../model/dataset/value.js';
import { toDecimalText } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';

/** A column of a table that is handed out. */
export interface AnnexColumn {
  readonly field: Field;
  /** `marks`: the letters beside the numbers of the field, in a column of their own. */
  readonly holds: 'cells' | 'marks';
  readonly name: string;
}

/** The columns of a dataset in the order of its fields; a measure with marks anywhere has a column of them after it. */
export function columnsOf({ fields, rows }: PublishedDataset): readonly AnnexColumn[] {
  const names = new Set(fields.map(({ name }) => name));
  let hasNotes = false;
  return fields.flatMap((field): AnnexColumn[] => {
    const own: AnnexColumn = { field, holds: 'cells', name: field.name };
    if (field.role === 'note') {
      // The notes of a row are one list: its first column has them all.
      const isFirst = !hasNotes;
      hasNotes = true;
      return isFirst ? [own] : [];
    }
    if (field.role !== 'measure' || !rows.some(({ marks }) => (ownOf(marks, field.name) ?? []).length > 0))
      return [own];
    const name = [`${field.name}-status`, `${field.name}-status-of-number`].find((each) => !names.has(each));
    return name === undefined ? [own] : [own, { field, holds: 'marks', name }];
  });
}

/** What a cell says: codes of categories, plain decimals, symbols of missing values. */
export function textOf(row: Row, { field, holds }: AnnexColumn): string {
  const { name, role } = field;
  if (holds === 'marks') return (ownOf(row.marks, name) ?? []).join('');
  if (role === 'dimension') return row.keys[name] ?? '';
  if (role === 'attribute') return (Object.hasOwn(row.attributes, name) ? row.attributes[name] : '') ?? '';
  if (role === 'note') return row.notes.join(' ');
  return valueText(row.measures[name]);
}

/** A number with the decimals of the file, or the symbol that stands in its place. */
function valueText(value: Value | undefined): string {
  if (value === undefined) return '';
  return isNumeric(value) ? toDecimalText(toExact(value), decimalsOf(value)) : value.symbol;
}

/** What a symbol of the dataset means, each once, in the order of the rows. */
export function symbolsOf({ fields, rows }: PublishedDataset): ReadonlyMap<string, string> {
  const measures = fields.filter(({ role }) => role === 'measure');
  const found = new Map<string, string>();
  for (const row of rows) {
    for (const { name } of measures) {
      const value = row.measures[name];
      if (value !== undefined && !isNumeric(value) && !found.has(value.symbol))
        found.set(value.symbol, value.meaning);
    }
  }
  return found;
}

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
