import type { Element } from 'hast';
import { h } from 'hastscript';
import type { DrawnTableNode } from '../../../../model/part-nodes.js';
import { withData } from '../../element-data.js';
import type { HastContext } from '../context.js';
import { tableBodies } from './data-table.js';
import { tableHead } from './data-table-head.js';
import { legendLine } from './legend-line.js';

/**
 * What a chart draws as a table, closed until a reader opens it: it needs no script, moves nothing while the page
 * loads, and is left out in print with the other `details`.
 */
export function chartTable(
  { children: [head, body, legend] }: DrawnTableNode,
  label: string,
  context: HastContext,
): Element {
  const { language } = context;
  const name = language.message('document.figure-table', { label });
  const region = {
    tabIndex: 0,
    role: 'group',
    ariaLabel: language.message('document.scroll', { label: name }),
    dataNAlt: 'enumerator',
  };
  const words = withData(h('caption', { dataN: 'enumerator' }, name), { place: 'caption' });
  const shown = h('table', { dataN: 'label' }, [
    words,
    tableHead(head, context),
    ...tableBodies(head, body, context),
  ]);
  const folded = h('details', { className: ['description', 'as-table'] }, [
    h('summary', language.message('document.as-table')),
    h('div.scroll', region, [withData(shown, { place: 'table' })]),
    ...legendLine(legend),
  ]);
  return withData(folded, { place: 'alternative', only: 'folded' });
}
