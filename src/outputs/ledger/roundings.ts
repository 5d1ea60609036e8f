import type { Diagnostic } from '../../diagnostics.js';
import { findNumerals } from '../../model/numerals.js';
import type { Operations } from '../../model/operations/operations.js';
import { isExact, type LedgerEntry } from '../../model/quantity.js';
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
