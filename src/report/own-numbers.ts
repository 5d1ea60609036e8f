import type { Nodes } from 'mdast';
import type { LedgerEntry } from '../model/quantity.js';
import type { TableCell, TableRow } from '../model/table-parts.js';

/** The numbers and symbols that a node prints itself, in reading order: not those of the nodes inside it. */
export function ownNumbers(node: Nodes): readonly LedgerEntry[] {
  switch (node.type) {
    case 'value':
      return [node.entry];
    case 'dataTable':
      return [...rowNumbers(node.rows), ...(node.tally ?? []).map(({ entry }) => entry)];
    case 'chart':
      return rowNumbers(node.drawn?.table?.rows ?? []);
    case 'quotedClaim':
      return node.figures.flatMap(({ entry }) => entry ?? []);
    default:
      return [];
  }
}

const rowNumbers = (rows: readonly TableRow[]): LedgerEntry[] =>
  rows.flatMap(({ cells }) => cells.flatMap(cellNumbers));

/** The numbers and symbols in a cell of a table. */
export function cellNumbers(cell: TableCell): readonly LedgerEntry[] {
  switch (cell.kind) {
    case 'value':
      return [cell.entry];
    case 'tiles':
      return cell.tally.map(({ entry }) => entry);
    case 'text':
      return [];
  }
}
