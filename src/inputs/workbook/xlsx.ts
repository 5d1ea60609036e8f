import { type Cell, type CellValue, readXlsx, type Sheet } from 'hucre/xlsx';
import type { CellNote } from '../../model/source-table.js';
import { chooseSheet, type SheetContent, type SheetRow, type WorkbookFault } from './content.js';
import { generalDecimals, plainNumber, readFormat, timesHundred } from './numbers.js';

/** A cell as a text, and what is said of it. */
interface ReadCell {
  readonly text: string;
  readonly note?: CellNote;
}

/** Reads one sheet of a workbook of Excel. Macros, pictures and other sheets are left alone. */
export async function readXlsxSheet(
  bytes: Uint8Array,
  wanted?: string,
): Promise<SheetContent | WorkbookFault> {
  const names: string[] = [];
  // No sheet is parsed to know their names.
  await readXlsx(bytes, { sheets: ({ name }) => names.push(name) < 0 });
  const index = chooseSheet(names, wanted);
  if (typeof index !== 'number') return index;
  const { sheets } = await readXlsx(bytes, { sheets: [index], readStyles: true });
  const [sheet] = sheets;
  return sheet === undefined
    ? { about: 'file', message: 'Unexpected workbook without sheets, expected one' }
    : contentOf(sheet);
}

function contentOf(sheet: Sheet): SheetContent {
  const { rows, merges = [], columns = [] } = sheet;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return {
    name: sheet.name,
    isHidden: sheet.hidden === true || sheet.veryHidden === true,
    rows: rows.map((row, index) => rowOf(row, index, width, sheet)),
    hiddenColumns: columns.flatMap(({ hidden }, index) => (hidden === true ? [index] : [])),
    merged: merges.map(({ startRow, endRow, startCol, endCol }) => ({
      firstRow: startRow,
      lastRow: endRow,
      firstColumn: startCol,
      lastColumn: endCol,
    })),
  };
}

function rowOf(
  values: readonly CellValue[],
  index: number,
  width: number,
  { cells, rowDefs }: Sheet,
): SheetRow {
  const texts: string[] = [];
  const notes = new Map<number, CellNote>();
  for (let column = 0; column < width; column++) {
    const { text, note } = readCell(values[column] ?? null, cells?.get(`${index},${column}`));
    texts.push(text);
    if (note !== undefined) notes.set(column, note);
  }
  return {
    texts,
    ...(rowDefs?.get(index)?.hidden === true ? { isHidden: true } : {}),
    ...(notes.size === 0 ? {} : { notes }),
  };
}

function readCell(value: CellValue, cell: Cell | undefined): ReadCell {
  if (cell?.type === 'error') return { text: String(value), note: { fault: 'error' } };
  if (value === null) {
    return cell?.formula === undefined ? { text: '' } : { text: '', note: { fault: 'uncached' } };
  }
  if (typeof value === 'number') return readNumber(value, cell?.style?.numFmt);
  if (value instanceof Date) return { text: dayOf(value) };
  return { text: typeof value === 'boolean' ? String(value).toUpperCase() : value };
}

/** A number as it is stored; what its format shows of it is said where that is less. */
function readNumber(value: number, format = 'General'): ReadCell {
  const stored = plainNumber(value);
  const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
  if (isRounded || !Number.isFinite(value)) return { text: stored, note: { fault: 'inexact' } };
  const { isPercent, decimals, fault } = readFormat(format, value);
  const text = isPercent ? timesHundred(stored) : stored;
  if (fault !== undefined) return { text, note: { fault } };
  const has = text.split('.')[1]?.length ?? 0;
  const shown = Math.min(decimals ?? has, generalDecimals(text));
  if (has === 0 && !isPercent) return { text };
  return { text, note: { number: { isPercent, ...(shown < has ? { shown } : {}) } } };
}

/** A day as `2014-12-31`, with its time where it has one. */
function dayOf(date: Date): string {
  if (Number.isNaN(date.getTime())) return 'not a date';
  const [day = '', time = ''] = date.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day}T${time.slice(0, 8)}`;
}
