import type { Element } from 'hast';
import { h } from 'hastscript';
import { type Exact, finiteDigits, toDecimalText } from '../../../values/exact.js';
import { isExact, type LedgerEntry } from '../../../values/quantity.js';
import type { HastContext, NodeHandler } from '../context.js';
import { describeProvenance } from '../provenance.js';

/** Decimals of a raw value that never ends (1/3), or that ends too late to be worth it. */
const longestFraction = 12;

/** A number in running text. It takes the focus, so that its origin can be read with a keyboard. */
export const value: NodeHandler<'value'> = (node, context) => {
  const element = valueElement(node.entry, context);
  element.properties.tabIndex = 0;
  return element;
};

/**
 * A printed number as `<data>` with its raw value and origin in attributes, or a missing-value symbol as
 * `<abbr>` with its meaning.
 */
export function valueElement(entry: LedgerEntry, { language }: HastContext): Element {
  const { quantity, text } = entry;
  const origin = { dataFrom: describeProvenance(entry, language) };
  if (!isExact(quantity.value)) {
    return h('abbr', { className: ['missing'], title: quantity.value.meaning, ...origin }, text);
  }
  return h(
    'data',
    { className: ['value'], value: rawText(quantity.value), ...highOf(entry), ...origin },
    text,
  );
}

function highOf({ quantity }: LedgerEntry): { dataHigh?: string } {
  return quantity.high === undefined ? {} : { dataHigh: rawText(quantity.high) };
}

/** Plain decimal text: point, ASCII minus, no grouping. */
function rawText(number: Exact): string {
  const digits = finiteDigits(number);
  return toDecimalText(number, Math.min(digits ?? longestFraction, longestFraction));
}
