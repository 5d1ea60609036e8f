import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { findNumerals } from '../../../model/numerals.js';
import { finished, type LedgerEntry } from '../../../model/quantity.js';
import type { ClassedPart } from '../../../model/tree/classed-text.js';

/**
 * Words whose numerals say what they are: `<span data-n="date">2014</span>`, or plain text where there is none.
 * `repeats`: its quantities stand elsewhere too.
 */
export function classedWords(
  parts: readonly ClassedPart[],
  { repeats = false }: { readonly repeats?: boolean } = {},
): ElementContent[] {
  return parts.map(({ text, class: name, entry }): ElementContent => {
    if (name === undefined || findNumerals(text).length === 0) return { type: 'text', value: text };
    if (entry === undefined) return h('span', { dataN: name }, text);
    return repeats ? repeatedNumber(text, entry) : numberInWords(text, entry);
  });
}

/** A quantity in words that hold no element of their own for it. */
export function numberInWords(text: string, printed: LedgerEntry): Element {
  const entry = finished(printed);
  return { ...h('span', { dataN: 'ledger', dataId: entry.id }, text), data: { entry } };
}

/** A quantity that stands elsewhere, printed once more. */
export function repeatedNumber(text: string, printed: LedgerEntry): Element {
  const entry = finished(printed);
  return { ...h('span', { dataN: 'ledger', dataRepeats: entry.id }, text), data: { entry, repeats: true } };
}
