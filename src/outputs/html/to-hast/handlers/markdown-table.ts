import type { Element, ElementContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Nodes, Table, TableCell } from 'mdast';
import { defaultHandlers, type Handler, type State } from 'mdast-util-to-hast';
import { greatest } from '../../../../model/extremes.js';
import { isExact } from '../../../../model/quantity.js';
import type { HastContext } from '../context.js';
import { illustrativeMark } from '../illustrative-mark.js';
import { padColumns } from '../pad-columns.js';
import { recordHead } from '../records.js';

/** Characters in a cell, and in a row of such cells, that stay on one line: dates, names, numbers. */
const shortCell = 32;
const shortRow = 64;

/** A table in Markdown. It scrolls in itself on narrow screens. */
export const markdownTable =
  ({ language }: HastContext): Handler =>
  (state: State, node: Table): Element => {
    const element = defaultHandlers.table(state, node);
    const rows = elementsIn(element.children.flatMap((part) => ('children' in part ? part.children : [])));
    const cells = rows.map(({ children }) => elementsIn(children));
    const texts = cells.map((row) => row.map(textOf));
    const short = shortColumns(texts.slice(1));
    const namesRows = firstNamesRows(texts.slice(1));
    const pads = padColumns(
      texts.slice(1).map((row, index) =>
        row.map((text, column) => {
          const cell = node.children[index + 1]?.children[column];
          return node.align?.[column] === 'right' ? (onlyNumber(cell) ?? text) : undefined;
        }),
      ),
      language,
    );
    for (const [index, row] of cells.entries()) {
      for (const [column, cell] of row.entries()) {
        alignCell(cell);
        if (index === 0) headCell(cell, node.children[0]?.children[column]);
        else {
          if (short[column]) addClass(cell, 'short');
          const pad = pads[index - 1]?.[column];
          if (pad !== undefined) cell.properties.dataPad = pad;
          if (column === 0 && namesRows) rowHead(cell);
        }
        // Chromium's PDF drops empty cells.
        if (cell.children.length === 0) cell.children.push({ type: 'text', value: '\u00A0' });
      }
    }
    setWidths(element, node);
    element.data = { ...element.data, place: 'table' };
    const isOfRecords = namesRows && holdsWords(node, texts.slice(1));
    if (isOfRecords) nameCells(cells, texts[0] ?? []);
    const className = [
      'scroll',
      'plain-table',
      ...(holdsNumbers(node) ? ['narrow'] : []),
      ...(isOfRecords ? ['records'] : []),
    ];
    return h('div', { className, tabIndex: 0 }, [element]);

    function headCell(cell: Element, of: TableCell | undefined): void {
      cell.properties.scope = 'col';
      if (of?.data?.illustrative === true) cell.children.push(illustrativeMark(language));
    }
  };

/** True where the first column tells the rows apart, so that each of its cells is the head of its row. */
function firstNamesRows(rows: readonly (readonly string[])[]): boolean {
  const names = rows.map(([name = '']) => name.trim());
  return (rows[0]?.length ?? 0) > 1 && !names.includes('') && new Set(names).size === names.length;
}

function rowHead(cell: Element): void {
  cell.tagName = 'th';
  cell.properties.scope = 'row';
}

/** Markdown's sides of a column as classes: `align` is no attribute any more. */
function alignCell(cell: Element): void {
  const { align } = cell.properties;
  delete cell.properties.align;
  if (align === 'right' || align === 'center') addClass(cell, align === 'right' ? 'right' : 'centre');
}

const addClass = ({ properties }: Element, name: string): void => {
  const { className } = properties;
  properties.className = [...(Array.isArray(className) ? className : []), name];
};

/** The columns in which every cell is short, so that a date is not broken for the sake of a sentence; none in wide tables. */
function shortColumns(rows: readonly (readonly string[])[]): readonly boolean[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    greatest(rows.map((cells) => (cells[column] ?? '').length)),
  );
  const short = widths.map((width) => width <= shortCell);
  const sum = widths.reduce((total, width, column) => total + (short[column] ? width : 0), 0);
  return sum > shortRow ? [] : short;
}

/** Few columns, all but the first aligned right: numbers, which are hard to follow across a wide line. */
function holdsNumbers({ align }: Table): boolean {
  const [, ...others] = align ?? [];
  return others.length > 0 && others.length <= 2 && others.every((side) => side === 'right');
}

/** Characters from which the name of a row is a text that leaves no room beside it on a phone. */
const longName = 60;

/** Three columns or more, with words beside the heads of rows or a text in them: a phone shows a record for each row. */
function holdsWords({ align }: Table, rows: readonly (readonly string[])[]): boolean {
  const [, ...others] = align ?? [];
  const longest = greatest(rows.map(([name = '']) => name.length));
  return others.length > 1 && (longest > longName || others.some((side) => side !== 'right'));
}

/** Each cell behind the first of its row knows the head of its column. */
function nameCells([, ...rows]: readonly (readonly Element[])[], heads: readonly string[]): void {
  for (const row of rows) {
    for (const [index, { properties }] of row.slice(1).entries()) {
      Object.assign(properties, recordHead(heads[index + 1] ?? ''));
    }
  }
}

/** Widths that the table shares with others of its chapter. */
function setWidths(element: Element, { data }: Table): void {
  if (data?.widths === undefined) return;
  const columns = data.widths.map((width) => h('col', { style: `width:${width.toFixed(1)}%` }));
  element.children.unshift(h('colgroup', columns));
  element.properties.className = ['same-columns'];
}

/** The text of the number of a cell that holds one, whatever words are around it. */
function onlyNumber(cell: TableCell | undefined): string | undefined {
  const numbers = cell === undefined ? [] : numbersIn(cell);
  return numbers.length === 1 ? numbers[0] : undefined;
}

function numbersIn(node: Nodes): string[] {
  if (node.type === 'value') return isExact(node.entry.quantity.value) ? [node.entry.text] : [];
  return 'children' in node ? node.children.flatMap(numbersIn) : [];
}

const elementsIn = (nodes: readonly ElementContent[]): Element[] =>
  nodes.filter((node) => node.type === 'element');
