import type { Field, PublishedDataset } from '../../../model/dataset.js';
import type { Keys } from '../../selection/keys.js';

/** One column of numbers: the measure it shows, and the category of the column dimension if there is one. */
export interface ArrangedColumn {
  readonly label: string;
  readonly unit?: string;
  readonly total: boolean;
  readonly measure: Field;
  /** What this column adds to the keys of a row. */
  readonly keys: Keys;
  /** `share` shows the cell in percent of the row dimension's total in the same column. */
  readonly shows: 'value' | 'share';
}

/** What a table shows, before any cell is read. */
export interface TableArrangement {
  readonly dataset: PublishedDataset;
  readonly rowField: Field;
  readonly rowValues: readonly string[];
  readonly columnField?: Field;
  readonly columns: readonly ArrangedColumn[];
  /** The categories of the dimensions that are neither rows nor columns. */
  readonly fixed: Keys;
  /** Years or days of rows or columns, by dimension, that stand between others and have no row at all. */
  readonly absent: Readonly<Record<string, readonly string[]>>;
  /** Categories of the rows that have no row of their own, with the parts that are added up for them. */
  readonly summed: ReadonlyMap<string, readonly string[]>;
}
