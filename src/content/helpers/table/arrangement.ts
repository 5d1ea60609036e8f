import type { Field, PublishedDataset } from '../../../model/dataset/dataset.js';
import type { Keys } from '../../selection/fields.js';

/** One column of numbers: the measure it shows, and the categories of the column dimensions if there are some. */
export interface ArrangedColumn {
  readonly label: string;
  /** The heads above its own that it shares with its neighbours, outermost first. */
  readonly groups: readonly string[];
  readonly unit?: string;
  readonly total: boolean;
  readonly measure: Field;
  /** What this column adds to the keys of a row. */
  readonly keys: Keys;
  /**
   * `share` shows the cell in percent of the row dimension's total in the same column, `share-of-row` in percent of the cell
   * at `of`, the changes what is new since that at `of`.
   */
  readonly shows: 'value' | 'share' | 'share-of-row' | 'change' | 'percent-change';
  /** The keys of the column that the cell is compared with. */
  readonly of?: Keys;
}

/** Rows that stand together under one head; all of the rows, without one, where nothing groups them. */
export interface RowGroup {
  readonly label?: string;
  /** What its only row is called in place of its category: the total of the groups is a row and no group. */
  readonly only?: string;
  /** What the group adds to the keys of its rows. */
  readonly keys: Keys;
  /** Categories of the row dimension, in order. */
  readonly values: readonly string[];
}

/** What a table shows, before any cell is read. */
export interface TableArrangement {
  readonly dataset: PublishedDataset;
  /** The dimension down the side: the innermost, where rows are grouped. */
  readonly rowField: Field;
  /** The dimensions that group the rows, outermost first. */
  readonly groupFields: readonly Field[];
  readonly groups: readonly RowGroup[];
  /** The dimensions along the top, outermost first; none where measures are the columns. */
  readonly columnFields: readonly Field[];
  readonly columns: readonly ArrangedColumn[];
  /** The categories of the dimensions that are neither rows nor columns. */
  readonly fixed: Keys;
  /** Years or days of rows or columns, by dimension, that stand between others and have no row at all. */
  readonly absent: Readonly<Record<string, readonly string[]>>;
  /** Categories of the rows that have no row of their own, with the parts that are added up for them. */
  readonly summed: ReadonlyMap<string, readonly string[]>;
}

/** The categories that a table shows of a dimension, each once; undefined where it is neither rows nor columns. */
export function shownOf(
  { rowField, groupFields, groups, columnFields, columns }: TableArrangement,
  field: Field,
): readonly string[] | undefined {
  if (field === rowField) return [...new Set(groups.flatMap(({ values }) => values))];
  const holders = groupFields.includes(field) ? groups : columnFields.includes(field) ? columns : undefined;
  return holders && [...new Set(holders.map(({ keys }) => keys[field.name] ?? ''))];
}

/** True where rows or columns are combinations of dimensions, of which a dataset need not have all. */
export const isCombined = ({ groupFields, columnFields }: TableArrangement): boolean =>
  groupFields.length > 0 || columnFields.length > 1;

/** The keys of the cell in a column of a row. */
export const keysOf = (
  arrangement: TableArrangement,
  column: ArrangedColumn,
  group: RowGroup,
  value: string,
): Record<string, string> => ({
  ...arrangement.fixed,
  ...column.keys,
  ...group.keys,
  [arrangement.rowField.name]: value,
});
