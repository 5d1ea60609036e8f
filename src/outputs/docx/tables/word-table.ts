import type { Element } from 'xast';
import { greatest } from '../../../model/chart/extremes.js';
import { attributeOf, childOf, childrenOf, textIn, w } from '../ooxml.js';
import type { Around, Writing } from '../writing.js';

/** A cell of any table before its width is known. */
export interface Cell {
  readonly content: readonly Element[];
  /** What its column is as wide as; words that stay on one line are parted by no-break spaces. */
  readonly text: string;
  /** How many columns and rows it fills. */
  readonly columns?: number;
  readonly rows?: number;
  /** It is below the first of a cell that fills several rows. */
  readonly isBelow?: true;
  readonly align?: 'left' | 'right' | 'center' | undefined;
  /** How far it is set in. Twentieths of a point. */
  readonly indent?: number;
  /** Labels evenly along its line, of which `content` is the first. */
  readonly scale?: number;
  /** Paragraphs below its words. */
  readonly more?: (width: number) => readonly Element[];
}

export interface Row {
  readonly cells: readonly Cell[];
  /** It stands again at the top of each page. */
  readonly isHead?: true;
  /** It is the title of the rows after it, and stays with the first of them. */
  readonly opens?: true;
}

export const cellMargin = 80;
/** The narrowest column. Twentieths of a point, as all widths. */
const leastColumn = 640;
/** The longest word that a column is made as wide as. */
const longestWord = 24;

/** Of a letter of a table on average: cells are one point smaller than the text. */
const letterWidth = ({ input }: Writing): number => 5.6 * (input.look.size - 2);
const lineHeight = ({ input }: Writing): number => 15 * (input.look.size - 2);

interface TableLook {
  readonly title?: string;
  /** Its last row is the total. */
  readonly total?: boolean;
  readonly widths?: readonly number[] | undefined;
}

/** A table of rows whose first cell is the head of the row. */
export function tableOf(
  writing: Writing,
  rows: readonly Row[],
  { title, total = false, widths }: TableLook,
): Element {
  const grid = widths?.map((part) => Math.round((part / 100) * writing.width)) ?? columnWidths(writing, rows);
  const look = {
    val: total ? '00E0' : '00A0',
    firstRow: 1,
    lastRow: total ? 1 : 0,
    firstColumn: 1,
    lastColumn: 0,
    noHBand: 1,
    noVBand: 1,
  };
  return w(
    'tbl',
    {},
    w(
      'tblPr',
      {},
      w('tblStyle', writing.styles.idOf('Tallybook Table')),
      w('tblW', { w: grid.reduce((sum, each) => sum + each, 0), type: 'dxa' }),
      w('tblLayout', { type: 'fixed' }),
      w('tblLook', look),
      title !== undefined && w('tblCaption', title),
    ),
    w(
      'tblGrid',
      {},
      grid.map((width) => w('gridCol', { w: width })),
    ),
    rows.map((row) => rowElement(writing, row, grid)),
  );
}

function rowElement(writing: Writing, { cells, isHead, opens }: Row, grid: readonly number[]): Element {
  let at = 0;
  const made = cells.map((cell) => {
    const columns = cell.columns ?? 1;
    const width = grid.slice(at, at + columns).reduce((sum, each) => sum + each, 0);
    at += columns;
    return cellElement(writing, cell, width, isHead === true);
  });
  const row = w('tr', {}, w('trPr', {}, w('cantSplit'), isHead === true && w('tblHeader')), made);
  if (opens === true) for (const paragraph of paragraphsIn(row)) keepNext(paragraph);
  return row;
}

function cellElement(writing: Writing, cell: Cell, width: number, isHead: boolean): Element {
  const { columns = 1, rows, isBelow, align, content, more, indent = 0, scale = 0 } = cell;
  const properties = w(
    'tcPr',
    {},
    w('tcW', { w: width, type: 'dxa' }),
    columns > 1 && w('gridSpan', columns),
    rows !== undefined && w('vMerge', 'restart'),
    isBelow === true && w('vMerge', 'continue'),
    isHead && w('vAlign', 'bottom'),
  );
  const around: Around = {
    marks: {},
    style: 'Tallybook Cell',
    indent,
    ...(align !== undefined && { align }),
  };
  const below = isBelow === true ? [] : (more?.(width) ?? []);
  const stops = Array.from({ length: Math.max(scale - 1, 0) }, (_, index) =>
    w('tab', { val: 'left', pos: Math.round(((index + 1) / scale) * (width - 2 * cellMargin)) }),
  );
  const tabs = stops.length === 0 ? [] : [w('tabs', {}, stops)];
  return w('tc', {}, properties, writing.paragraph(isBelow === true ? [] : content, around, tabs), below);
}

