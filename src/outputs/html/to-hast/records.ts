import type { Element, Properties } from 'hast';
import { findNumerals } from '../../../model/numerals.js';
import { type DataColumnNode, labelIn } from '../../../model/tree/table-nodes.js';

/** Bodies whose cells know the head of their column, which the theme prints before them where rows stand as records. */
export function asRecords(bodies: readonly Element[], columns: readonly DataColumnNode[]): Element[] {
  const heads = columns.map(({ children }) => labelIn(children) ?? '');
  return bodies.map((body) =>
    mapChildren(body, 'tr', (row) => {
      let index = 0;
      return mapChildren(row, 'td', (cell) => {
        return { ...cell, properties: { ...cell.properties, ...recordHead(heads[index++] ?? '') } };
      });
    }),
  );
}

/** The head of a column as an attribute of a cell. */
export const recordHead = (head: string): Properties => ({
  dataHead: head.replace(/\s+/g, ' ').trim(),
  ...(findNumerals(head).length > 0 && { dataNAlt: 'label' }),
});

const mapChildren = (element: Element, tagName: string, change: (child: Element) => Element): Element => ({
  ...element,
  children: element.children.map((child) =>
    child.type === 'element' && child.tagName === tagName ? change(child) : child,
  ),
});
