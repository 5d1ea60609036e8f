import type { SnapshotDataset } from '../../model/snapshot.js';

/** The dataset of the rows of marks. */
export type DatasetOf = (marks: { readonly dataset?: string }) => SnapshotDataset;

/** What is wrong in a drawing, with its offset in the page. */
export interface DrawingFault {
  readonly message: string;
  readonly offset: number;
}
