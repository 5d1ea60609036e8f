import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** Terms and what they mean. */
export const definitionList: NodeHandler<'definitionList'> = (node, _context, state) =>
  h('dl', state.all(node));

/** A term, which links lead to. */
export const definitionTerm: NodeHandler<'definitionTerm'> = (node, _context, state) =>
  h('dt', node.id === undefined ? {} : { id: node.id }, state.all(node));

/** What a term means. */
export const definitionDescription: NodeHandler<'definitionDescription'> = (node, _context, state) =>
  h('dd', state.all(node));
