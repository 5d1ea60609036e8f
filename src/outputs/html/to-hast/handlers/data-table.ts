import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../../language/language.js';
import type { Badge, DataTableNode } from '../../../../model/nodes.js';
import { isExact } from '../../../../model/quantity.js';
import type { TableCell, TableColumn, TableRow } from '../../../../model/table-parts.js';
import { withData } from '../../element-data.js';
import type { HastContext, NodeHandler } from '../context.js';
import { figureHead, titleId } from '../figure-head.js';
import { illustrativeMark } from '../illustrative-mark.js';
import { padColumns } from '../pad-columns.js';
import { sourceLine } from '../source-line.js';
import { toneMark } from '../tone-mark.js';
import { type MarkedContext, numberIn, tallyLine, tilesContent } from './board.js';

/** What the rows of a table need to know of it. */
export interface TableContext extends HastContext {
  /** What is said of its numbers above it. */
  readonly badge: Badge | undefined;
}

/** Columns of numbers up to which a table is narrower than the text, from which it is set smaller in print. */
const fewColumns = 3;
const manyColumns = 8;

/** A table with its caption above and its notes, legend and source below, as one unit. */
export const dataTable: NodeHandler<'dataTable'> = (node, context, state) => {
  const { language } = context;
  const [caption] = node.children;
  const label = language.message('document.table', { number: node.enumerator ?? '' });
  const head = figureHead(
    {
      id: node.id,
      label,
      title: state.all(caption),
      subtitle: node.subtitle === undefined ? [] : [h('span', { dataN: 'label' }, node.subtitle)],
      badge: node.badge,
    },
    context,
  );
  const inTable = { ...context, badge: node.badge };
  const parts = [tableHead(node, context), ...tableBodies(node, inTable)];
  const table = withData(h('table', { dataN: 'label' }, parts), { place: 'table' });
  const region = {
    tabIndex: 0,
    role: 'region',
    ariaLabel: language.message('document.scroll', { label }),
    dataNAlt: 'enumerator',
  };
  return h(
    'figure',
    {
      className: ['table', ...(node.layout === undefined ? widthClass(node.columns) : [node.layout])],
      id: node.id,
      role: 'group',
      ariaLabelledBy: [titleId(node.id)],
    },
    [head, h('div.scroll', region, [table]), ...tableFoot(node, inTable)],
  );
};

function widthClass(columns: readonly TableColumn[]): string[] {
  if (columns.length >= manyColumns) return ['wide'];
  const narrow = columns.length <= fewColumns && columns.every((column) => column.align === 'right');
  if (!narrow) return [];
  return columns.length === 1 ? ['narrow', 'single'] : ['narrow'];
}

/** The head of a table with a stub column. */
export function tableHead(
  { stub, columns }: Pick<DataTableNode, 'stub' | 'columns'>,
  { language }: HastContext,
): Element {
  // A head without words would be dropped from the PDF's tags, so it holds a space.
  const first = h('th', { scope: 'col', className: ['stub'] }, stub === '' ? '\u00A0' : stub);
  return h('thead', [h('tr', [first, ...columns.map((column) => columnHead(column, language))])]);
}

function columnHead(column: TableColumn, language: Language): Element {
  // "Actions" above "actions" would say the same twice.
  const repeats = column.unit?.toLowerCase() === column.label.toLowerCase();
  const unit = column.unit === undefined || repeats ? [] : [' ', h('span.unit', column.unit)];
  return h('th', { scope: 'col', className: columnClass(column) }, [
    column.label,
    ...(column.illustrative === true ? [illustrativeMark(language)] : []),
    ...unit,
  ]);
}

function columnClass({ align, total }: TableColumn): string[] {
  return [align === 'right' ? 'number' : 'words', ...(total ? ['total'] : [])];
}

/** One body for each run of rows of the same group, which begins with a heading across the table. */
function tableBodies(node: DataTableNode, context: TableContext): Element[] {
  const rows = tableRows(node, context);
  const runs: { readonly group: string | undefined; readonly rows: Element[] }[] = [];
  for (const [index, { group }] of node.rows.entries()) {
    const last = runs.at(-1);
    const run = last === undefined || last.group !== group ? { group, rows: [] } : last;
    if (run !== last) runs.push(run);
    for (const row of rows.slice(index, index + 1)) run.rows.push(row);
  }
  if (runs.length === 0) return [h('tbody')];
  return runs.map((run) => {
    const heading = run.group === undefined ? [] : [groupHeading(run.group, node.columns.length + 1)];
    return h('tbody', [...heading, ...run.rows]);
  });
}

