import type { PeriodType } from '../model/dataset/periods.js';
import type { MessageCatalogue } from './catalogue.js';
import type { Lexicon } from './lexicon/lexicon.js';
import type { MessageId } from './message-id.js';
import type { NumberPrinter } from './numbers.js';

export type MessageArguments = Readonly<Record<string, string | number>>;

/** How one language prints numbers and words. Built once per target; not part of any stage's value. */
export interface Language extends NumberPrinter {
  /** BCP 47, always with the script where it matters: `en`, `sq`, `sr-Latn`. */
  readonly tag: string;
  /** Its messages, of which another process makes the same language. */
  readonly catalogue: MessageCatalogue;
  /** What numbers in running text are taken to be. */
  readonly lexicon: Lexicon;
  /** True where no native reader has read what the tool says in it. */
  readonly unread: boolean;
  /**
   * A phrase of the tool, from the ICU message of this id. Throws when the id is unknown or an argument is missing: both are faults
   * of the tool, not of a project.
   */
  message(id: MessageId, values?: MessageArguments): string;
  /**
   * A day as printed, from `2015-03-31`: "31 March 2015", or "31 Mar 2015" where space is short; a month from
   * `2015-03`. Other text stays as it is.
   */
  date(day: string, length?: 'long' | 'short'): string;
  /** A quarter, month, week, or school or financial year in words: "Q3 2024", "March 2024". */
  period(type: PeriodType, value: string, length?: 'long' | 'short'): string;
  /** Several things as words join them: "A, B and C". */
  list(items: readonly string[]): string;
  /** What belongs to one thing, set beside each other: "Year: 2013, Region: North". */
  labels(labels: readonly string[]): string;
  /** What a language is called in this one: "Albanian" for `sq`; its tag where that is not known. */
  nameOf(tag: string): string;
  /** Orders labels as a reader of the language expects. */
  compare(a: string, b: string): number;
}
