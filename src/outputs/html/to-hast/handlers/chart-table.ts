import type { Element } from 'hast';
import { h } from 'hastscript';
import type { DrawnTableNode } from '../../../../model/part-nodes.js';
import { withData } from '../../element-data.js';
import type { HastContext } from '../context.js';
import { tableBodies } from './data-table.js';
import { tableHead } from './data-table-head.js';
import { legendLine } from './legend-line.js';

/**
 * What a chart draws as a table, one for each of its datasets where one cannot hold all: closed until a reader opens it. It
 * needs no script, moves nothing while the page loads, and is left out in print with the other `details`.
 */
export function chartTable(tables: readonly DrawnTableNode[], label: string, context: HastContext): Element {
  const folded = h('details', { className: ['description', 'as-table'] }, [
    h('summary', context.language.message('document.as-table')),
    ...tables.flatMap((table) => shownTable(table, label, context)),
  ]);
  return withData(folded, { place: 'alternative', only: 'folded' });
}

function shownTable(
  { children: [head, body, legend, title] }: DrawnTableNode,
  label: string,
  context: HastContext,
): Element[] {
  const { language } = context;
  const name = language.message('document.figure-table', { label });
  const region = {
    tabIndex: 0,
    role: 'group',
    ariaLabel: language.message('document.scroll', { label: name }),
    dataNAlt: 'enumerator',
  };
  const own = title === undefined ? [] : [': ', h('span', { dataN: 'label' }, title.value)];
  const words = withData(h('caption', { dataN: 'enumerator' }, [name, ...own]), { place: 'caption' });
  const shown = h('table', { dataN: 'label' }, [
    words,
    tableHead(head, context),
    ...tableBodies(head, body, context),
  ]);
  return [h('div.scroll', region, [withData(shown, { place: 'table' })]), ...legendLine(legend)];
}
