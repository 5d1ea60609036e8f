/** What a resource declares of the form of its file, checked and with every default filled in. */
import type { Position } from '../../diagnostics.js';
import type { Mark } from '../../model/dataset/missing.js';

/** Cells of a file, all counted from 0, ends included. */
export interface Range {
  readonly firstRow: number;
  /** Infinity where it is open. */
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
  /** As it was written. */
  readonly text: string;
}

/** A name as the data package has it, and where. */
export interface Named {
  readonly name: string;
  readonly position: Position;
}

/** Which columns are set one below the other, by patterns of their headings. */
export interface Unpivot {
  readonly headings: readonly (Named & { readonly isPattern: boolean })[];
  readonly into: readonly string[];
  readonly value: string;
}

/** How the rows of a file become tidy ones. */
export interface Shape {
  /** Of a workbook the sheet, and where it is named, or could be. */
  readonly sheet: { readonly name?: string; readonly position: Position };
  /** What is done with rows, columns and a sheet that are not displayed; absent where there must be none. */
  readonly hidden?: 'read' | 'leave';
  readonly range?: Range;
  readonly rangePosition: Position;
  readonly skip: number;
  /** Counted from 1, in the range or after what is skipped; ascending. */
  readonly header: readonly number[];
  readonly headerPosition: Position;
  readonly footer: number;
  /** Spaces around what stands in a cell are not part of it. */
  readonly trims: boolean;
  readonly fill: readonly Named[];
  /** Headings, or patterns of headings, of columns that are not read. */
  readonly leave: readonly Named[];
  /** The field that rows of one name say of those below them. */
  readonly groups?: Named;
  /** A column without a heading holds the flags of the numbers to its left. */
  readonly flagsBeside: boolean;
  /** By field. */
  readonly columns: ReadonlyMap<string, Named>;
  /** By field, a period: the heading of its years, and of what it is of them. */
  readonly combine: ReadonlyMap<string, readonly Named[]>;
  readonly unpivot?: Unpivot;
  readonly constants: ReadonlyMap<string, Named>;
}

/** What a flag is: a mark beside the number, or the code of a missing value. */
export type Flag = { readonly mark: Mark } | { readonly code: string };

/** What the codes of a field stand for: as declared, or in a file that is read before the data are. */
export type Rename =
  | { readonly codes: ReadonlyMap<string, string> }
  | { readonly from: string; readonly position: Position };

/** What the codes of each field stand for. */
export type Codes = ReadonlyMap<string, ReadonlyMap<string, string>>;
