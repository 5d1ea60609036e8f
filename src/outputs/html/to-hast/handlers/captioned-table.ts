import { h } from 'hastscript';
import { withData } from '../../element-data.js';
import type { NodeHandler } from '../context.js';
import { legendLine, sourceLine } from '../figure-foot.js';
import { figureHead, titleId } from '../figure-head.js';
import { elements } from '../phrasing.js';

/** A Markdown table as one unit with its caption above and its source below, like a table made from a dataset. */
export const captionedTable: NodeHandler<'captionedTable'> = (node, context, state) => {
  const { language } = context;
  const label = language.message('document.table', { number: node.enumerator ?? '' });
  const [caption, table, legend, sources] = node.children;
  const title = state.all(caption);
  const head = figureHead({ id: node.id, label, title, subtitle: [], badge: node.badge }, context);
  const foot = [...legendLine(legend), ...sourceLine(sources, language)];
  const figure = h(
    'figure',
    { className: ['table', 'in-words'], id: node.id, role: 'group', ariaLabelledBy: [titleId(node.id)] },
    [head, ...elements(state.one(table, node)), ...(foot.length === 0 ? [] : [h('div.foot', foot)])],
  );
  return node.stays === true ? withData(figure, { stays: true }) : figure;
};
