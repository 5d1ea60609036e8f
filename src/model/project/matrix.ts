import type { Position } from '../../diagnostics.js';

/** One of the reports that a matrix makes of a template: "Prizren". */
export interface MatrixItem {
  /** A folder below that of the report bears it, and the command line names it: `municipal-report/prizren`. */
  readonly slug: string;
  /** What `{{param "municipality"}}` says, by the names of the parameters; a category as it stands in the file. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of the category, or of the row in the CSV file. */
  readonly position: Position;
}

/** A parameter that takes the categories of a dimension. */
export interface MatrixParameter {
  readonly name: string;
  readonly dataset: string;
  readonly dimension: string;
  /** Of a dimension with several, the one whose categories are meant. */
  readonly level?: string;
  /** In `tallybook.yaml`. */
  readonly position: Position;
}

/** A report that is made once for each of its items. */
export interface Matrix {
  /** The parameters that are categories. */
  readonly over: readonly MatrixParameter[];
  /** The CSV file that lists the items; absent where they are all categories, and with several parameters all combinations. */
  readonly file?: { readonly path: string; readonly position: Position };
  /** In the order of the package, or of the file. None before the data package was read. */
  readonly items: readonly MatrixItem[];
  readonly position: Position;
}

/** An item as the data package or a file lists it, before it has a name of its own. */
export interface ListedItem extends Omit<MatrixItem, 'slug'> {
  /** What it is called, of which its slug is made where it is not given: the labels of its parameters. */
  readonly names: readonly string[];
  readonly given?: { readonly slug: string; readonly position: Position };
}

/** What a report is made for: each of its items, or once for none. */
export const itemsOf = ({ matrix }: { readonly matrix?: Matrix }): readonly (MatrixItem | undefined)[] =>
  matrix === undefined ? [undefined] : matrix.items;

/** An item as messages name it: `municipality=Prizren`. */
export const shownItem = ({ parameters }: Pick<MatrixItem, 'parameters'>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
