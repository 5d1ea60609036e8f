import type { OpenTable, SourceDialect } from '../model/dataset/source-table.js';

/** A format of data files: a folder of its own, and a line in `formats`. */
export interface SourceFormat {
  /** The properties of the dialect that it goes by; the data package refuses the others. */
  readonly dialect: readonly (keyof SourceDialect)[];
  readonly open: OpenTable;
}
