import type { Element } from 'hast';
import { h } from 'hastscript';
import { toPlainText } from '../../../../model/exact.js';
import { meaningOf } from '../../../../model/missing.js';
import { findNumerals } from '../../../../model/numerals.js';
import type { ValueNode } from '../../../../model/phrasing-nodes.js';
import { finished, isExact, type LedgerEntry } from '../../../../model/quantity.js';
import type { HastContext, NodeHandler } from '../context.js';
import { withIllustrativeMark } from '../illustrative-mark.js';
import { withMarks } from '../marks.js';

/** A number in running text. It takes the focus, so that its origin can be read with a keyboard. */
export const value: NodeHandler<'value'> = (node, context) => {
  const element = numberElement(node);
  element.properties.tabIndex = 0;
  return withAllMarks(element, node, context);
};

/** A printed number or symbol outside running text, with its marks. */
export function valueElement(node: ValueNode, context: HastContext): Element {
  return withAllMarks(numberElement(node), node, context);
}

function withAllMarks(element: Element, { entry, marked }: ValueNode, { language }: HastContext): Element {
  const number = marked === true ? withIllustrativeMark(element, language) : element;
  return withMarks(number, entry.quantity, language);
}

/**
 * A printed number as `<data>` with its raw value and origin in attributes, or a missing-value symbol as
 * `<abbr>` with its meaning.
 */
function numberElement({ entry: printed, provenance }: ValueNode): Element {
  const entry = finished(printed);
  const { quantity, text } = entry;
  const data = { entry };
  const origin = { dataId: entry.id, dataFrom: provenance };
  if (!isExact(quantity.value)) {
    const meaning = meaningOf(quantity.value);
    const hasNumeral = findNumerals(text + meaning).length > 0;
    const classes = hasNumeral ? { dataN: 'label', dataNAlt: 'label' } : {};
    const properties = { className: ['missing'], title: meaning, ...classes, ...origin };
    return { ...h('abbr', properties, text), data };
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
  return { ...element, data };
}

function highOf({ quantity }: LedgerEntry): { dataHigh?: string } {
  return quantity.high === undefined ? {} : { dataHigh: toPlainText(quantity.high) };
}
