import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { bracketed } from '../../model/dataset/missing.js';
import { isExact, type LedgerEntry } from '../../model/quantity.js';
import { problem } from '../../problems/problem.js';

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
