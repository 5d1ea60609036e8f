import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import { elementsOf, findElements, hasClass, textOf } from './elements.js';

/** Characters of a cell beyond which it is broken into lines, and what a column has around its words. */
const longCell = 56;
const gap = 3;

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
  const rows = tables.flatMap((table) => findElements(table, ({ tagName }) => tagName === 'tr')).map(elementsOf);
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => Math.min(longCell, textOf(cells[column] ?? h('td')).length) + gap)),
  );
  const sum = widths.reduce((total, width) => total + width, 0);
  for (const table of tables) {
    const columns = widths.map((width) => h('col', { style: `width:${((100 * width) / sum).toFixed(1)}%` }));
    table.children.unshift(h('colgroup', columns));
    table.properties.className = ['same-columns'];
  }
}

const cellsOf = (table: Element, name: string): Element[] =>
  findElements(table, ({ tagName }) => tagName === name);
