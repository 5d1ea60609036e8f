import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';
import { bracketed } from '../../../model/missing.js';
import type { Quantity } from '../../../model/quantity.js';
import { withData } from '../element-data.js';

/**
 * A printed number or symbol with its marks after it, small: `29 [p]`. They stay on one line. A screen reader speaks
 * what the marks mean, and which notes there are; on paper the letters are read, and explained below the table or at the end of the chapter.
 */
export function withMarks(
  element: Element,
  { marks = [] }: Quantity,
  language: Language,
  letters?: string,
): Element {
  const beside = [
    ...(marks.length === 0 ? [] : [marks.map(bracketed).join('')]),
    ...(letters?.split(' ') ?? []),
  ];
  if (beside.length === 0) return element;
  const meanings = language.labels([
    ...marks.map((mark) => language.message(`mark.${mark}`)),
    ...(letters === undefined ? [] : [language.message('document.note-letters', { letters })]),
  ]);
  return h('span.marked', [
    element,
    h(
      'span',
      {
        className: ['status-marks', ...(beside.length > 1 || marks.length > 1 ? ['several'] : [])],
        title: meanings,
      },
      [
        h('span', { ariaHidden: 'true' }, `\u00A0${beside.join('\u00A0')}`),
        withData(h('span.spoken', ` ${meanings}`), { only: 'spoken' }),
      ],
    ),
  ]);
}
