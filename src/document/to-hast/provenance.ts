import type { Language } from '../../language/language.js';
import { type CellKey, isExact, type LedgerEntry } from '../../values/quantity.js';

/** Cells that are named one by one; the rest are counted. */
const namedCells = 3;

/**
 * Where a printed number comes from, in words: a line for the operation (or the meaning of a missing value), then
 * one for each cell. The page shows it when a reader points at the number.
 */
export function describeProvenance(entry: LedgerEntry, language: Language): string {
  const { operation, cells, illustrative, value } = entry.quantity;
  const named = cells.slice(0, namedCells).map((cell) => describeCell(cell, language));
  const rest = cells.length - named.length;
  const what = isExact(value)
    ? language.message(`document.operation.${operation}`, { count: cells.length })
    : value.meaning;
  const lines = [what, ...named];
  if (rest > 0) lines.push(language.message('document.more-cells', { count: rest }));
  if (illustrative) lines.push(language.message('document.illustrative'));
  return lines.join('\n');
}

function describeCell(cell: CellKey, language: Language): string {
  const keys = Object.entries(cell.keys).map(([dimension, category]) => `${dimension}: ${category}`);
  return language.message('document.cell', {
    dataset: cell.dataset,
    keys: [cell.field, ...keys].join(', '),
    file: cell.origin.file,
    line: `${cell.origin.line}`,
  });
}
