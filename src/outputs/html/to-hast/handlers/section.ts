import { h } from 'hastscript';
import { withData } from '../../element-data.js';
import type { NodeHandler } from '../context.js';

/** A chapter or section. The id stands on its heading, which is what links and the PDF's outline point at. */
export const section: NodeHandler<'section'> = (node, _context, state) => {
  const kind = node.depth === 1 ? ['chapter', ...(node.annex ? ['annex'] : [])] : ['section'];
  const properties = { className: kind, ariaLabelledBy: [node.id] };
  const section = h('section', properties, state.wrap(state.all(node), true));
  if (node.depth > 1) return section;
  const { id, holds = 'text' } = node;
  return withData(section, {
    chapter: { id, holds },
    ...(holds === 'contents' && { only: 'contents' as const }),
  });
};
