import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';
import { bracketed } from '../../../model/missing.js';
import type { Quantity } from '../../../model/quantity.js';
import { withData } from '../element-data.js';

/**
 * A printed number or symbol with its marks after it, small: `29 [p]`. They stay on one line. A screen reader speaks
 * what the marks mean; on paper the letters are read, and explained below the table or at the end of the chapter.
 */
export function withMarks(element: Element, { marks = [] }: Quantity, language: Language): Element {
  if (marks.length === 0) return element;
  const meanings = language.labels(marks.map((mark) => language.message(`mark.${mark}`)));
  return h('span.marked', [
    element,
    h('span', { className: ['status-marks', ...(marks.length > 1 ? ['several'] : [])], title: meanings }, [
      h('span', { ariaHidden: 'true' }, `\u00A0${marks.map(bracketed).join('')}`),
      withData(h('span.spoken', ` ${meanings}`), { only: 'spoken' }),
    ]),
  ]);
}
