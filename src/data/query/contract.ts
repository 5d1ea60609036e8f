import type { Position } from '../../diagnostics.js';
import type { AskedQuery } from '../../model/dataset.js';

/** A query of a resource. */
export interface QueryContract {
  /** What the query says, where it stands in the data package; else it is in the file of the contract. */
  readonly text?: string;
  /** Where the package has it, or names its file. */
  readonly position: Position;
  /** What it was asked, once it was. */
  readonly asked?: AskedQuery;
}
