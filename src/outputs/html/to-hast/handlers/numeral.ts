import { h } from 'hastscript';
import { repeatedNumber } from '../classed-words.js';
import type { NodeHandler } from '../context.js';
import { repeatedMark } from '../illustrative-mark.js';

/** A numeral of the author's words, with its class: `<span data-n="date">2014</span>`. */
export const numeral: NodeHandler<'numeral'> = ({ class: name, value, entry, marked }, { language }) => {
  const shown = entry === undefined ? h('span', { dataN: name }, value) : repeatedNumber(value, entry);
  return marked === true ? [shown, repeatedMark(language)] : shown;
};
