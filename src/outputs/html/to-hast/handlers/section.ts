import { h } from 'hastscript';
import { withData } from '../../element-data.js';
import type { NodeHandler } from '../context.js';

/**
 * A chapter or section. The id stands on its heading, which is what links and the PDF's outline point at. Chapters alone
 * bear a name: a list of all parts of a page is what the contents are for.
 */
export const section: NodeHandler<'section'> = (node, _context, state) => {
  const kind = node.depth === 1 ? ['chapter', ...(node.annex ? ['annex'] : [])] : ['section'];
  const content = state.wrap(state.all(node), true);
  if (node.depth > 1) return h('section', { className: kind }, content);
  const section = h('section', { className: kind, ariaLabelledBy: [node.id] }, content);
  const { id, holds = 'text' } = node;
  return withData(section, {
    chapter: { id, holds },
    ...(holds === 'contents' && { only: 'contents' as const }),
  });
};
