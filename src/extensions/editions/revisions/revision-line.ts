import type { Position } from '../../../diagnostics.js';
import { csvRow } from '../../../model/csv-row.js';
import type { TextChange } from '../../../model/snapshot/editions.js';

/** Which categories of a dimension a line is about: those named, or all. None: the dimension itself. */
export type Categories = readonly string[] | 'all';

/** One line of `revisions.csv`: why cells or words differ from the edition before. */
export interface RevisionLine {
  readonly dataset: string;
  /** By the name of the dimension; of cells, one that is left out stands at its total. A symbol stands by itself. */
  readonly keys: ReadonlyMap<string, Categories>;
  /** Undefined where the line leaves it to the dataset, which has one measure. */
  readonly measure: string | undefined;
  /** The words that it is about; undefined for numbers. */
  readonly what: TextChange['what'] | undefined;
  readonly reason: string;
  /** When the cells were revised: `2015-03-31`. */
  readonly date: string;
  /** Where each column of the line stands; a column that the file lacks stands where the line does. */
  readonly at: Readonly<Record<RevisionColumn, Position>>;
}

/** The columns of `revisions.csv`, in any order. */
export const revisionColumns = ['dataset', 'keys', 'measure', 'what', 'reason', 'date'] as const;
export type RevisionColumn = (typeof revisionColumns)[number];

/** The column that a file needs only where words changed. */
export const optionalColumn = 'what';

/** `revisions.csv` as it was read: its lines, and its columns in their order. */
export interface Revisions {
  readonly lines: readonly RevisionLine[];
  /** Undefined where there is no file that can be read. */
  readonly columns?: readonly RevisionColumn[];
}

/**
 * A line to add to `revisions.csv`, with `REASON` and `DATE` to fill in, in the columns that the file has. Where it lacks
 * the one that says which words changed, the header with that column comes first.
 */
export function lineToAdd(
  cells: Readonly<Partial<Record<RevisionColumn, string>>>,
  columns: readonly RevisionColumn[] | undefined,
): string {
  const needsWhat = cells.what !== undefined;
  const known: readonly RevisionColumn[] =
    columns ?? revisionColumns.filter((name) => needsWhat || name !== optionalColumn);
  const all: readonly RevisionColumn[] =
    needsWhat && !known.includes(optionalColumn) ? [...known, optionalColumn] : known;
  const filled: Readonly<Partial<Record<RevisionColumn, string>>> = {
    reason: 'REASON',
    date: 'DATE',
    ...cells,
  };
  const line = csvRow(all.map((name) => filled[name] ?? ''));
  return needsWhat ? `\`${line}\`, under the header \`${all.join(',')}\`` : `\`${line}\``;
}
