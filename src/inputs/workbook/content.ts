/** A sheet of a workbook as it is handed from the process that reads it: plain data, every cell as a text. */
import { didYouMean, type Fix } from '../../diagnostics.js';
import { composed } from '../../model/composed.js';
import type { CellNote } from '../../model/dataset/source-table.js';
import { wording } from '../../problems/problem.js';

/** Which sheet of which workbook is read. */
export interface WorkbookRequest {
  readonly kind: WorkbookKind;
  readonly bytes: Uint8Array;
  /** The name of the sheet; absent where the only one is meant. */
  readonly sheet?: string;
}

export type WorkbookKind = 'xlsx' | 'ods';

export interface SheetRow {
  readonly texts: readonly string[];
  readonly isHidden?: true;
  /** By the column, counted from 0; what is said of cells beside their texts. */
  readonly notes?: ReadonlyMap<number, CellNote>;
}

/** Cells that are merged, all counted from 0, ends included. */
export interface Merged {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface SheetContent {
  readonly name: string;
  readonly isHidden: boolean;
  /** Without the empty ones at the end; all of one length. */
  readonly rows: readonly SheetRow[];
  readonly hiddenColumns: readonly number[];
  readonly merged: readonly Merged[];
}

/** Why there is no sheet. `sheet`: the workbook has others; else the file is not a workbook that can be read. */
export interface WorkbookFault {
  readonly about: 'sheet' | 'file';
  readonly message: string;
  readonly hint?: string;
  readonly fix?: Fix;
  /** The sheets that there are, where none was named and there are several. */
  readonly sheets?: readonly string[];
}

/** What a sheet is named among, or why it is not there. */
export function chooseSheet(names: readonly string[], wanted: string | undefined): number | WorkbookFault {
  const twin = names.find(
    (name, index) => names.findIndex((other) => composed(other) === composed(name)) < index,
  );
  if (twin !== undefined) {
    return { about: 'file', ...wording('inputs/content.names', { twin }) };
  }
  const listed = names.map((name) => `\`${name}\``).join(', ');
  if (wanted === undefined) {
    if (names.length === 1) return 0;
    return {
      about: 'sheet',
      sheets: names,
      ...wording('inputs/content.table', { count: names.length, listed }),
    };
  }
  const index = names.findIndex((name) => composed(name) === composed(wanted));
  if (index >= 0) return index;
  return {
    about: 'sheet',
    ...wording('inputs/content.sheet', { wanted, listed }),
    ...didYouMean(wanted, names),
  };
}