function groupHeading(words: string, columns: number): Element {
  return h('tr.group', [h('th', { scope: 'rowgroup', colSpan: columns }, words)]);
}

/** The body rows of a table: each its label as a head, then a cell for each column. */
export function tableRows(
  { columns, rows }: Pick<DataTableNode, 'columns' | 'rows'>,
  context: TableContext,
): Element[] {
  const texts = rows.map(({ cells }) =>
    cells.map((cell, index) => (columns[index]?.align === 'right' ? cellText(cell) : undefined)),
  );
  const pads = padColumns(texts, context.language);
  return rows.map((row, index) => tableRow(row, columns, pads[index] ?? [], context));
}

function tableRow(
  row: TableRow,
  columns: readonly TableColumn[],
  pads: readonly (string | undefined)[],
  context: TableContext,
): Element {
  const cells = row.cells.map((cell, index) => {
    const column = columns[index];
    const isBare = context.badge !== 'all' && row.illustrative !== true && column?.illustrative !== true;
    return h(
      'td',
      { className: column === undefined ? [] : columnClass(column), dataPad: pads[index] },
      cellContent(cell, { ...context, isBare }),
    );
  });
  const mark = row.illustrative === true ? [illustrativeMark(context.language)] : [];
  return h('tr', row.total ? { className: ['total'] } : {}, [
    h('th', { scope: 'row' }, [...rowHead(row), ...mark]),
    ...cells,
  ]);
}

/** What stands in a cell: its number where it holds one, else all of its words. */
function cellText(cell: TableCell): string {
  if (cell.kind === 'tiles') {
    const [only, ...others] = cell.tally;
    return only === undefined || others.length > 0
      ? cell.tally.map(({ word, entry }) => `${word} ${entry.text}`).join(' ')
      : only.entry.text;
  }
  if (cell.kind === 'value' && isExact(cell.entry.quantity.value)) return cell.entry.text;
  return (cell.kind === 'value' ? cell.entry.text : cell.text) + (cell.detail ?? '');
}

function rowHead({ code, label, detail }: TableRow): ElementContent[] {
  const words: ElementContent[] = [{ type: 'text', value: label }, ...detailOf(detail)];
  if (code === undefined) return words;
  return [h('span.coded', [h('span.code', code), ' ', h('span', words)])];
}

function cellContent(cell: TableCell, context: MarkedContext): ElementContent[] {
  switch (cell.kind) {
    case 'value':
      return [...barOf(cell.bar), numberIn(cell.entry, context), ...detailOf(cell.detail)];
    case 'tiles':
      return tilesContent(cell, context);
    case 'text': {
      if (cell.tone !== undefined)
        return [h('span.judged', [toneMark(cell.tone), cell.text]), ...detailOf(cell.detail)];
      const text = cell.text === '' ? '\u00A0' : cell.text;
      return [{ type: 'text', value: text }, ...detailOf(cell.detail)];
    }
  }
}

function detailOf(detail: string | undefined): Element[] {
  return detail === undefined ? [] : [h('span.detail', detail)];
}

/** A number from 0 to 100 as a bar. Decoration: the number stands beside it. */
function barOf(bar: number | undefined): Element[] {
  if (bar === undefined) return [];
  const width = `${Math.round(Math.min(Math.max(bar, 0), 100) * 10) / 10}%`;
  return [h('span.bar', { ariaHidden: 'true' }, [h('span', { style: `width:${width}` })])];
}

function tableFoot({ legend, notes, sources, tally = [] }: DataTableNode, context: TableContext): Element[] {
  const { language } = context;
  const isBare = context.badge !== 'all';
  const parts: Element[] = tally.length === 0 ? [] : [tallyLine(tally, { ...context, isBare })];
  if (legend.length > 0) {
    const lines = legend.flatMap(({ symbol, meaning, tone }, index) => [
      index === 0 ? '' : ' ',
      h('span.legend-entry', [tone === undefined ? h('span.symbol', symbol) : toneMark(tone), ` ${meaning}`]),
    ]);
    parts.push(h('p.legend', lines));
  }
  if (notes.length === 1)
    parts.push(h('p.notes', language.message('document.table-note', { note: notes[0] ?? '' })));
  if (notes.length > 1) {
    parts.push(h('p.notes', language.message('document.table-notes')));
    parts.push(
      h(
        'ol.notes',
        notes.map((note) => h('li', note)),
      ),
    );
  }
  for (const each of sourceLine(sources, language)) parts.push(each);
  return parts.length === 0 ? [] : [h('div.foot', { dataN: 'label' }, parts)];
}
