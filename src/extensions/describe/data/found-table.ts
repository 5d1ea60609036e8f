import type { SourceRow, SourceTable } from '../../../model/dataset/source-table.js';

/** What `describe` is given and what it finds, before it is written as a data package. */

/** A table of a file as its reader hands it over, all rows in memory. */
export interface FoundTable {
  /** As the data package will name it. */
  readonly path: string;
  /** Of a workbook: the sheet; `isOnly` where it has no other. */
  readonly sheet?: { readonly name: string; readonly isOnly: boolean };
  /** How the file is written, and what was found of that. */
  readonly writing: readonly Remark[];
  readonly dialect?: { readonly delimiter: string } | { readonly property: string };
  /** Its format, where the name of the file does not tell it. */
  readonly format?: 'sdmx-csv' | 'open-sdg';
  /** The column that holds the marks of its numbers, which is not among its rows. */
  readonly status?: string;
  /** Where other tables stand above or below it: the row of the file that is its first, from 0. */
  readonly top?: number;
  /** The marks of the text that the table is of, where it has one. */
  readonly marks?: readonly KnownMarks[];
  /** All rows, those above the header too. */
  readonly rows: readonly SourceRow[];
  readonly hidden?: SourceTable['hidden'];
  /** What a file of metadata beside it says. */
  readonly about?: FoundAbout;
}

/** Marks that are known to be written between decimals, or between thousands. */
export interface KnownMarks {
  readonly decimals: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** How it is known; then it is said at a column that has the mark between thousands, and at others they say nothing. */
  readonly why?: string;
}

/** What an office says of a table in a file of its own. */
export interface FoundAbout {
  /** The file. */
  readonly from: string;
  readonly title?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly sources: readonly { readonly title: string; readonly path?: string }[];
}

/**
 * A comment of the package. `evidence` is what was counted. `ask` is what nobody but the office knows, with the lines
 * that answer it, of which none holds until its `#` is taken out. `may` is what can be said and need not. `draft` stands in
 * drafts alone, with its lines.
 */
export interface Remark {
  readonly kind: 'evidence' | 'ask' | 'may' | 'draft';
  readonly text: string;
  readonly lines?: readonly string[];
  /** Spaces before it, beyond those of the lines around it. */
  readonly indent?: number;
  /** What holds in a draft until somebody answers: said behind the question, with lines in the place of its own. */
  readonly draft?: { readonly said: string; readonly lines: readonly string[] };
  /** Other readings of a field: what stands in its braces after the name, and why. Each is written as a whole field. */
  readonly instead?: readonly Reading[];
}

export type Reading = readonly [keys: string, why?: string];

export const evidence = (text: string): Remark => ({ kind: 'evidence', text });
export const ask = (text: string, ...lines: string[]): Remark => ({ kind: 'ask', text, lines });
/** A question whose answer is another field in the place of the one that follows. */
export const askInstead = (text: string, ...instead: Reading[]): Remark => ({
  kind: 'ask',
  text: `${text} Put the right one in the place of the field below`,
  instead,
});
export const may = (text: string, ...lines: string[]): Remark => ({ kind: 'may', text, lines });

/** A row of the table as it will be read: the texts of its columns, and its line in the file. */
export interface TidyRow {
  readonly texts: readonly string[];
  readonly line: number;
}

/** A column of the table as it will be read. */
export interface FoundColumn {
  /** The name of its field. */
  readonly name: string;
  /** What heads it in the file; absent where headings or a measure set below one another made it. */
  readonly heading?: string;
  readonly remarks: readonly Remark[];
  /** In a workbook: whether a row displays its cell as a number or as one in per cent. */
  readonly isPercent?: boolean;
  /** In a workbook: the decimals that are displayed, where that is fewer than the numbers have. */
  readonly shown?: number;
}

/** A table of one number a row, as far as declarations can make it one. */
export interface TidyTable {
  readonly columns: readonly FoundColumn[];
  readonly rows: readonly TidyRow[];
}

/** "3 of 342 cells", "1 of 1 cell". */
export const ofCells = (part: number, all: number): string =>
  `${part.toLocaleString('en')} of ${all.toLocaleString('en')}`;

/** Texts of files as YAML has them, whatever stands in them. */

/** What YAML reads as something else than a text. */
const otherThings = /^(?:y|n|yes|no|on|off|true|false|null|\.nan|[+-]?\.inf)$/i;

/** A text as a scalar that is read as that text, in a line of its own and inside brackets. */
export const scalar = (text: string): string =>
  /^\p{L}(?:[\p{L}\p{N}_./ -]*[\p{L}\p{N}_])?$/u.test(text) && !otherThings.test(text)
    ? text
    : JSON.stringify(text);

/** `[a, b, c]`. */
export const list = (texts: readonly string[]): string => `[${texts.map(scalar).join(', ')}]`;

/** Parts that stand there only where something is so. */
export const when = <Part>(is: boolean, ...parts: readonly Part[]): readonly Part[] => (is ? parts : []);

/** `{a: b, c: d}`. */
export const mapping = (pairs: readonly (readonly [string, string])[]): string =>
  `{${pairs.map(([key, value]) => `${scalar(key)}: ${scalar(value)}`).join(', ')}}`;

/** A text in a comment: on one line, and nothing in it that would not be seen. */
export const quoted = (text: string): string => `\`${text.replace(/\s+/g, ' ').slice(0, 60)}\``;
