import type { Exact } from '../model/exact.js';
import type { Lexicon } from './lexicon/lexicon.js';

export interface NumberStyle {
  /** Decimals, rounded half away from zero. */
  readonly digits: number;
  /** Plus sign on positive values. Default: only minus. */
  readonly signed?: boolean;
  /** Thousands separators; false for years. Default true. */
  readonly grouping?: boolean;
}

export type MessageArguments = Readonly<Record<string, string | number>>;

/** How one language prints numbers and words. Built once per target; not part of any stage's value. */
export interface Language {
  /** BCP 47, always with the script where it matters: `en`, `sq`, `sr-Latn`. */
  readonly tag: string;
  /** What numbers in running text are taken to be. */
  readonly lexicon: Lexicon;
  /** A number as printed: grouped, with the language's decimal mark and U+2212 as minus. */
  number(value: Exact, style: NumberStyle): string;
  /** A number with its percent sign as the language writes it: "16.3%", "16,3 %". */
  percent(value: Exact, style: NumberStyle): string;
  /**
   * A phrase of the tool, from the ICU message of this id. Throws when the id is unknown or an argument is missing: both are faults
   * of the tool, not of a project.
   */
  message(id: string, values?: MessageArguments): string;
  /**
   * A day as printed, from `2015-03-31`: "31 March 2015", or "31 Mar 2015" where space is short; a month from
   * `2015-03`. Other text stays as it is.
   */
  date(day: string, length?: 'long' | 'short'): string;
  /** Orders labels as a reader of the language expects. */
  compare(a: string, b: string): number;
}
