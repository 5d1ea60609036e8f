import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** The list of references. */
export const bibliography: NodeHandler<'bibliography'> = (node, _context, state) =>
  h('ul.references', state.all(node));

/** A work, which citations lead to; with its number where they are numbers. */
export const bibliographyEntry: NodeHandler<'bibliographyEntry'> = (
  { id, number, ...node },
  _context,
  state,
) =>
  h('li', { id }, [
    ...(number === undefined ? [] : [h('span.enumerator', { dataN: 'enumerator' }, `[${number}]`), ' ']),
    ...state.all({ ...node, type: 'bibliographyEntry', id }),
  ]);
