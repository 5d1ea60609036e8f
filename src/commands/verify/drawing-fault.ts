import type { SnapshotDataset, SnapshotDrawing } from '../../model/snapshot.js';

/** The dataset of the rows of marks. */
export type DatasetOf = (marks: Pick<SnapshotDrawing['marks'][number], 'dataset'>) => SnapshotDataset;

/** What is wrong in a drawing, with its offset in the page. */
export interface DrawingFault {
  readonly message: string;
  readonly offset: number;
}
