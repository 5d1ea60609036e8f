import type { Element } from 'hast';
import { elementsOf, findElements } from './elements.js';

/** A body cell with its place: the column it begins in, counted from 0 with spans, and the row around it. */
export interface PlacedCell {
  readonly cell: Element;
  readonly column: number;
  readonly row: Element;
}

/** The cells of all body rows of a table, row heads included, in reading order. */
export function bodyCells(table: Element): PlacedCell[] {
  return findElements(table, isRow)
    .filter((row) => elementsOf(row).some((cell) => cell.tagName === 'td'))
    .flatMap((row) => placeCells(row));
}

/** The head cells of a table by the column that each begins in; the last row of the head wins. */
export function headCells(table: Element): ReadonlyMap<number, Element> {
  const heads = findElements(table, (element) => element.tagName === 'thead');
  const cells = heads.flatMap((head) => findElements(head, isRow)).flatMap(placeCells);
  return new Map(cells.map(({ cell, column }) => [column, cell]));
}

const isRow = (element: Element): boolean => element.tagName === 'tr';

function placeCells(row: Element): PlacedCell[] {
  let column = 0;
  return elementsOf(row).map((cell) => {
    const placed = { cell, column, row };
    column += Number(cell.properties.colSpan ?? 1);
    return placed;
  });
}
