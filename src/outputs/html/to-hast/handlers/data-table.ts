import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { DataTableNode } from '../../../../model/nodes.js';
import type { TableCell, TableColumn, TableRow } from '../../../../model/table-parts.js';
import type { HastContext, NodeHandler } from '../context.js';
import { figureHead, titleId } from '../figure-head.js';
import { phrasing } from '../phrasing.js';
import { sourceLine } from '../source-line.js';
import { toneMark } from '../tone-mark.js';
import { tallyLine, tilesContent } from './board.js';
import { valueElement } from './value.js';

/** Columns of numbers up to which a table is narrower than the text, from which it is set smaller in print. */
const fewColumns = 3;
const manyColumns = 8;

/** A table with its caption above and its notes, legend and source below, as one unit. */
export const dataTable: NodeHandler<'dataTable'> = (node, context, state) => {
  const { language } = context;
  const label = language.message('document.table', { number: node.enumerator ?? '' });
  const head = figureHead(
    {
      id: node.id,
      label,
      title: phrasing(state, node.caption),
      subtitle: node.subtitle === undefined ? [] : [h('span', { dataN: 'label' }, node.subtitle)],
      illustrative: node.illustrative,
    },
    context,
  );
  const table = h('table', { dataN: 'label' }, [tableHead(node), ...tableBodies(node, context)]);
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
    [head, h('div.scroll', region, [table]), ...tableFoot(node, context)],
  );
};

function widthClass(columns: readonly TableColumn[]): string[] {
  if (columns.length >= manyColumns) return ['wide'];
  const narrow = columns.length <= fewColumns && columns.every((column) => column.align === 'right');
  if (!narrow) return [];
  return columns.length === 1 ? ['narrow', 'single'] : ['narrow'];
}

/** The head of a table with a stub column. */
export function tableHead({ stub, columns }: Pick<DataTableNode, 'stub' | 'columns'>): Element {
  // A head without words would be dropped from the PDF's tags, so it holds a space.
  const first = h('th', { scope: 'col', className: ['stub'] }, stub === '' ? '\u00A0' : stub);
  return h('thead', [h('tr', [first, ...columns.map(columnHead)])]);
}

function columnHead(column: TableColumn): Element {
  // "Actions" above "actions" would say the same twice.
  const repeats = column.unit?.toLowerCase() === column.label.toLowerCase();
  const unit = column.unit === undefined || repeats ? [] : [' ', h('span.unit', column.unit)];
  return h('th', { scope: 'col', className: columnClass(column) }, [column.label, ...unit]);
}

function columnClass({ align, total }: TableColumn): string[] {
  return [align === 'right' ? 'number' : 'words', ...(total ? ['total'] : [])];
}

/** One body for each run of rows of the same group, which begins with a heading across the table. */
function tableBodies(node: DataTableNode, context: HastContext): Element[] {
  const runs: TableRow[][] = [];
  for (const row of node.rows) {
    const run = runs.at(-1);
    if (run === undefined || run[0]?.group !== row.group) runs.push([row]);
    else run.push(row);
  }
  if (runs.length === 0) return [h('tbody')];
  return runs.map((run) => {
    const group = run[0]?.group;
    const heading = group === undefined ? [] : [groupHeading(group, node.columns.length + 1)];
    return h('tbody', [...heading, ...run.map((row) => tableRow(row, node, context))]);
  });
}

function groupHeading(words: string, columns: number): Element {
  return h('tr.group', [h('th', { scope: 'rowgroup', colSpan: columns }, words)]);
}

/** A body row: its label as a head, then a cell for each column. */
export function tableRow(
  row: TableRow,
  { columns }: Pick<DataTableNode, 'columns'>,
  context: HastContext,
): Element {
  const cells = row.cells.map((cell, index) => {
    const column = columns[index];
    return h(
      'td',
      { className: column === undefined ? [] : columnClass(column) },
      cellContent(cell, context),
    );
  });
  return h('tr', row.total ? { className: ['total'] } : {}, [
    h('th', { scope: 'row' }, rowHead(row)),
    ...cells,
  ]);
}

function rowHead({ code, label, detail }: TableRow): ElementContent[] {
  const words: ElementContent[] = [{ type: 'text', value: label }, ...detailOf(detail)];
  if (code === undefined) return words;
  return [h('span.coded', [h('span.code', code), ' ', h('span', words)])];
}

function cellContent(cell: TableCell, context: HastContext): ElementContent[] {
  switch (cell.kind) {
    case 'value':
      return [...barOf(cell.bar), valueElement(cell.entry, context), ...detailOf(cell.detail)];
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

function tableFoot({ legend, notes, sources, tally = [] }: DataTableNode, context: HastContext): Element[] {
  const { language } = context;
  const parts: Element[] = tally.length === 0 ? [] : [tallyLine(tally, context)];
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
