import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** A chapter or section. The id stands on its heading, which is what links and the PDF's outline point at. */
export const section: NodeHandler<'section'> = (node, _context, state) => {
  const kind = node.depth === 1 ? ['chapter', ...(node.annex ? ['annex'] : [])] : ['section'];
  return h('section', { className: kind, ariaLabelledBy: [node.id] }, state.wrap(state.all(node), true));
};
