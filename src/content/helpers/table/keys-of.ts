import type { ArrangedColumn, RowGroup, TableArrangement } from './arrangement.js';

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
