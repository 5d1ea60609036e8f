import { notAvailable } from '../model/dataset/missing.js';
import type { Exact } from '../model/exact.js';
import { digitsThatSay, isWholeHundred } from '../model/project/precision.js';
import { type Fraction, isExact, type LedgerEntry, type Place, type Quantity } from '../model/quantity.js';
import { unitParts } from '../model/unit.js';
import type { Language } from './language.js';

/**
 * A quantity as one line of the ledger: its text is fixed here, once, for every place that prints it.
 * Missing and suppressed values print their symbol, never 0.
 */
export function printQuantity(given: Quantity, place: Place, language: Language): LedgerEntry {
  const quantity = withDecimalsThatSay(inOwnWords(given, language));
  return {
    text: withPoints(quantityText(quantity, place, language), place, quantity, language),
    place,
    quantity,
  };
}

/**
 * No more decimals than the policy of precision has; and all, none and twice as much are exact: "100%", not "100.0%". What is
 * neither nothing nor all has as many as it takes to show that, whoever fixed them: "0.4%", "99.6%". It stays a number that
 * columns, labels and ledger can hold, as "<1%" would not.
 */
function withDecimalsThatSay(given: Quantity): Quantity {
  const { mostDigits = given.digits, value, high, unit } = given;
  const digits = Math.min(given.digits, mostDigits);
  const isPercentage = unit === '%';
  // The tails of a smoothed curve come as near to 0 as one likes, and never reach it.
  if (given.operation === 'vega') return given;
  if (isPercentage && high === undefined && isExact(value) && isWholeHundred(value))
    return { ...given, digits: 0 };
  const needed = (number: Quantity['value'] | undefined): number =>
    number !== undefined && isExact(number) ? digitsThatSay(number, digits, isPercentage) : digits;
  const most = Math.max(needed(value), needed(high));
  return most === given.digits ? given : { ...given, digits: most };
}

/** The same where there is room for words: a missing value says what it means, in place of its symbol. */
export function printInWords(quantity: Quantity, place: Place, language: Language): LedgerEntry {
  const own = inOwnWords(quantity, language);
  const { value } = own;
  if (isExact(value)) return printQuantity(own, place, language);
  return { text: value.reason ?? value.meaning, place, quantity: own };
}

/** What Tallybook itself found missing, in the language of the report; what the data lack, their translation names. */
function inOwnWords(quantity: Quantity, language: Language): Quantity {
  const { value } = quantity;
  const isOwn = !isExact(value) && value.kind === 'missing' && value.meaning === notAvailable.meaning;
  if (!isOwn || value.declaredAt !== undefined) return quantity;
  return { ...quantity, value: { ...value, meaning: language.message('content.not-available') } };
}

/** How a quantity is printed. */
export type PrintQuantity = typeof printQuantity;

function quantityText(quantity: Quantity, place: Place, language: Language): string {
  const { value, high, digits, unit } = quantity;
  if (!isExact(value)) return value.symbol;
  if (quantity.fraction !== undefined)
    return fractionText(quantity.fraction, quantity.signed ?? false, language);
  const style = { digits, signed: quantity.signed ?? false };
  const plain = (number: Exact): string => language.number(number, style);
  const withUnit = (number: Exact): string =>
    unit === '%' && place !== 'column' ? language.percent(number, style) : plain(number);
  const range =
    high === undefined
      ? withUnit(value)
      : language.message('content.range', { low: plain(value), high: withUnit(high) });
  // The head of its column says "million" once for all.
  const whole = place === 'column' ? range : scale(range, unit, [high ?? value, digits], language);
  return qualify(quantity, whole, language);
}

/** "3 of 7", or "+3 from 7": a percentage on a base that is too small for one. */
function fractionText({ part, whole, form, digits }: Fraction, signed: boolean, language: Language): string {
  return language.message(`content.fraction.${form}`, {
    part: language.number(part, { digits, signed: signed && form === 'from' }),
    whole: language.number(whole, { digits, signed: false }),
  });
}

/** "million people" prints its "million": it belongs to the number, and the noun to the sentence. */
function scale(text: string, unit: string, counted: Counted, language: Language): string {
  const { scale: word } = unitParts(unit);
  if (word === undefined) return text;
  return language.message(`content.scale.${word}`, { number: text, one: pluralOf(counted, language) });
}

/** A number and the decimals that it is printed with. */
type Counted = readonly [number: Exact, digits: number];

/** The plural form that messages select by; `yes` for that of 1. */
function pluralOf([number, digits]: Counted, language: Language): string {
  const form = language.plural(number, Math.max(0, digits));
  return form === 'one' ? 'yes' : form;
}

/** In a sentence a difference between percentages says what it is; a table says it in its head. */
function withPoints(
  text: string,
  place: Place,
  { unit, value, digits }: Quantity,
  language: Language,
): string {
  if (unit !== 'percentage points' || !isSentence(place) || !isExact(value)) return text;
  return language.message('content.percentage-points', {
    number: text,
    one: pluralOf([value, digits], language),
  });
}

/** Descriptions of charts are sentences too. */
const isSentence = (place: Place): boolean => place === 'text' || place === 'alternative';

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

/** The mark of an illustrative number in plain text, where nothing is raised: in brackets, as the symbols of tables are. */
export const plainMark = (language: Language): string =>
  `[${language.message('document.illustrative-mark')}]`;
