import type { Format } from '../../model/dataset/formats.js';
import type { FinishedEntry, NumberClass, Place } from '../../model/quantity.js';

/** Where a reader meets a numeral: as the content stage says, or finer. */
export type PrintedPlace =
  | Place
  | 'heading'
  | 'caption'
  | 'card'
  | 'footnote'
  | 'contents'
  | 'cover'
  | 'running-head'
  | 'page-number';

/** A chapter or section that holds a numeral. */
export interface PrintedSection {
  readonly id: string;
  /** With its number: "3.2 Prosecution". */
  readonly title: string;
}

/** A numeral as a reader meets it, or the whole text of a quantity. */
export interface PrintedNumeral {
  readonly text: string;
  /** Undefined where nobody said what it is: a fault. */
  readonly class: NumberClass | undefined;
  readonly place: PrintedPlace;
  /** The id of the element around it, else of the nearest heading above; undefined before the first. */
  readonly anchor: string | undefined;
  readonly section: PrintedSection | undefined;
  /** The quantity that it prints, for the class `ledger`. */
  readonly entry?: FinishedEntry;
  /** Set where it prints a quantity that stands elsewhere, once more: in a list, or in a description. */
  readonly repeats?: true;
  /** Offset of the words around it in the text that templates expand to, where that is known. */
  readonly offset?: number;
  /** The format that alone shows it. */
  readonly only?: Format;
}
