/**
 * What statistical tables print in brackets: letters that replace a number, and marks beside one.
 *
 * | letter | meaning | in a sum, a change, a difference |
 * |---|---|---|
 * | `[c]` | confidential | the result is `[c]`, whatever else is in it |
 * | `[x]`, and a code of one's own | not available | the result is `[x]` |
 * | `[k]` | low, not shown | the result is `[x]`: it is not known exactly |
 * | `[z]` | not applicable | counts as 0; all of them `[z]`: the result is `[z]` |
 * | `[n]` | none recorded; printed as a dash | as `[z]` |
 *
 * A true 0 is a number. Nothing that could be counted (`[z]`), nothing that was (`[n]`), and not known (`[x]`) are three
 * other things, and a report says each with a symbol of its own.
 *
 * A share or ratio of a missing part prints the letter of the part, unless the whole is `[c]`; of a missing whole, that
 * of the whole. A whole of `[z]` or `[n]` is nothing to divide by. `partial=true` passes over `[x]` and `[k]` in a sum and
 * prints "at least"; it does not pass over `[c]`.
 *
 * Marks unite: a result bears every mark of the numbers that it was made from. `[b]`, a break in the series, stands at
 * the first year that was counted anew. A change bears it when the break lies after its first year and not after its
 * last.
 *
 * *Source:* Government Analysis Function of the United Kingdom, "Symbols in tables: definitions and help", but for `[n]`.
 * SDMX, code list `CL_OBS_STATUS`, has the marks too.
 */
import { type Exact, zero } from '../exact.js';
import type { Missing, Suppressed } from './value.js';

/** The letters that replace a number. */
export const missingLetters = ['x', 'z', 'n', 'c', 'k'] as const;
export type MissingLetter = (typeof missingLetters)[number];

/** The marks beside a number, in the order in which they are printed. */
export const marks = ['u', 'p', 'r', 'b', 'e'] as const;
export type Mark = (typeof marks)[number];

/** What a letter stands for where the data package says no more. */
export const standardMissing: Readonly<
  Record<MissingLetter, { readonly meaning: string; readonly adds?: 0; readonly symbol?: string }>
> = {
  x: { meaning: 'not available' },
  z: { meaning: 'not applicable', adds: 0 },
  n: { meaning: 'none recorded', adds: 0, symbol: '\u2013' },
  c: { meaning: 'confidential' },
  k: { meaning: 'low, not shown' },
};

/** A letter as it is printed: `[p]`. */
export const bracketed = (letter: MissingLetter | Mark): string => `[${letter}]`;

/** A missing value with the meaning that its letter has everywhere, and why this cell has no number. */
export const missingBecause = (letter: MissingLetter, reason: string): Missing => ({
  kind: 'missing',
  code: bracketed(letter),
  symbol: bracketed(letter),
  meaning: standardMissing[letter].meaning,
  reason,
});

/** The letter that a printed symbol is; undefined for other symbols. */
export function missingLetterOf(symbol: string): MissingLetter | undefined {
  return missingLetters.find((letter) => bracketed(letter) === symbol);
}

/** What stands where there is no cell, and where a calculation needs a number which is only known to be low. */
export const notAvailable: Missing = {
  kind: 'missing',
  code: '[x]',
  symbol: '[x]',
  meaning: standardMissing.x.meaning,
};

/** What a missing value means, and why this cell has none: "not available: there is no baseline". */
export const meaningOf = ({ meaning, reason }: Missing | Suppressed): string =>
  reason === undefined ? meaning : `${meaning}: ${reason}`;

type Computable = Exact | Missing | Suppressed;

/** A number is there, and is kept secret: who reads cannot know whether there is one, nor that there is none. */
export const isConfidential = (value: Missing | Suppressed): boolean =>
  value.kind === 'suppressed' || missingLetterOf(value.symbol) === 'c';

const isLow = (value: Missing | Suppressed): boolean => missingLetterOf(value.symbol) === 'k';

/**
 * The missing value that numbers and missing values add up (or subtract) to; undefined where they come to a number.
 * The rules are in the table above.
 */
export function missingSum(values: readonly Computable[]): Missing | Suppressed | undefined {
  const missing = values.filter((value) => 'kind' in value);
  const unknown = missing.filter((value) => addendOf(value) === undefined);
  const [first] = unknown;
  if (first === undefined) {
    return missing.length === values.length ? missing[0] : undefined;
  }
  const strongest = unknown.find(isConfidential) ?? unknown.find((value) => !isLow(value));
  return strongest ?? (values.length === 1 ? first : notAvailable);
}

/** The missing value that `part` / `whole` comes to; undefined where it comes to a number or divides by nothing. */
export function missingShare(part: Computable, whole: Computable): Missing | Suppressed | undefined {
  if ('kind' in whole && isConfidential(whole)) return whole;
  if ('kind' in part) return part;
  return 'kind' in whole && addendOf(whole) === undefined ? whole : undefined;
}

/** What a value adds to a sum: 0 for one that is nothing; undefined for one that is not known. */
export function addendOf(value: Computable): Exact | undefined {
  if (!('kind' in value)) return value;
  return value.kind === 'missing' && value.adds === 0 ? zero : undefined;
}

/** True for a value that `partial=true` may pass over: one that is not known, and not kept secret. */
export function canBePassedOver(value: Computable): boolean {
  return 'kind' in value && addendOf(value) === undefined && !isConfidential(value);
}

/** The marks of a result, in the order in which they are printed; spreads into a row or quantity, nothing for none. */
export function united(of: readonly { readonly marks?: readonly Mark[] }[]): {
  readonly marks?: readonly Mark[];
} {
  const all = new Set(of.flatMap((each) => each.marks ?? []));
  return all.size === 0 ? {} : { marks: marks.filter((mark) => all.has(mark)) };
}
