import type { Element, Properties } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';
import { greatest } from '../../../model/chart/extremes.js';
import { findNumerals } from '../../../model/numerals.js';
import { isExact } from '../../../model/quantity.js';
import type { LabelNode, ValueNode } from '../../../model/tree/phrasing-nodes.js';
import { type DataCellNode, type DataColumnNode, labelIn } from '../../../model/tree/table-nodes.js';

/** What stands behind the whole part of a printed number: "12.5%" has one decimal and the suffix "%". */
interface Tail {
  readonly row: number;
  readonly decimals: number;
  readonly suffix: string;
}

type Cells = readonly (string | undefined)[];

/**
 * What each number of a table lacks behind it to be aligned with its column by the decimal mark. Digits are equally wide
 * in tables, so `data-pad` names what is missing, and the theme prints it invisibly, outside the text that is read or
 * copied. `rows`: the texts of the cells that are set to the right; undefined for others. Columns that agree, and cells
 * that are not plain numbers, get nothing.
 */
export function padColumns(rows: readonly Cells[], language: Language): readonly Cells[] {
  const point = language.decimalMark;
  const pads = rows.map((cells): (string | undefined)[] => cells.map(() => undefined));
  const width = greatest([0, ...rows.map((cells) => cells.length)]);
  for (let column = 0; column < width; column++) {
    const tails = rows.flatMap((cells, row) => tailOf(cells[column], row, point) ?? []);
    for (const [row, pad] of padsOf(tails, point)) {
      const cells = pads[row];
      if (cells !== undefined) cells[column] = pad;
    }
  }
  return pads;
}

/** Undefined for words, symbols and ranges. */
function tailOf(text: string | undefined, row: number, point: string): Tail | undefined {
  const match = /^\D*(\d(?:[\d.,\u00A0\u202F]*\d)?)(\D{0,2})$/.exec(text?.trim() ?? '');
  if (match === null) return undefined;
  const [, digits = '', suffix = ''] = match;
  const at = digits.lastIndexOf(point);
  return { row, decimals: at < 0 ? 0 : digits.length - at - 1, suffix };
}

function padsOf(tails: readonly Tail[], point: string): (readonly [row: number, pad: string])[] {
  const decimals = greatest([0, ...tails.map((tail) => tail.decimals)]);
  const suffix = tails.map((tail) => tail.suffix).reduce((a, b) => (b.length > a.length ? b : a), '');
  return tails.flatMap((tail) => {
    const mark = decimals > 0 && tail.decimals === 0 ? point : '';
    const pad = mark + '0'.repeat(decimals - tail.decimals) + (tail.suffix === '' ? suffix : '');
    return pad === '' ? [] : [[tail.row, pad] as const];
  });
}

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

/** The columns of a table, as wide as its author or the report says. */
export const widthsGroup = (widths: readonly number[]): Element =>
  h(
    'colgroup',
    widths.map((width) => h('col', { style: `width:${width.toFixed(1)}%` })),
  );

/** What stands in a cell: its number where it holds one, else all of its words. */
export function cellText({ children, tiles }: DataCellNode): string {
  const texts = children.map((part) => {
    if (part.type === 'tallyEntry') return part.children.map(partText).join(' ');
    return partText(part);
  });
  const [only, ...others] = children;
  if (tiles !== undefined) {
    return only?.type === 'tallyEntry' && others.length === 0 ? partText(only.children[1]) : texts.join(' ');
  }
  return only?.type === 'value' && isExact(only.entry.quantity.value) ? only.entry.text : texts.join('');
}

const partText = (part: LabelNode | ValueNode): string =>
  part.type === 'value' ? part.entry.text : part.value;
