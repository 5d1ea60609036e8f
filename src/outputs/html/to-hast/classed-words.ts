import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { ClassedPart } from '../../../model/classed-text.js';
import { findNumerals } from '../../../model/numerals.js';

/** Words whose numerals say what they are: `<span data-n="date">2014</span>`, or plain text where there is none. */
export function classedWords(parts: readonly ClassedPart[]): ElementContent[] {
  return parts.map(({ text, class: name, entry }): ElementContent => {
    if (name === undefined || findNumerals(text).length === 0) return { type: 'text', value: text };
    const span = h('span', { dataN: name }, text);
    return entry === undefined ? span : { ...span, data: { entry } };
  });
}
