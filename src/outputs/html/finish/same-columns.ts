import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import { greatest } from '../../../model/extremes.js';
import { elementsOf, findElements, hasClass, textOf } from './elements.js';

/** Characters up to which the longest cell of a column is kept on one line, and beyond which a cell counts no more. */
const shortCell = 20;
const longCell = 60;
/** Characters that the room around the words of a column is as wide as. */
const gap = 8;

/**
 * Gives the plain tables of a chapter that have the same head the same widths of columns, so that tables of one kind
 * that follow each other read as one. A table alone keeps the widths that the browser finds.
 */
export function alignColumns(body: Root): void {
  for (const chapter of elementsOf(body)) {
    for (const tables of sameHeads(chapter)) {
      if (tables.length > 1) setWidths(tables);
    }
  }
}

function sameHeads(chapter: Element): Element[][] {
  const byHead = new Map<string, Element[]>();
  for (const frame of findElements(chapter, (element) => hasClass(element, 'plain-table'))) {
    const [table] = elementsOf(frame);
    if (table === undefined || table.tagName !== 'table') continue;
    const head = JSON.stringify(cellsOf(table, 'th').map(textOf));
    byHead.set(head, [...(byHead.get(head) ?? []), table]);
  }
  return [...byHead.values()];
}

function setWidths(tables: readonly Element[]): void {
  const rows = tables
    .flatMap((table) => findElements(table, ({ tagName }) => tagName === 'tr'))
    .map(elementsOf);
  const widths = (rows[0] ?? []).map((_, column) =>
    widthOf(rows.map((cells) => textOf(cells[column] ?? h('td')).length)),
  );
  const sum = widths.reduce((total, width) => total + width, 0);
  for (const table of tables) {
    const columns = widths.map((width) => h('col', { style: `width:${((100 * width) / sum).toFixed(1)}%` }));
    table.children.unshift(h('colgroup', columns));
    table.properties.className = ['same-columns'];
  }
}

/** As wide as its longest cell if all are short, else between that and its cells on average. */
function widthOf(lengths: readonly number[]): number {
  const longest = greatest(lengths);
  const average = lengths.reduce((total, length) => total + Math.min(longCell, length), 0) / lengths.length;
  return (longest <= shortCell ? longest : (average + Math.min(longCell, longest)) / 2) + gap;
}

const cellsOf = (table: Element, name: string): Element[] =>
  findElements(table, ({ tagName }) => tagName === name);
