import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** A numeral of the author's words, with its class: `<span data-n="date">2014</span>`. */
export const numeral: NodeHandler<'numeral'> = ({ class: name, value, entry }) => {
  const span = h('span', { dataN: name }, value);
  return entry === undefined ? span : { ...span, data: { entry } };
};
