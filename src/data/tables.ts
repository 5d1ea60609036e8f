/** A data file on its way to a `Dataset`: as written, then checked. */
import type { Position } from '../diagnostics.js';
import type { Row } from '../model/dataset/dataset.js';
import type { LetterForms, SourceRow } from '../model/dataset/source-table.js';
import { decimalsOf, isNumeric, toExact } from '../model/dataset/value.js';
import { toDecimalText } from '../model/exact.js';
import type { ResourceContract } from './contract.js';
import type { Codes } from './shape/contract.js';

/** A data file as written, its header checked: every declared field has its column. */
export interface RawTable {
  readonly contract: ResourceContract;
  /**
   * Hands over the rows of the right length, one after the other, so that a long file is never in memory twice. False
   * when rows were left out because of faults.
   */
  readRows(take: (row: SourceRow) => void): boolean;
  /** The column of a field. */
  column(field: string): number;
  /** What the cell of a field says. */
  cell(row: SourceRow, field: string): string;
  /** What the codes of a field stand for, where they are declared. */
  readonly codes: Codes;
  /** In which forms the rows that were read write letters with accents, where it is both. */
  readonly letterForms: () => LetterForms | undefined;
  /** Its cells are told by row and column: the line alone does not say which it is. */
  readonly hasColumns: boolean;
}

/** A row with the way back to its cells in the file. */
export interface CheckedRow extends Row {
  /** Where the cell of a field stands. */
  place(field: string): Position;
}

/** A table whose cells are what their fields say. */
export interface CheckedTable {
  readonly contract: ResourceContract;
  readonly rows: readonly CheckedRow[];
  /** False when rows were left out because of faults, so that sums would mislead. */
  readonly complete: boolean;
}

/** What a row says in a field, as canonical text for comparing keys; undefined when it says nothing. */
export function fieldText(row: Row, field: string): string | undefined {
  if (Object.hasOwn(row.keys, field)) return row.keys[field];
  if (Object.hasOwn(row.attributes, field)) return row.attributes[field];
  const value = Object.hasOwn(row.measures, field) ? row.measures[field] : undefined;
  return value !== undefined && isNumeric(value)
    ? toDecimalText(toExact(value), decimalsOf(value))
    : undefined;
}
