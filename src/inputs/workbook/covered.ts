import type { CellNote } from '../../model/dataset/source-table.js';
import type { Merged, SheetRow } from './content.js';

/**
 * Takes away what cells hold under others that they are merged with, where it differs from what is displayed: nobody sees
 * it. What says the same stays, since merged cells say it for all of their rows; a number is told apart.
 */
export function coverMerged(rows: SheetRow[], merged: readonly Merged[]): void {
  for (const { firstRow, lastRow, firstColumn, lastColumn } of merged) {
    const shown = rows[firstRow]?.texts[firstColumn] ?? '';
    const last = Math.min(lastRow, rows.length - 1);
    for (let index = firstRow; index <= last; index++) {
      const row = rows[index];
      const from = index === firstRow ? firstColumn + 1 : firstColumn;
      if (row !== undefined) rows[index] = cover(row, from, lastColumn, shown);
    }
  }
}

function cover(row: SheetRow, from: number, to: number, shown: string): SheetRow {
  const texts = [...row.texts];
  const notes = new Map<number, CellNote>(row.notes);
  let isCovered = false;
  for (let column = from; column <= to && column < texts.length; column++) {
    const text = texts[column] ?? '';
    if (text === '') continue;
    isCovered = true;
    const isSame = text === shown;
    notes.set(column, isSame ? { ...notes.get(column), doubt: 'covered' } : { fault: 'covered' });
    if (!isSame) texts[column] = '';
  }
  return isCovered ? { ...row, texts, notes } : row;
}
