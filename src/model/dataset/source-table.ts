/** Tables of text as any format hands them over: what lies between the files of a project and the contract of its data. */
import type { Diagnostic, Position } from '../../diagnostics.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { Origin } from '../quantity.js';

/** What a workbook says of a cell beside its text. */
export interface CellNote {
  /** It is a number of the workbook, with a point before its decimals whatever the column declares. */
  readonly number?: {
    readonly isPercent: boolean;
    /** How many of its decimals were displayed, where that is fewer than it has. */
    readonly shown?: number;
  };
  /**
   * Why it is not used. `error` is a formula that failed, `uncached` one without a result, `inexact` a whole number
   * that the workbook may have rounded. `otherwise` is displayed as another number or text, such as in thousands or
   * without its sign. `unseen` is not displayed at all, `covered` is under merged cells that display something else.
   * `struck` and `partly-struck` are struck out, which is then no part of the text.
   */
  readonly fault?:
    | 'error'
    | 'uncached'
    | 'inexact'
    | 'otherwise'
    | 'unseen'
    | 'struck'
    | 'partly-struck'
    | 'covered';
  /** Why not everything can be made of it. `raised`: ends with the mark of a footnote; `covered`: under merged cells that display the same. */
  readonly doubt?: 'raised' | 'covered';
}

/** A row of a source. */
export interface SourceRow {
  /** What its cells say, as written: nothing trimmed, nothing inferred, and as many of them as there are. */
  readonly texts: readonly string[];
  /** Where the row begins. */
  readonly line: number;
  /**
   * Where the cell of a column stands; of a cell that the row lacks, its end. It is computed when asked, and may be
   * kept without the row: it does not hold the texts.
   */
  readonly at: (column: number) => Position;
  /** Where all of its cells stand, for whoever asks for each: in a long line, one by one takes as long as its length squared. */
  readonly places?: () => readonly Position[];
  /** In a workbook what is to be known of a cell beside its text. */
  readonly noteOf?: (column: number) => CellNote | undefined;
  /** Of a row that a query made, those that it was made from, as far as the engine could tell. */
  readonly sources?: readonly Origin[];
  /** In a workbook true for a row that is not displayed. */
  readonly isHidden?: boolean;
  /** Where the file knows merged cells: the first column of those that a cell is merged with; undefined where it is alone. */
  readonly mergedFrom?: (column: number) => number | undefined;
}

/** What keeps a source from being read, or read on. */
export type SourceProblem = Pick<Diagnostic, 'code' | 'position' | 'message' | 'hint'>;

/**
 * A source that was opened. Rows are pushed, not pulled: the parser of CSV that we use pushes its records, and turning
 * that around would hold a file of a million rows in memory a second time.
 */
export interface SourceTable {
  /** The names of the columns. */
  readonly header: SourceRow;
  /** Of a workbook what of the sheet is not displayed: all of it, or columns, counted from 0. */
  readonly hidden?: { readonly sheet: boolean; readonly columns: ReadonlySet<number> };
  /**
   * Hands the rows under the header to `take`, one after the other, `most` of them where it is given; returns what
   * ended the reading, if anything but the end did. What it has handed over it does not keep.
   */
  read(take: (row: SourceRow) => void, most?: number): SourceProblem | undefined;
  /** Where what was read so far writes letters with accents in both forms: one of each, and in how many cells they are apart. */
  readonly letterForms?: () => LetterForms | undefined;
}

/** Letters with accents as one character each, and as a letter with an accent after it. */
export interface LetterForms {
  readonly composed: { readonly text: string; readonly position: Position };
  readonly apart: { readonly text: string; readonly position: Position };
  readonly count: number;
}

/** The properties of a Frictionless table dialect that are about one format or the other. */
export interface SourceDialect {
  readonly delimiter?: string | undefined;
  readonly quoteChar?: string | undefined;
  readonly escapeChar?: string | undefined;
  readonly commentChar?: string | undefined;
  readonly skipInitialSpace?: boolean | undefined;
  /** False for a file whose first row is data: its columns are the fields, in their order. */
  readonly header?: boolean | undefined;
  readonly property?: string | undefined;
  readonly itemType?: string | undefined;
  readonly itemKeys?: readonly string[] | undefined;
  readonly sheetNumber?: number | undefined;
  readonly sheetName?: string | undefined;
  readonly table?: string | undefined;
}

/** How a source is written, as far as that is declared. */
export interface Writing {
  readonly format: string;
  readonly encoding?: { readonly name: string; readonly position: Position };
  readonly dialect: SourceDialect;
}

/** A file that is to be opened. */
export interface SourceFile extends Writing {
  /** The sheet of a workbook, and where it is named, or could be. */
  readonly sheet?: { readonly name?: string; readonly position: Position };
  readonly file: string;
  readonly bytes: Uint8Array;
  /** How many columns it should have; absent where what it has becomes another table. */
  readonly columns?: number;
  /** The names of the columns that are asked for; absent where all are. */
  readonly wanted?: readonly string[];
  /** The file in which its encoding and dialect can be declared. Absent where nobody can: they are then found out. */
  readonly declaredIn?: string;
}

/** Opens a file; a problem where it is not what its format says. */
export type OpenTable = (source: SourceFile, limits: ResourceLimits) => Opened | Promise<Opened>;

/** What comes of opening a file. */
export type Opened = SourceTable | SourceProblem;

/** Every format that can be read. */
export interface Sources {
  /** By the name of each format the properties of its dialect. */
  readonly formats: Readonly<Record<string, readonly (keyof SourceDialect)[]>>;
  readonly open: OpenTable;
}
