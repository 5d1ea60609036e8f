import type { Element } from 'hast';
import { h } from 'hastscript';
import type { DataTableNode, TableCell, TableColumn, TableRow } from '../../../content/nodes.js';
import type { HastContext, NodeHandler } from '../context.js';
import { figureHead, titleId } from '../figure-head.js';
import { phrasing } from '../phrasing.js';
import { sourceLine } from '../source-line.js';
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
      subtitle: node.subtitle === undefined ? [] : [{ type: 'text', value: node.subtitle }],
      illustrative: node.illustrative,
    },
    context,
  );
  const table = h('table', [
    tableHead(node),
    h(
      'tbody',
      node.rows.map((row) => tableRow(row, node, context)),
    ),
  ]);
  const region = { tabIndex: 0, role: 'region', ariaLabel: language.message('document.scroll', { label }) };
  return h(
    'figure',
    {
      className: ['table', ...widthClass(node.columns)],
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

function tableHead({ stub, columns }: DataTableNode): Element {
  // A head without words would be dropped from the PDF's tags, so it holds a space.
  const first = h('th', { scope: 'col', className: ['stub'] }, stub === '' ? '\u00A0' : stub);
  return h('thead', [h('tr', [first, ...columns.map(columnHead)])]);
}

function columnHead(column: TableColumn): Element {
  const unit = column.unit === undefined ? [] : [' ', h('span.unit', column.unit)];
  return h('th', { scope: 'col', className: columnClass(column) }, [column.label, ...unit]);
}

function columnClass({ align, total }: TableColumn): string[] {
  return [align === 'right' ? 'number' : 'words', ...(total ? ['total'] : [])];
}

function tableRow(row: TableRow, { columns }: DataTableNode, context: HastContext): Element {
  const cells = row.cells.map((cell, index) => {
    const column = columns[index];
    return h('td', { className: column === undefined ? [] : columnClass(column) }, [
      cellContent(cell, context),
    ]);
  });
  return h('tr', row.total ? { className: ['total'] } : {}, [h('th', { scope: 'row' }, row.label), ...cells]);
}

function cellContent(cell: TableCell, context: HastContext): Element | string {
  if (cell.kind === 'value') return valueElement(cell.entry, context);
  return cell.text === '' ? '\u00A0' : cell.text;
}

function tableFoot({ legend, notes, sources }: DataTableNode, { language }: HastContext): Element[] {
  const parts: Element[] = [];
  if (legend.length > 0) {
    const lines = legend.flatMap(({ symbol, meaning }, index) => [
      index === 0 ? '' : ' ',
      h('span.legend-entry', [h('span.symbol', symbol), ` ${meaning}`]),
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
  parts.push(...sourceLine(sources, language));
  return parts.length === 0 ? [] : [h('div.foot', parts)];
}
