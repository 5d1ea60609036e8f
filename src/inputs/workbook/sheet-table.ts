import type { Position } from '../../diagnostics.js';
import type { SourceRow, SourceTable } from '../../model/dataset/source-table.js';
import type { Merged, SheetContent } from './content.js';

/** A sheet as a source: its first row is the header until the data package says otherwise. */
export function sheetTable(
  file: string,
  { name, isHidden, rows, hiddenColumns, merged }: SheetContent,
): SourceTable {
  const rowAt = (index: number): SourceRow => {
    const { texts = [], isHidden: isRowHidden, notes } = rows[index] ?? {};
    const line = index + 1;
    const at = (column: number): Position => ({ file, sheet: name, line, column: column + 1 });
    return {
      texts,
      line,
      at,
      mergedFrom: (column) => mergedFrom(merged, index, column),
      ...(notes === undefined ? {} : { noteOf: (column) => notes.get(column) }),
      ...(isRowHidden === undefined ? {} : { isHidden: true }),
    };
  };
  return {
    header: rowAt(0),
    hidden: { sheet: isHidden, columns: new Set(hiddenColumns) },
    read(take, most = rows.length) {
      for (let index = 1; index < rows.length && index <= most; index++) take(rowAt(index));
      return undefined;
    },
  };
}

/** The first column of the cells that a cell is merged with. */
function mergedFrom(merged: readonly Merged[], row: number, column: number): number | undefined {
  return merged.find(
    (each) =>
      each.firstRow <= row && row <= each.lastRow && each.firstColumn <= column && column <= each.lastColumn,
  )?.firstColumn;
}
