import type { Element, ElementContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { DataTableNode } from '../../../../model/tree/nodes.js';
import type { LabelNode } from '../../../../model/tree/phrasing-nodes.js';
import {
  type DataBodyNode,
  type DataCellNode,
  type DataHeadNode,
  type DataRowHeadNode,
  type DataRowNode,
  type LegendNode,
  labelIn,
  type NotesNode,
  type SourcesNode,
  type TallyEntryNode,
  type TallyNode,
} from '../../../../model/tree/table-nodes.js';
import type { Span, Tile, Way } from '../../../../model/tree/table-parts.js';
import { withData } from '../../elements.js';
import { asRecords, cellText, padColumns, widthsGroup } from '../columns.js';
import type { HastContext, NodeHandler } from '../context.js';
import { figure, legendLine, lengthClass, sourceLine } from '../figure.js';
import { illustrativeMark, partsOf, toneMark, toneShape } from '../marks.js';
import { columnClasses, columnGroups, noteLetters, tableHead } from './data-table-head.js';
import { valueElement } from './value.js';

/** Columns of numbers up to which a table is narrower than the text, from which it is set smaller in print. */
const fewColumns = 3;
const manyColumns = 8;

/** A table with its caption above and its notes, legend and source below, as one unit. */
export const dataTable: NodeHandler<'dataTable'> = (node, context, state) => {
  const { language } = context;
  const [caption, subtitle, heads, body, ...foot] = node.children;
  const label = language.message('document.table', { number: node.enumerator ?? '' });
  const tables = partsOfTable(node.parts, heads, body).map((part) => {
    const [own, rows] = part;
    const bodies = tableBodies(own, rows, context);
    const [, ...columns] = own.children;
    const shown = node.records === true ? asRecords(bodies, columns) : bodies;
    const groups = node.widths === undefined ? columnGroups(own) : [widthsGroup(node.widths)];
    const className = node.widths === undefined ? {} : { className: ['same-columns'] };
    const parts = [...groups, tableHead(own, rows, context), ...shown];
    return withData(h('table', { ...className, dataN: 'label' }, parts), { place: 'table' });
  });
  const region = {
    tabIndex: 0,
    role: 'group',
    // Records do not scroll, though in a window of middle width their table may.
    ariaLabel: node.records === true ? label : language.message('document.scroll', { label }),
    dataNAlt: 'enumerator',
  };
  const className = [
    'table',
    ...kindClass(node, heads),
    ...(tables.some(hasLongNames) ? ['long-names'] : []),
    ...(node.keepsSize === true ? ['keeps-size'] : []),
    ...(node.records === true ? ['records'] : []),
    ...lengthClass(body.children.length * tables.length),
  ];
  const head = { label, title: state.all(caption), subtitle: state.all(subtitle), className };
  return figure(node, head, [h('div.scroll', region, tables), ...tableFoot(foot, context)], context);
};

/** A table, or the parts of one that is too wide for a sheet: each has all rows with their heads and some of the columns. */
function partsOfTable(
  sizes: DataTableNode['parts'],
  head: DataHeadNode,
  body: DataBodyNode,
): readonly (readonly [DataHeadNode, DataBodyNode])[] {
  if (sizes === undefined) return [[head, body]];
  const [stub, ...columns] = head.children;
  return sizes.map((size, index) => {
    const from = sizes.slice(0, index).reduce((sum, each) => sum + each, 0);
    const rows = body.children.map(({ id, children: [label, ...cells], ...row }): DataRowNode => {
      const own = cells.slice(from, from + size);
      return { ...row, ...(index === 0 && id !== undefined && { id }), children: [label, ...own] };
    });
    const heads: DataHeadNode = { ...head, children: [stub, ...columns.slice(from, from + size)] };
    return [heads, { ...body, children: rows }];
  });
}

/** Letters of the name of a row from which it needs more room than the numbers beside it leave. */
const longName = 30;

const hasLongNames = ({ children }: Element): boolean =>
  children
    .flatMap((part) => (part.type === 'element' && part.tagName === 'tbody' ? part.children : []))
    .some((row) => row.type === 'element' && isLongName(row.children[0]));

const isLongName = (cell: ElementContent | undefined): boolean =>
  cell?.type === 'element' && cell.properties.scope === 'row' && textOf(cell).length > longName;

const kindClass = (
  { layout, widths }: Pick<DataTableNode, 'layout' | 'widths'>,
  head: DataHeadNode,
): string[] => {
  if (layout !== undefined) return ['own-widths', layout];
  return widths === undefined ? widthClass(head) : ['own-widths'];
};

function widthClass({ children: [, ...columns] }: DataHeadNode): string[] {
  if (columns.length >= manyColumns) return ['wide'];
  const narrow = columns.length <= fewColumns && columns.every((column) => column.align === 'right');
  if (!narrow) return [];
  return columns.length === 1 ? ['narrow', 'single'] : ['narrow'];
}

/** One body for each run of rows of the same group, which begins with a heading across the table. */
export function tableBodies(head: DataHeadNode, body: DataBodyNode, context: HastContext): Element[] {
  const rows = tableRows(head, body, context);
  const runs: { readonly group: string | undefined; readonly rows: Element[] }[] = [];
  for (const [index, { children }] of body.children.entries()) {
    const group = labelIn(children[0].children, 'group');
    const last = runs.at(-1);
    const run = last === undefined || last.group !== group ? { group, rows: [] } : last;
    if (run !== last) runs.push(run);
    for (const row of rows.slice(index, index + 1)) run.rows.push(row);
  }
  if (runs.length === 0) return [h('tbody')];
  return runs.map((run) => {
    const heading = run.group === undefined ? [] : [groupHeading(run.group, head.children.length)];
    return h('tbody', [...heading, ...run.rows]);
  });
}

function groupHeading(words: string, columns: number): Element {
  return h('tr.group', [h('th', { scope: 'rowgroup', colSpan: columns }, [h('span', words)])]);
}

/** The body rows of a table: each its label as a head, then a cell for each column. */
function tableRows(head: DataHeadNode, body: DataBodyNode, context: HastContext): Element[] {
  const [, ...columns] = head.children;
  const texts = body.children.map(({ children: [, ...cells] }) =>
    cells.map((cell, index) => (columns[index]?.align === 'right' ? cellText(cell) : undefined)),
  );
  const pads = padColumns(texts, context.language);
  const classes = columnClasses(head, body);
  return body.children.map((row, index) => tableRow(row, classes, pads[index] ?? [], context));
}

function tableRow(
  row: DataRowNode,
  classes: readonly (readonly string[])[],
  pads: readonly (string | undefined)[],
  context: HastContext,
): Element {
  const [head, ...cells] = row.children;
  const mark = row.illustrative === true ? [illustrativeMark(context.language)] : [];
  const className = rowClass(row);
  return h('tr', { ...(className.length > 0 && { className }), id: row.id }, [
    h('th', { scope: 'row' }, [...rowHead(head, context), ...mark]),
    ...cells.map((cell, index) =>
      h('td', { className: [...(classes[index] ?? [])], dataPad: pads[index] }, cellContent(cell, context)),
    ),
  ]);
}

/** Levels further in than the style sheet knows stand as far in as the last. */
const mostIndent = 4;

const rowClass = ({ total, subtotal, indent = 0 }: DataRowNode): string[] => [
  ...(total ? ['total'] : []),
  ...(subtotal === true ? ['subtotal'] : []),
  ...(indent > 0 ? [`in-${Math.min(indent, mostIndent)}`] : []),
];

function rowHead({ children }: DataRowHeadNode, context: HastContext): ElementContent[] {
  const words: ElementContent[] = [
    { type: 'text', value: labelIn(children) ?? '' },
    ...noteLetters(labelIn(children, 'letters'), context.language),
    ...detailOf(labelIn(children, 'detail')),
  ];
  const code = labelIn(children, 'code');
  if (code === undefined) return words;
  return [h('span.coded', [h('span.code', code), ' ', h('span', words)])];
}

function cellContent({ children, way, tiles, span }: DataCellNode, context: HastContext): ElementContent[] {
  if (tiles !== undefined) {
    const tally = children.filter((part) => part.type === 'tallyEntry');
    return tilesContent(tiles, tally, context);
  }
  const parts = children.flatMap((part): ElementContent[] => {
    if (part.type === 'value') return [valueElement(part, context, labelIn(children, 'letters'))];
    return part.type === 'label' && part.as !== 'letters' ? cellWords(part) : [];
  });
  return [...wayOf(way), ...spanOf(span), ...parts];
}

function cellWords({ value, as, tone }: LabelNode): ElementContent[] {
  if (as === 'detail') return detailOf(value);
  if (tone !== undefined) return [h('span.judged', [toneMark(tone), value])];
  return [{ type: 'text', value: value === '' ? '\u00A0' : value }];
}

function detailOf(detail: string | undefined): Element[] {
  return detail === undefined ? [] : [h('span.detail', detail)];
}

/** A line from the baseline to the value, and where the target is. Decoration: the numbers stand in the row. */
function wayOf(way: Way | undefined): Element[] {
  if (way === undefined) return [];
  const { baseline, actual, target, tone } = way;
  const start = Math.min(baseline, actual);
  const end = actual <= 0 ? ['below'] : actual >= 1 ? ['above'] : [];
  const part = (className: string[], style: string): Element => h('span', { className, style });
  return [
    h('span.way', { ariaHidden: 'true' }, [
      part(['covered', ...partsOf(tone)], along(start, Math.max(baseline, actual))),
      part(['baseline'], at(baseline)),
      part(['target'], at(target)),
      part(['actual', ...partsOf(tone), ...end], at(actual)),
    ]),
  ];
}

const percent = (part: number): string => `${Math.round(part * 1000) / 10}%`;

const at = (part: number): string => `left:${percent(part)}`;

/** From one part of a whole to another. */
const along = (from: number, to: number): string => `${at(from)};width:${percent(to - from)}`;

/** A stretch of time on the scale of its column. Decoration: its days stand in the row. */
function spanOf(span: Span | undefined): Element[] {
  if (span === undefined) return [];
  const { from, to, later, tone, now } = span;
  const bar = h('span', { className: [...partsOf(tone)], style: along(from, to) });
  const tail =
    later === undefined
      ? []
      : [h('span', { className: [...partsOf(tone), 'later'], style: along(to, later) })];
  const line = now === undefined ? [] : [h('span.now', { style: at(now) })];
  return [h('span.track', { ariaHidden: 'true' }, [bar, ...tail, ...line])];
}

function tableFoot(
  [tally, legend, notes, sources]: [TallyNode, LegendNode, NotesNode, SourcesNode],
  context: HastContext,
): Element[] {
  const { language } = context;
  const parts: Element[] = [
    ...(tally.children.length === 0 ? [] : [h('p.tally', tallyEntries(tally.children, context, true))]),
    ...legendLine(legend, {}),
  ];
  const [note, ...others] = notes.children.flatMap(({ value, letter }) =>
    letter === undefined ? [value] : [],
  );
  if (note !== undefined && others.length === 0)
    parts.push(h('p.notes', language.message('document.table-note', { note })));
  if (note !== undefined && others.length > 0) {
    parts.push(h('p.notes', language.message('document.table-notes')));
    parts.push(
      h(
        'ol.notes',
        [note, ...others].map((each) => h('li', each)),
      ),
    );
  }
  const lettered = notes.children.filter(({ letter }) => letter !== undefined);
  if (lettered.length > 0) parts.push(letteredNotes(lettered));
  for (const each of sourceLine(sources, language)) parts.push(each);
  return parts.length === 0 ? [] : [h('div.foot', { dataN: 'label' }, parts)];
}

/** The notes on some cells, each after its letter. */
const letteredNotes = (notes: readonly LabelNode[]): Element =>
  h(
    'ul.notes.lettered',
    notes.map(({ letter = '', value }) => h('li', [h('span.letters', letter), ` ${value}`])),
  );

/** Tiles and their tally: the tiles for the eye, the tally for every reader. */
function tilesContent(
  tiles: readonly Tile[],
  tally: readonly TallyEntryNode[],
  context: HastContext,
): ElementContent[] {
  const shown = tilesElement(tiles);
  // A cell without words would be dropped from the PDF's tags.
  const counts = tally.length === 0 ? ['\u00A0'] : tallyEntries(tally, context);
  return [...shown, h('span.tally', counts)];
}

/** Tiles in a row. Decoration, unless they lead to what they stand for. */
function tilesElement(tiles: readonly Tile[]): Element[] {
  if (tiles.length === 0) return [];
  const leads = tiles.some(({ target }) => target !== undefined);
  const row = tiles.flatMap((tile, index) => (index === 0 ? [tileElement(tile)] : [' ', tileElement(tile)]));
  return [h('span.tiles', leads ? {} : { ariaHidden: 'true' }, leads ? row : tiles.map(tileElement))];
}

function tileElement({ code, title, tone, target }: Tile): Element {
  const className = ['tile', ...partsOf(tone)];
  if (target !== undefined) {
    const properties = { className, href: `#${encodeURI(target)}`, title, dataN: 'label', dataNAlt: 'label' };
    return h('a', properties, [toneShape(tone), code]);
  }
  const properties = { className, title, dataCode: code, dataNAlt: 'label' };
  return withData(h('span', properties, [toneShape(tone)]), { painted: code });
}

/** The tally of a cell, or of a whole table, then each kind with its mark. */
function tallyEntries(
  tally: readonly TallyEntryNode[],
  context: HastContext,
  marked = false,
): (Element | string)[] {
  return tally.flatMap(({ tone, children: [word, number] }, index) => [
    index === 0 ? '' : ' ',
    h('span.tally-entry', [
      ...(marked ? [toneMark(tone)] : []),
      word.value,
      ' ',
      valueElement(number, context),
    ]),
  ]);
}
