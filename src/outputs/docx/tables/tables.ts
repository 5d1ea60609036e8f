import type { Nodes, Table, TableCell } from 'mdast';
import type { Element } from 'xast';
import type { DataTableNode } from '../../../model/tree/nodes.js';
import {
  type DataCellNode,
  type DataColumnNode,
  type DataHeadNode,
  type DataRowNode,
  groupsOf,
  headLevels,
  labelIn,
} from '../../../model/tree/table-nodes.js';
import type { Span, Tile, Way } from '../../../model/tree/table-parts.js';
import { captionLine, subtitleLine } from '../captions.js';
import { w } from '../ooxml.js';
import { inline, valueRuns } from '../phrasing.js';
import { signStyle } from '../printed-text.js';
import { type Handlers, type Made, type Marks, plain, targetName, textOf, type Writing } from '../writing.js';
import { legendLine, signs, sourceLines, tableFoot, tallyRuns, toneRuns, waySigns } from './table-foot.js';
import { type Cell, cellMargin, keepTogether, type Row, tableOf } from './word-table.js';

type Tables = 'dataTable' | 'captionedTable' | 'table' | 'tableRow' | 'tableCell' | 'caption';
type Visit = (node: Nodes) => Made;

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
          widths: node.widths,
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
      ...writing.words(label),
      ...letterRuns(writing, letters),
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
    ...writing.words(label, marks),
    ...letterRuns(writing, letters),
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
  const { children, way, tiles = [], span } = cell;
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
  const row = tiles.flatMap((tile, index) => [
    ...(index === 0 ? [] : [writing.run(' ')]),
    ...tileRuns(writing, tile),
  ]);
  return {
    content: tiles.length === 0 ? said : row,
    text: cellText(cell),
    align,
    more: (width) => [
      ...(tiles.length > 0 ? [writing.paragraph(said, { ...plain, style: 'Tallybook Note' })] : []),
      ...(way === undefined ? [] : [wayLine(writing, way, width)]),
      ...(span === undefined ? [] : [spanLine(writing, span, width)]),
      ...details.map((detail) => detailLine(writing, detail)),
    ],
  };
}

/** As wide as the sign of a judgement before its word. */
const signPlace = '\u00A0\u00A0\u00A0\u00A0';

/** So many letters wide is the way to a target. */
const wayPlaces = 18;

/** The letters of notes after a head, raised. */
const letterRuns = (writing: Writing, letters: string | undefined): Element[] =>
  letters === undefined ? [] : [writing.run(`\u00A0${letters}`, { raised: true })];

/** The letters that a cell asks room for. */
function cellText({ children, tiles = [], way }: DataCellNode): string {
  const said = children.map((part) => {
    if (part.type === 'value') return part.entry.text;
    if (part.type === 'tallyEntry')
      return tiles.length > 0 ? '' : `${part.children[0].value}\u00A0${part.children[1].entry.text}`;
    if (part.type !== 'label' || part.as !== undefined) return '';
    return `${part.tone === undefined ? '' : signPlace}${part.value}`;
  });
  const line = way === undefined ? [] : ['\u2013'.repeat(wayPlaces)];
  return [...said, ...line, ...tiles.map(({ code }) => `\u00A0${code}\u00A0`)].join(' ');
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

/** Signs nearer to each other than this part of a line stand side by side. */
const leastApart = 0.07;

/** The way from a baseline to a value as signs at stops of a line, with a leader between the two. Decoration. */
function wayLine(writing: Writing, { baseline, actual, target, tone }: Way, width: number): Element {
  const inner = width - 2 * cellMargin;
  const { reached, below, above } = waySigns;
  const end = actual <= 0 ? below : actual >= 1 ? above : reached;
  const ink = { style: signStyle, colour: writing.input.groundOf(tone) };
  const places = [
    { at: baseline, run: writing.run(waySigns.baseline, { style: signStyle }) },
    { at: target, run: writing.run(waySigns.target, { style: signStyle }) },
    { at: actual, run: writing.run(end, ink) },
  ].sort((one, other) => one.at - other.at);
  const groups: { readonly at: number; readonly runs: Element[] }[] = [];
  for (const { at, run } of places) {
    const last = groups.at(-1);
    if (last !== undefined && at - last.at < leastApart) last.runs.push(run);
    else groups.push({ at, runs: [run] });
  }
  const [from, to] = [Math.min(baseline, actual), Math.max(baseline, actual)];
  const stops = groups.map(({ at }) => {
    const isCovered = at - from >= leastApart && at <= to;
    return w('tab', {
      val: 'center',
      ...(isCovered && { leader: 'hyphen' }),
      pos: Math.round(inner * Math.min(Math.max(at, 0.05), 0.95)),
    });
  });
  const content = groups.flatMap(({ runs }) => [writing.tab(ink), ...runs]);
  return writing.paragraph(content, plain, [w('tabs', {}, stops)]);
}

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
