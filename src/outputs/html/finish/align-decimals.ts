import type { Element, Root } from 'hast';
import type { Language } from '../../../language/language.js';
import { greatest } from '../../../model/extremes.js';
import { findElements, hasClass, textOf } from './elements.js';
import { bodyCells, type PlacedCell } from './table-cells.js';

/** What stands behind the whole part of a printed number: "12.5%" has one decimal and the suffix "%". */
interface Tail {
  readonly cell: Element;
  readonly decimals: number;
  readonly suffix: string;
}

/**
 * Aligns the numbers of each column by their decimal mark, in place. Digits are equally wide in tables, so a cell
 * needs only what it lacks behind its number: `data-pad` names it, and the theme prints it invisibly, outside the
 * text that is read or copied. Columns that agree, and cells that are not plain numbers, stay as they are.
 */
export function alignDecimals(root: Root, language: Language): void {
  const point = language.decimalMark;
  for (const table of findElements(root, (element) => element.tagName === 'table')) {
    const columns = new Map<number, Tail[]>();
    for (const placed of bodyCells(table)) {
      const tail = tailOf(placed, point);
      if (tail !== undefined) columns.set(placed.column, [...(columns.get(placed.column) ?? []), tail]);
    }
    for (const tails of columns.values()) padColumn(tails, point);
  }
}

/** Undefined for words, symbols and ranges, and for cells that are not set to the right. */
function tailOf({ cell }: PlacedCell, point: string): Tail | undefined {
  const right = hasClass(cell, 'number') || cell.properties.align === 'right';
  if (!right) return undefined;
  const numbers = findElements(cell, (element) => element.tagName === 'data');
  const text = (numbers.length === 1 && numbers[0] !== undefined ? textOf(numbers[0]) : textOf(cell)).trim();
  const match = /^\D*(\d(?:[\d.,\u00A0\u202F]*\d)?)(\D{0,2})$/.exec(text);
  if (match === null) return undefined;
  const [, digits = '', suffix = ''] = match;
  const at = digits.lastIndexOf(point);
  return { cell, decimals: at < 0 ? 0 : digits.length - at - 1, suffix };
}

function padColumn(tails: readonly Tail[], point: string): void {
  const decimals = greatest(tails.map((tail) => tail.decimals));
  const suffix = tails.map((tail) => tail.suffix).reduce((a, b) => (b.length > a.length ? b : a), '');
  for (const tail of tails) {
    const mark = decimals > 0 && tail.decimals === 0 ? point : '';
    const digits = '0'.repeat(decimals - tail.decimals);
    const pad = mark + digits + (tail.suffix === '' ? suffix : '');
    if (pad !== '') tail.cell.properties.dataPad = pad;
  }
}
