import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** "Figure 3" as a link. Its class keeps the label and its number on one line. */
export const reference: NodeHandler<'reference'> = (node, _context, state) =>
  h('a', { className: ['reference'], href: `#${encodeURI(node.target)}` }, state.all(node));
