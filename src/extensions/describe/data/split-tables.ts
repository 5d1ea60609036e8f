import type { SourceRow } from '../../../model/dataset/source-table.js';
import { isFigure, isSourceNote, looksLikeNumber } from './form.js';
import type { FoundTable } from './found-table.js';

const saidIn = ({ texts }: SourceRow): readonly string[] => texts.filter((text) => text.trim() !== '');

/** The tables that stand one below the other, with an empty row between them; each has its title, header and notes. */
export function splitTables(found: FoundTable): readonly FoundTable[] {
  const { rows } = found;
  const tops = rows.flatMap((_, at) => (at > 0 && isHeader(rows, at) ? (topOf(rows, at) ?? []) : []));
  const starts = [...new Set([0, ...tops])];
  const ends = [...starts.slice(1), rows.length];
  const parts = starts.map((top, at) => ({ top, rows: rows.slice(top, ends[at]) }));
  const tables = parts.filter((part) => part.rows.some(isOfNumbers));
  if (tables.length < 2) return [found];
  return tables.map((part) => ({ ...found, ...part }));
}

const isOfNumbers = (row: SourceRow): boolean => {
  const said = saidIn(row);
  return said.length > 1 && said.some(looksLikeNumber);
};

/** A row of words, or of years, above numbers and below an empty row, or below a title that an empty row parts from numbers. */
function isHeader(rows: readonly SourceRow[], at: number): boolean {
  const [row, next] = [rows[at], rows[at + 1]];
  if (row === undefined || next === undefined || saidIn(row).length < 2 || !isOfNumbers(next)) return false;
  const areWords = !saidIn(row).some(isFigure);
  const top = topOf(rows, at);
  return areWords && top !== undefined && rows.slice(0, top).some(isOfNumbers);
}

/** The first row of a table with its header here: the one after the empty row above it, or above its title. */
function topOf(rows: readonly SourceRow[], header: number): number | undefined {
  let top = header;
  let isApart = false;
  while (top > 0) {
    const row = rows[top - 1];
    const said = row === undefined ? [] : saidIn(row);
    if (said.length > 1) break;
    if (said.length === 0) isApart = true;
    // A note below an empty row is of the table above.
    else if (isSourceNote(said[0] ?? '') || /^[*(\d¹²³]/.test(said[0] ?? '')) break;
    top--;
  }
  while (top < header && saidIn(rows[top] as SourceRow).length === 0) top++;
  return isApart ? top : undefined;
}
