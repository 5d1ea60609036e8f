import type { Position } from '../../diagnostics.js';
import type { AskedQuery } from '../../model/dataset.js';

/** A query of a resource. */
export interface QueryContract {
  /** The file that holds it; else `text` is what it says. */
  readonly file?: string;
  readonly text?: string;
  /** The variable of the environment that names the database which answers it, where that is not the tables of the package. */
  readonly database?: string;
  /** Where the package has it, or names its file. */
  readonly position: Position;
  /** What it was asked, once it was. */
  readonly asked?: AskedQuery;
}
