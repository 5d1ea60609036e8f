import type { Language } from '../language/language.js';
import type { Exact } from '../values/exact.js';
import { isExact, type LedgerEntry, type Place, type Quantity } from '../values/quantity.js';

/**
 * A quantity as one line of the ledger: its text is fixed here, once, for every place that prints it.
 * Missing and suppressed values print their symbol, never 0.
 */
export function printQuantity(quantity: Quantity, place: Place, language: Language): LedgerEntry {
  return { text: textOf(quantity, language), place, quantity };
}

function textOf(quantity: Quantity, language: Language): string {
  const { value, high, digits, unit } = quantity;
  if (!isExact(value)) return value.symbol;
  const style = { digits, signed: quantity.signed ?? false };
  const plain = (number: Exact): string => language.number(number, style);
  const withUnit = (number: Exact): string =>
    unit === '%' ? language.percent(number, style) : plain(number);
  const range =
    high === undefined
      ? withUnit(value)
      : language.message('content.range', { low: plain(value), high: withUnit(high) });
  return qualify(quantity, scale(range, unit, language), language);
}

/** "million people" prints its "million": it belongs to the number, and the noun to the sentence. */
function scale(text: string, unit: string, language: Language): string {
  const word = /^(million|billion)\b/.exec(unit)?.[1];
  return word === undefined ? text : language.message(`content.scale.${word}`, { number: text });
}

const qualifierIds = {
  about: 'content.qualifier.about',
  'up to': 'content.qualifier.up-to',
  'at least': 'content.qualifier.at-least',
  over: 'content.qualifier.over',
} as const;

function qualify({ qualifier }: Quantity, text: string, language: Language): string {
  if (qualifier === undefined || qualifier === 'exact') return text;
  return language.message(qualifierIds[qualifier], { number: text });
}
