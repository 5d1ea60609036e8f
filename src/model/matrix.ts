import type { Position } from '../diagnostics.js';

/** One of the reports that a matrix makes of a template: "Prizren". */
export interface MatrixItem {
  /** A folder below that of the report bears it, and the command line names it: `municipal-report/prizren`. */
  readonly slug: string;
  /** What `{{param "municipality"}}` says, by the names of the parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of the category, or of the row in the CSV file. */
  readonly position: Position;
}

/** A report that is made once for each of its items. */
export interface Matrix {
  /** In the order of the package, or of the file. */
  readonly items: readonly MatrixItem[];
}

/** What a report is made for: each of its items, or once for none. */
export const itemsOf = ({ matrix }: { readonly matrix?: Matrix }): readonly (MatrixItem | undefined)[] =>
  matrix === undefined ? [undefined] : matrix.items;
