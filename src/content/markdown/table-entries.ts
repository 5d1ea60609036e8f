import type { DataTableNode } from '../../model/nodes.js';
import type { LedgerEntry } from '../../model/quantity.js';
import type { TableCell } from '../../model/table-parts.js';

/** The printed numbers of a table in reading order: its cells, then the tally below it. */
export function tableEntries({ rows, tally = [] }: DataTableNode): LedgerEntry[] {
  return [...rows.flatMap((row) => row.cells).flatMap(cellEntries), ...tally.map(({ entry }) => entry)];
}

function cellEntries(cell: TableCell): LedgerEntry[] {
  if (cell.kind === 'value') return [cell.entry];
  return cell.kind === 'tiles' ? cell.tally.map(({ entry }) => entry) : [];
}
