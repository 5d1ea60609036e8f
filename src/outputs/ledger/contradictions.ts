import { type Diagnostic, listNames, type Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { bracketed } from '../../model/dataset/missing.js';
import { severalStates } from '../../model/dataset/stock.js';
import { findNumerals } from '../../model/numerals.js';
import type { Operations } from '../../model/operations/operations.js';
import { isExact, type LedgerEntry, type Operand } from '../../model/quantity.js';
import { identityOfQuantity } from '../../model/tree/entry-id.js';
import { problem } from '../../problems/problem.js';

/**
 * One warning for each quantity that a report prints with two roundings: the same operation on the same cells, in other
 * digits. A sign, a unit or a word beside the digits makes no difference, and neither does a number in words.
 */
export function twoRoundings(ledger: readonly LedgerEntry[], operations: Operations): Diagnostic[] {
  const first = new Map<string, LedgerEntry>();
  const warned = new Set<string>();
  return ledger.flatMap((entry): Diagnostic[] => {
    const digits = digitsOf(entry);
    if (digits === '' || !isExact(entry.quantity.value)) return [];
    const key = keyOf(entry, operations);
    const before = first.get(key);
    if (before === undefined) first.set(key, entry);
    if (before === undefined || digitsOf(before) === digits || warned.has(`${key} ${digits}`)) return [];
    warned.add(`${key} ${digits}`);
    return [
      problem(
        'number/two-roundings',
        entry.quantity.at,
        { text: entry.text, beforeText: before.text },
        { see: before.quantity.at },
      ),
    ];
  });
}

const digitsOf = ({ text }: LedgerEntry): string =>
  findNumerals(text)
    .map((numeral) => withoutNoughts(numeral.text))
    .join(' ');

/** `46.0` and `46` are one number, and so are `12.50` and `12.5`. Three noughts may be a thousand, and stay. */
const withoutNoughts = (text: string): string =>
  text.replace(/([.,])(\d{1,2})$/, (_, mark: string, decimals: string) => {
    const rest = decimals.replace(/0+$/, '');
    return rest === '' ? '' : mark + rest;
  });

/** The same quantity in the same unit: `+3` and `3` are two ways to say one thing; "4 of 4" and "100%" are two things. */
const keyOf = ({ quantity }: LedgerEntry, operations: Operations): string =>
  `${identityOfQuantity(quantity, operations)} ${quantity.fraction === undefined ? quantity.unit : quantity.fraction.form}`;

/** What a symbol that a report prints means, and where that was said. */
interface Use {
  readonly symbol: string;
  readonly meaning: string;
  readonly at: Position;
}

/**
 * One error for each symbol that a report prints with a second meaning: a reader learns a symbol once, wherever a
 * legend explains it. Symbols of missing values and marks beside numbers are looked at together.
 */
export function twoMeanings(ledger: readonly LedgerEntry[], language: Language): Diagnostic[] {
  const first = new Map<string, Use>();
  const seen = new Set<string>();
  return ledger
    .flatMap((entry) => usesIn(entry, language))
    .flatMap((use): Diagnostic[] => {
      const before = first.get(use.symbol) ?? use;
      first.set(use.symbol, before);
      const key = JSON.stringify([use.symbol, use.meaning]);
      if (before.meaning === use.meaning || seen.has(key)) return [];
      seen.add(key);
      return [found(use, before)];
    });
}

function usesIn({ text, quantity }: LedgerEntry, language: Language): Use[] {
  const { value, at, marks = [], illustrative } = quantity;
  const made = {
    symbol: language.message('document.illustrative-mark'),
    meaning: language.message('document.illustrative-word'),
    at,
  };
  const beside = [
    ...(illustrative ? [made] : []),
    ...marks.map((mark) => ({ symbol: bracketed(mark), meaning: language.message(`mark.${mark}`), at })),
  ];
  // Where there is room, the meaning is printed and no symbol.
  if (isExact(value) || text !== value.symbol) return beside;
  const { symbol, meaning, declaredAt = at } = value;
  return [{ symbol, meaning, at: declaredAt }, ...beside];
}

function found({ symbol, meaning, at }: Use, before: Use): Diagnostic {
  return problem(
    'number/two-meanings',
    at,
    { symbol, meaning, beforeMeaning: before.meaning },
    { see: before.at },
  );
}

/** An error for each printed number that adds up states at several dates, as an aggregate of a chart may: the first of a place. */
export function addedStates(ledger: readonly LedgerEntry[], data: PublishedData): Diagnostic[] {
  const said = new Set<string>();
  return ledger.flatMap(({ quantity }): Diagnostic[] => {
    const states = sumsIn(quantity)
      .map(({ cells }) => severalStates(cells, data))
      .find((each) => each !== undefined);
    const { file, line, column } = quantity.at;
    const place = `${file}:${line}:${column}`;
    if (states === undefined || said.has(place)) return [];
    said.add(place);
    return [problem('guard/stock', quantity.at, { name: states.name, dates: listNames(states.dates) })];
  });
}

/** The sums that a number is, or is made of. */
function sumsIn(operand: Operand): readonly Operand[] {
  const own = operand.operation === 'sum' ? [operand] : [];
  return [...own, ...(operand.operands ?? []).flatMap(sumsIn)];
}
