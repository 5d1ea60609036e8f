import { columnNumber } from '../../diagnostics.js';
import { greatest, least } from '../../model/extremes.js';
import type { Range } from './contract.js';

/** The cells between two corners such as `A4:N60`, whichever of them is written first; the grammar has their form. */
export function parseRange(text: string): Range {
  const corners = text.split(':').map((corner) => {
    const [, letters = '', digits = ''] = /^\$?([A-Za-z]+)\$?(\d+)$/.exec(corner) ?? [];
    return { row: Number(digits) - 1, column: columnNumber(letters) - 1 };
  });
  const rows = corners.map(({ row }) => row);
  const columns = corners.map(({ column }) => column);
  return {
    firstRow: least(rows),
    lastRow: greatest(rows),
    firstColumn: least(columns),
    lastColumn: greatest(columns),
    text,
  };
}
