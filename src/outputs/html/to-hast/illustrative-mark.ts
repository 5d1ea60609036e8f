import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';
import type { Badge } from '../../../model/tree/nodes.js';
import { withData } from '../element-data.js';

/**
 * The mark of one illustrative number: a letter in square brackets, as statistical tables mark their cells, small
 * and raised. A screen reader speaks the word in its place; on paper the letter itself is read.
 */
export function illustrativeMark(language: Language): Element {
  return h('sup.illustrative-mark', [
    h('span', { ariaHidden: 'true' }, language.message('document.illustrative-mark')),
    withData(h('span.spoken', ` ${language.message('document.illustrative-word')}`), { only: 'spoken' }),
  ]);
}

export const isIllustrativeMark = (node: ElementContent): boolean =>
  node.type === 'element' &&
  node.tagName === 'sup' &&
  String(node.properties.className).includes('illustrative-mark');

/** A number with the mark after it, together on one line: a mark alone at the start of a line would belong to nothing. */
export function withIllustrativeMark(number: Element, language: Language): Element {
  return h('span.marked', [number, illustrativeMark(language)]);
}

/** The mark at a number that a list repeats: the number itself is heard where it stands. */
export function repeatedMark(language: Language): Element {
  return h('sup.illustrative-mark', language.message('document.illustrative-mark'));
}

/** The words above a table or figure: that it is illustrative throughout, or that its illustrative numbers are marked. */
export function illustrativeBadge(badge: Badge | undefined, language: Language): ElementContent[] {
  const space: ElementContent = { type: 'text', value: ' ' };
  switch (badge) {
    case undefined:
      return [];
    case 'all':
      return [h('span.illustrative', language.message('document.illustrative')), space];
    case 'part': {
      const mark = language.message('document.illustrative-mark');
      const words = language.message('document.illustrative-part', { mark });
      return [h('span', { className: ['illustrative', 'part'] }, words), space];
    }
  }
}
