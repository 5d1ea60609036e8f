import type { ArrangedColumn, TableArrangement } from './arrangement.js';

/** The keys of the cell in a column of a row. */
export const keysOf = (
  arrangement: TableArrangement,
  column: ArrangedColumn,
  value: string,
): Record<string, string> => ({
  ...arrangement.fixed,
  ...column.keys,
  [arrangement.rowField.name]: value,
});