/** How wide a column must be, and how wide it has to be for its words to stand in one line. */
interface Asked {
  least: number;
  wanted: number;
}

/** Columns in which the words of a cell stand in as few lines as the width of the text allows. */
function columnWidths(writing: Writing, rows: readonly Row[]): number[] {
  const [first] = rows;
  const count = (first?.cells ?? []).reduce((sum, { columns = 1 }) => sum + columns, 0);
  const asked = Array.from({ length: count }, (): Asked => ({ least: leastColumn, wanted: leastColumn }));
  for (const { cells, isHead } of rows) {
    let at = 0;
    for (const { columns = 1, text, indent = 0 } of cells) {
      const column = asked[at];
      at += columns;
      if (columns !== 1 || column === undefined) continue;
      // Heads are bold, and Cyrillic ones wider still; a word that is too long would be cut.
      const letter = letterWidth(writing) * (isHead === true ? 1.25 : 1);
      const widthOf = (letters: number): number => Math.ceil(letters * letter) + 2 * cellMargin + indent + 60;
      const longest = greatest(text.split(/[ \n\u2013-]+/).map((word) => word.length));
      column.least = Math.max(column.least, widthOf(Math.min(longest, longestWord)));
      // A head may stand in two lines.
      column.wanted = Math.max(column.wanted, widthOf(isHead === true ? text.length / 2 : text.length));
    }
  }
  return shared(asked, writing.width);
}

/** Divides a width among columns so that none takes more lines than it has to; what is left goes to those that wrap. */
function shared(asked: readonly Asked[], total: number): number[] {
  const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0);
  const least = sum(asked.map((each) => each.least));
  if (least >= total) return asked.map((each) => Math.floor((each.least / least) * total));
  const inLines = (lines: number): number[] =>
    asked.map((each) => Math.max(each.least, Math.ceil(each.wanted / lines)));
  let lines = 1;
  while (sum(inLines(lines)) > total) lines++;
  const widths = inLines(lines);
  if (lines === 1) return widths;
  const gaps = asked.map(({ wanted }, index) => Math.max(0, wanted - (widths[index] ?? wanted)));
  const room = total - sum(widths);
  return widths.map((width, index) => width + Math.floor((room * (gaps[index] ?? 0)) / sum(gaps)));
}

/** Keeps what stands around a table on its page: each paragraph but the last, and the rows next to it. */
export function keepTogether(writing: Writing, parts: readonly Element[]): readonly Element[] {
  for (const part of parts.slice(0, -1)) {
    if (part.name === 'w:p') keepNext(part);
    if (part.name !== 'w:tbl') continue;
    const rows = childrenOf(part, 'w:tr');
    const heads = rows.filter((row) => childOf(childOf(row, 'w:trPr'), 'w:tblHeader') !== undefined).length;
    const kept = isShort(writing, rows) ? rows : [...rows.slice(0, heads + 2), ...rows.slice(-2)];
    for (const row of kept) for (const paragraph of paragraphsIn(row)) keepNext(paragraph);
  }
  return parts;
}

/** True where a table takes no more than half a page, so that it is kept whole. Word gives up on what is kept and longer than a page. */
function isShort(writing: Writing, rows: readonly Element[]): boolean {
  // A sheet that lies across is as high as one that stands is wide.
  const height = writing.widthOf(writing.width === writing.widthOf(false));
  const lines = rows.reduce((sum, row) => sum + greatest(childrenOf(row, 'w:tc').map(linesIn)), 0);
  return lines * lineHeight(writing) <= height / 2;

  function linesIn(cell: Element): number {
    const width = Number(attributeOf(childOf(childOf(cell, 'w:tcPr'), 'w:tcW'), 'w:w')) - 2 * cellMargin;
    return childrenOf(cell, 'w:p')
      .map((paragraph) => Math.max(1, Math.ceil((textIn(paragraph).length * letterWidth(writing)) / width)))
      .reduce((sum, each) => sum + each, 0);
  }
}

const paragraphsIn = (node: Element): Element[] =>
  node.children.flatMap((child) => {
    if (child.type !== 'element') return [];
    return child.name === 'w:p' ? [child] : paragraphsIn(child);
  });

function keepNext(paragraph: Element): void {
  const [first] = paragraph.children;
  if (first?.type !== 'element' || first.name !== 'w:pPr') {
    paragraph.children.unshift(w('pPr', {}, w('keepNext')));
    return;
  }
  const names = first.children.map((child) => (child.type === 'element' ? child.name : ''));
  if (!names.includes('w:keepNext')) first.children.splice(names[0] === 'w:pStyle' ? 1 : 0, 0, w('keepNext'));
}
