import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** "Figure 3" as a link. Its class keeps the label and its number on one line. */
export const reference: NodeHandler<'reference'> = (node, _context, state) => {
  const properties = { className: ['reference'], href: `#${encodeURI(node.target)}` };
  const [only, ...others] = node.children;
  if (only?.type === 'numeral' && others.length === 0)
    return h('a', { ...properties, dataN: only.class }, only.value);
  return h('a', properties, state.all(node));
};
