/** This edition beside the one before: what was revised, and why. */
import type { CellName } from '../dataset/cell-address.js';
import type { SignedFigures } from './signed-figures.js';
import type { SnapshotDataset, SnapshotRevisedText } from './snapshot.js';

/** A cell that two editions both cover and do not agree on. A number or a symbol such as `[z]`; one may be absent. */
export interface CellChange {
  /** As the later edition names it; as the earlier does where it vanished. */
  readonly cell: CellName;
  readonly before?: string;
  readonly after?: string;
}

/** A revised cell and why it was revised. */
export interface Explained extends CellChange {
  readonly reason: string;
  /** `2015-03-31` */
  readonly date: string;
}

/** Words of a data package that two editions do not agree on; `after` is absent where they are gone. */
export type TextChange = Omit<SnapshotRevisedText, 'reason' | 'date'>;

/** This edition beside what it published itself, where it is published again. */
export interface Corrections extends Pick<Editions, 'revisions' | 'texts'> {
  readonly previous: NonNullable<Editions['previous']>;
  /** The day of the corrigendum. */
  readonly on: string;
}

/** This edition beside the one before. */
export interface Editions {
  /** The cells of this edition, as a snapshot keeps them. */
  readonly datasets: readonly SnapshotDataset[];
  /** The edition before, and its snapshot relative to the project; absent where there is none to compare with. */
  readonly previous?: {
    readonly edition: number;
    readonly file: string;
    /** Its cells, which name what is gone. */
    readonly datasets: readonly SnapshotDataset[];
  };
  /** Every cell that differs, with its reason, in the order of the data. */
  readonly revisions: readonly Explained[];
  /** Every unit, label, definition and meaning that differs, with its reason, in the order of the data package. */
  readonly texts: readonly SnapshotRevisedText[];
  /** What was corrected within this edition; absent where it is published for the first time. */
  readonly corrections?: Corrections;
  /** What a sign-off is held to; absent where no report has one. */
  readonly signed?: SignedFigures;
}
