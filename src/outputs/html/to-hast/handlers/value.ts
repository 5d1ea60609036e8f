import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../../language/language.js';
import { bracketed, meaningOf } from '../../../../model/dataset/missing.js';
import { toPlainText } from '../../../../model/exact.js';
import { findNumerals } from '../../../../model/numerals.js';
import { finished, isExact, type LedgerEntry, type Quantity } from '../../../../model/quantity.js';
import type { ValueNode } from '../../../../model/tree/phrasing-nodes.js';
import { withData } from '../../elements.js';
import type { HastContext, NodeHandler } from '../context.js';
import { withIllustrativeMark } from '../marks.js';

/** A number in running text. */
export const value: NodeHandler<'value'> = (node, context) => valueElement(node, context);

/** A printed number or symbol, with its marks and the letters of the notes on it. */
export function valueElement(node: ValueNode, { language }: HastContext, letters?: string): Element {
  const { entry, marked } = node;
  const element = numberElement(node);
  const number = marked === true ? withIllustrativeMark(element, language) : element;
  return withMarks(number, entry.quantity, language, letters);
}

/**
 * A printed number as `<data>` with its raw value, or a missing-value symbol as `<abbr>` with its meaning. Where it comes
 * from the page holds by its id, once for all that share it.
 */
function numberElement({ entry: printed, provenance }: ValueNode): Element {
  const entry = finished(printed);
  const { quantity, text } = entry;
  const data = { entry, ...(provenance === undefined ? {} : { provenance }) };
  const origin = { dataId: entry.id };
  if (!isExact(quantity.value)) {
    const meaning = meaningOf(quantity.value);
    const hasNumeral = findNumerals(text + meaning).length > 0;
    const classes = hasNumeral ? { dataN: 'label', dataNAlt: 'label' } : {};
    const properties = { className: ['missing'], title: meaning, ...classes, ...origin };
    return withData(h('abbr', properties, text), data);
  }
  const element = h(
    'data',
    {
      className: ['value'],
      value: toPlainText(quantity.value),
      ...highOf(entry),
      ...(quantity.illustrative ? { dataIllustrative: true } : {}),
      ...origin,
    },
    text,
  );
  return withData(element, data);
}

function highOf({ quantity }: LedgerEntry): { dataHigh?: string } {
  return quantity.high === undefined ? {} : { dataHigh: toPlainText(quantity.high) };
}

/**
 * A printed number or symbol with its marks after it, small: `29 [p]`. They stay on one line. A screen reader speaks
 * what the marks mean, and which notes there are; on paper the letters are read, and explained below the table or at the end of the chapter.
 */
function withMarks(
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
