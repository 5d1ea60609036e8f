import type { Position } from '../../../diagnostics.js';

/** Which categories of a dimension a line is about: those named, or all. */
export type Categories = readonly string[] | 'all';

/** One line of `revisions.csv`: why cells differ from the edition before. */
export interface RevisionLine {
  readonly dataset: string;
  /** By the name of the dimension; one that is left out stands at its total. */
  readonly keys: ReadonlyMap<string, Categories>;
  /** Undefined where the line leaves it to the dataset, which has one measure. */
  readonly measure: string | undefined;
  readonly reason: string;
  /** When the cells were revised: `2015-03-31`. */
  readonly date: string;
  /** Where each column of the line stands. */
  readonly at: Readonly<Record<RevisionColumn, Position>>;
}

/** The columns of `revisions.csv`, in any order. */
export const revisionColumns = ['dataset', 'keys', 'measure', 'reason', 'date'] as const;
export type RevisionColumn = (typeof revisionColumns)[number];
