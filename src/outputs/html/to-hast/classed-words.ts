import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Language, MessageArguments } from '../../../language/language.js';
import type { MessageId } from '../../../language/message-id.js';
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

/** What a node became, as a list. */
export function elements(made: ElementContent | ElementContent[] | undefined): ElementContent[] {
  return made === undefined ? [] : [made].flat();
}

/** A private-use character that no message contains. */
const mark = '\uE000';

/**
 * A message with elements in place of its argument `slot`, wherever the language puts it. The other arguments
 * are filled in as usual.
 */
export function messageAround(
  language: Language,
  id: MessageId,
  slot: string,
  content: readonly ElementContent[],
  values: MessageArguments = {},
): ElementContent[] {
  const [before = '', after = ''] = language.message(id, { ...values, [slot]: mark }).split(mark);
  const text = (value: string): ElementContent[] => (value === '' ? [] : [{ type: 'text', value }]);
  return [...text(before), ...content, ...text(after)];
}

/** The number of a heading or of an entry before its words; nothing where it has none. */
export const enumerated = (enumerator = ''): ElementContent[] =>
  enumerator === ''
    ? []
    : [h('span.enumerator', { dataN: 'enumerator' }, enumerator), { type: 'text', value: ' ' }];

/** Entries as nested lists, so that sections belong to their chapter for every reader. */
export function nestedList(
  entries: readonly { readonly depth: number; readonly content: ElementContent[] }[],
): Element {
  const root = h('ol');
  let last: Element | undefined;
  for (const { depth, content } of entries) {
    const item = h('li', content);
    if (depth === 1 || last === undefined) {
      root.children.push(item);
      last = item;
      continue;
    }
    const inner = last.children.find((child) => child.type === 'element' && child.tagName === 'ol');
    if (inner?.type === 'element') inner.children.push(item);
    else last.children.push(h('ol', [item]));
  }
  return root;
}
