import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';

/**
 * The mark of one illustrative number: a letter in square brackets, as statistical tables mark their cells, small
 * and raised. A screen reader speaks the word in its place; on paper the letter itself is read.
 */
export function illustrativeMark(language: Language): Element {
  return h('sup.illustrative-mark', [
    h('span', { ariaHidden: 'true' }, language.message('document.illustrative-mark')),
    h('span.spoken', ` ${language.message('document.illustrative-word')}`),
  ]);
}

/** The words above a table, figure or set of cards that is illustrative throughout. */
export function illustrativeBadge(language: Language): Element {
  return h('span.illustrative', language.message('document.illustrative'));
}

/** The words above a table that holds both kinds of numbers; the illustrative ones carry their own mark. */
export function partBadge(language: Language): Element {
  return h('span', { className: ['illustrative', 'part'] }, [
    language.message('document.illustrative-part', { mark: language.message('document.illustrative-mark') }),
  ]);
}
