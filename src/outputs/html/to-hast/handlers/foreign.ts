import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** Words in another language. The PDF takes the language from the attribute. */
export const foreign: NodeHandler<'foreign'> = (node, _context, state) =>
  h('span', { lang: node.lang }, state.all(node));
