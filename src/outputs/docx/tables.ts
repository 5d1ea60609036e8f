import type { Nodes, Table, TableCell } from 'mdast';
import type { Element } from 'xast';
import { greatest } from '../../model/chart/extremes.js';
import type { DataTableNode } from '../../model/tree/nodes.js';
import {
  type DataCellNode,
  type DataColumnNode,
  type DataHeadNode,
  type DataRowNode,
  groupsOf,
  headLevels,
  labelIn,
} from '../../model/tree/table-nodes.js';
import type { Span, Tile } from '../../model/tree/table-parts.js';
import { captionLine, subtitleLine } from './captions.js';
import { attributeOf, childOf, childrenOf, textIn, w } from './ooxml.js';
import { inline, valueRuns } from './phrasing.js';
import { signStyle } from './printed-text.js';
import { legendLine, signs, sourceLines, tableFoot, tallyRuns, toneRuns } from './table-foot.js';
import {
  type Around,
  type Handlers,
  type Made,
  type Marks,
  plain,
  targetName,
  textOf,
  type Writing,
} from './writing.js';

type Tables = 'dataTable' | 'captionedTable' | 'table' | 'tableRow' | 'tableCell' | 'caption';
type Visit = (node: Nodes) => Made;

/** A cell of any table before its width is known. */
interface Cell {
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

interface Row {
  readonly cells: readonly Cell[];
  /** It stands again at the top of each page. */
  readonly isHead?: true;
  /** It is the title of the rows after it, and stays with the first of them. */
  readonly opens?: true;
}

/** Tables: from datasets, and written in Markdown. */
export function tableHandlers(writing: Writing): Handlers<Tables> {
  return {
    dataTable: (node, visit) => (around) => {
      const [caption, subtitle, , body, ...foot] = node.children;
      const tables = partsOf(node).flatMap((part, index) => {
        const rows = [...headRows(writing, part.head), ...bodyRows(writing, part.rows, part.head)];
        const table = tableOf(writing, rows, {
          title: textOf(caption.children),
          total: totals(body.children),
        });
        return index === 0 ? [table] : [writing.spacer(), table];
      });
      const after = tableFoot(writing, foot, around);
      return keepTogether(writing, [
        captionLine(writing, node, 'table', inline(caption, visit)(around), around),
        ...subtitleLine(writing, inline(subtitle, visit)(around), around),
        ...tables,
        ...(after.length === 0 ? [writing.spacer()] : after),
      ]);
    },
    captionedTable: (node, visit) => (around) => {
      const [caption, table, legend, sources] = node.children;
      const after = [
        ...legendLine(writing, legend, { ...around, style: 'Tallybook Note' }),
        ...sourceLines(writing, sources, undefined, { ...around, style: 'Tallybook Source' }),
      ];
      return keepTogether(writing, [
        captionLine(writing, node, 'table', inline(caption, visit)(around), around),
        markdownTable(writing, table, visit, textOf(caption.children)),
        ...(after.length === 0 ? [writing.spacer()] : after),
      ]);
    },
    table: (node, visit) => () => [markdownTable(writing, node, visit), writing.spacer()],
    tableRow: inline,
    tableCell: inline,
    caption: inline,
  };
}

/** Keeps what stands around a table on its page: each paragraph but the last, and the rows next to it. */
function keepTogether(writing: Writing, parts: readonly Element[]): readonly Element[] {
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

/** A table, or the parts of one that is too wide for a sheet: each has the heads of all rows, and some of the columns. */
function partsOf({ parts, children: [, , head, body] }: DataTableNode) {
  const [stub, ...columns] = head.children;
  if (parts === undefined) return [{ head, rows: body.children }];
  return parts.map((size, index) => {
    const from = parts.slice(0, index).reduce((sum, each) => sum + each, 0);
    const rows = body.children.map((row): DataRowNode => {
      const [label, ...cells] = row.children;
      return { ...row, children: [label, ...cells.slice(from, from + size)] };
    });
    const own: DataHeadNode = { ...head, children: [stub, ...columns.slice(from, from + size)] };
    return { head: own, rows };
  });
}

const totals = (rows: readonly DataRowNode[]): boolean => rows.at(-1)?.total === true;

/** A line for each level of heads. */
function headRows(writing: Writing, head: DataHeadNode): Row[] {
  const [stub, ...columns] = head.children;
  const levels = headLevels(head);
  return Array.from({ length: levels }, (_, level): Row => {
    const first: Cell = { ...wordsCell(writing, stub.value, {}), ...spanning(level, levels) };
    const cells: Cell[] = [first];
    for (let index = 0; index < columns.length; ) {
      const [column] = columns.slice(index);
      if (column === undefined) break;
      const group = groupsOf(column)[level];
      if (group === undefined) {
        const own = level - groupsOf(column).length;
        cells.push({ ...headCell(writing, column), ...spanning(own, levels - groupsOf(column).length) });
        index += 1;
      } else {
        const width = sharing(columns.slice(index), level);
        cells.push({ ...wordsCell(writing, group, {}), columns: width, align: 'center' });
        index += width;
      }
    }
    return { cells, isHead: true };
  });
}

/** A cell that fills all rows from the first on, or what is below it. */
const spanning = (place: number, rows: number): Partial<Cell> =>
  place > 0 ? { isBelow: true } : rows > 1 ? { rows } : {};

/** How many columns from the first on share its heads down to a level. */
function sharing(columns: readonly DataColumnNode[], level: number): number {
  const key = (column: DataColumnNode | undefined): string =>
    JSON.stringify(column === undefined ? [] : groupsOf(column).slice(0, level + 1));
  const end = columns.findIndex((column) => key(column) !== key(columns[0]));
  return end < 0 ? columns.length : end;
}

function wordsCell(writing: Writing, words: string, marks: Marks): Cell {
  return { content: writing.words(words, marks), text: words };
}

function headCell(writing: Writing, column: DataColumnNode): Cell {
  const [label = '', unit] = [labelIn(column.children), labelIn(column.children, 'unit')];
  const align = column.align === 'right' ? ('right' as const) : undefined;
  if (column.scale !== undefined) {
    const content = column.scale.flatMap((each, place) => [
      ...(place === 0 ? [] : [w('r', {}, w('tab'))]),
      ...writing.words(each),
    ]);
    return { content, text: column.scale.join('\u00A0\u00A0'), scale: column.scale.length };
  }
  const letters = labelIn(column.children, 'letters');
  const mark = writing.language.message('document.illustrative-mark');
  const repeats = unit?.toLowerCase() === label.toLowerCase();
  const shown = unit === undefined || repeats ? '' : ` ${unit}`;
  return {
    content: [
      ...(column.tone === undefined ? [] : toneRuns(writing, column.tone)),
      ...writing.words(letters === undefined ? label : `${label}\u00A0${letters}`),
      ...(column.illustrative === true ? [writing.run(mark, { raised: true })] : []),
      ...writing.words(shown),
    ],
    text: `${column.tone === undefined ? '' : signPlace}${label}${shown}`,
    align,
  };
}

/** The rows of a table; each run of rows of one group begins with its name across the table. */
function bodyRows(writing: Writing, rows: readonly DataRowNode[], head: DataHeadNode): Row[] {
  const [, ...columns] = head.children;
  return rows.flatMap((row, index): Row[] => {
    const group = labelIn(row.children[0].children, 'group');
    const before = rows[index - 1]?.children[0].children;
    const isNew = group !== undefined && (before === undefined || labelIn(before, 'group') !== group);
    const title: Row[] = isNew
      ? [
          {
            cells: [{ ...wordsCell(writing, group, { bold: true }), columns: head.children.length }],
            opens: true,
          },
        ]
      : [];
    return [...title, { cells: rowCells(writing, row, columns) }];
  });
}

function rowCells(writing: Writing, row: DataRowNode, columns: readonly DataColumnNode[]): Cell[] {
  const [head, ...cells] = row.children;
  const marks: Marks = row.total || row.subtotal === true ? { bold: true } : {};
  const [code, label = '', letters, detail] = (['code', undefined, 'letters', 'detail'] as const).map((as) =>
    labelIn(head.children, as),
  );
  const mark = writing.language.message('document.illustrative-mark');
  const words = [
    ...(code === undefined ? [] : writing.words(`${code} `, { bold: true })),
    ...writing.words(letters === undefined ? label : `${label}\u00A0${letters}`, marks),
  ];
  const first: Cell = {
    content: writing.target(row.id, words),
    text: `${code ?? ''} ${label}`,
    indent: 200 * (row.indent ?? 0),
    more: () => [...(detail === undefined ? [] : [detailLine(writing, detail)])],
  };
  const head0 =
    row.illustrative === true
      ? { ...first, content: [...first.content, writing.run(mark, { raised: true })] }
      : first;
  return [
    head0,
    ...cells.map((cell, index): Cell => {
      const [column] = columns.slice(index);
      const own: Marks = column?.total === true ? { ...marks, bold: true } : marks;
      return dataCell(writing, cell, own, column?.align === 'right' ? 'right' : undefined);
    }),
  ];
}

const detailLine = (writing: Writing, detail: string): Element =>
  writing.paragraph(writing.words(detail), { ...plain, style: 'Tallybook Note' });

/** A number, words, or tiles and their counts; a bar, a stretch of time or a detail below. */
function dataCell(writing: Writing, cell: DataCellNode, marks: Marks, align: Cell['align']): Cell {
  const { children, bar, tiles = [], span } = cell;
  const letters = labelIn(children, 'letters');
  const tally = children.filter((part) => part.type === 'tallyEntry');
  const details = children.flatMap((part) =>
    part.type === 'label' && part.as === 'detail' ? [part.value] : [],
  );
  const parts = children.flatMap((part): readonly Element[] => {
    if (part.type === 'value') return valueRuns(writing, part, marks, letters);
    if (part.type !== 'label' || part.as !== undefined) return [];
    return [
      ...(part.tone === undefined ? [] : toneRuns(writing, part.tone)),
      ...writing.words(part.value, marks),
    ];
  });
  const said = tally.length === 0 ? parts : tallyRuns(writing, tally);
  // Tiles stand behind the number that counts them, and above the words that do.
  const isCounted = children[0]?.type === 'value';
  const content = isCounted
    ? [...said, ...tiles.flatMap((tile) => [writing.run(' '), ...tileRuns(writing, tile)])]
    : tiles.flatMap((tile, index) => [
        ...(index === 0 ? [] : [writing.run(' ')]),
        ...tileRuns(writing, tile),
      ]);
  const isBelow = tiles.length > 0 && !isCounted;
  return {
    content: tiles.length === 0 ? said : content,
    text: cellText(cell),
    align,
    more: (width) => [
      ...(isBelow ? [writing.paragraph(said, { ...plain, style: 'Tallybook Note' })] : []),
      ...(bar === undefined ? [] : [barLine(writing, 0, bar / 100, writing.input.look.accent, width)]),
      ...(span === undefined ? [] : [spanLine(writing, span, width)]),
      ...details.map((detail) => detailLine(writing, detail)),
    ],
  };
}

/** The letters that a cell asks room for. */
function cellText({ children, tiles = [] }: DataCellNode): string {
  const said = children.map((part) => {
    if (part.type === 'value') return part.entry.text;
    if (part.type === 'tallyEntry')
      return tiles.length > 0 ? '' : `${part.children[0].value}\u00A0${part.children[1].entry.text}`;
    if (part.type !== 'label' || part.as !== undefined) return '';
    return `${part.tone === undefined ? '' : signPlace}${part.value}`;
  });
  return [...said, ...tiles.map(({ code }) => `\u00A0${code}\u00A0`)].join(' ');
}

/** A tile as words on their colour behind a sign, which lead to what they stand for. */
function tileRuns(writing: Writing, { code, tone, target }: Tile): Element[] {
  const ground = writing.input.groundOf(tone);
  // One that leads nowhere is decoration: its count stands beside it.
  const style = target === undefined ? { style: signStyle } : {};
  const tile = [
    writing.run(`\u00A0${signs[tone]}`, { style: signStyle, ground }),
    writing.run(`\u00A0${code}\u00A0`, { ...style, ground }),
  ];
  return target === undefined ? tile : [w('hyperlink', { anchor: targetName(target), history: 1 }, tile)];
}

const spanLine = (writing: Writing, { from, to, tone }: Span, width: number): Element =>
  barLine(writing, from, to, writing.input.groundOf(tone), width);

/** A bar as a paragraph on a ground, set in from both sides: whoever edits the file may move its ends. Decoration. */
function barLine(writing: Writing, from: number, to: number, colour: string, width: number): Element {
  const inner = width - 2 * cellMargin;
  const [start, end] = [from, to].map((part) => Math.round(inner * Math.min(Math.max(part, 0), 1)));
  const properties = [
    w('shd', { val: 'clear', color: 'auto', fill: colour.slice(1).toUpperCase() }),
    w('spacing', { before: 20, after: 20, line: 100, lineRule: 'exact' }),
    w('ind', { left: start ?? 0, right: inner - (end ?? 0) }),
  ];
  return writing.paragraph([], plain, properties);
}

const cellMargin = 80;
/** The narrowest column. Twentieths of a point, as all widths. */
const leastColumn = 640;
/** The longest word that a column is made as wide as. */
const longestWord = 24;
/** As wide as the sign of a judgement before its word. */
const signPlace = '\u00A0\u00A0\u00A0\u00A0';

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

/** A table in Markdown. Its first row is the head, and its first column names the rows where it can. */
function markdownTable(writing: Writing, node: Table, visit: Visit, title?: string): Element {
  const mark = writing.language.message('document.illustrative-mark');
  const rows = node.children.map((row, index): Row => {
    const cells = row.children.map((cell, column): Cell => {
      const marks: Marks = {};
      const content = writing.written(cell.position?.start.offset, inline(cell, visit)({ marks }));
      const own = cell.data?.illustrative === true ? [writing.run(mark, { raised: true })] : [];
      const align = node.align?.[column] ?? undefined;
      return { content: [...content, ...own], text: textOfCell(cell), align };
    });
    return index === 0 ? { cells, isHead: true } : { cells };
  });
  return tableOf(writing, rows, { ...(title !== undefined && { title }), widths: node.data?.widths });
}

const textOfCell = (cell: TableCell): string => textOf(cell.children);
