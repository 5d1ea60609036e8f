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

/** Every class of a numeral, with what it means: the closed list that `data-n` draws from. */
export const numberClasses = {
  ledger: 'a quantity: a cell of a dataset, or calculated from cells',
  literal: 'declared by the author with its source',
  enumerator: 'a number of order: of a figure, section, paragraph, note or page',
  tick: 'on an axis or in the key of a colour scale',
  date: 'a day or a year',
  'legal-reference': 'an article, act or judgment',
  label: 'part of a name, code, address or remark of the data',
  furniture: 'in words of the tool itself',
  typed: 'typed by the author, and checked by nobody, where the project allows it',
} as const satisfies Readonly<Record<NumberClass, string>>;

/**
 * What the attribute `data-n` (or `data-n-alt`) says of the numerals of a text: one class for all of them, or as many
 * as there are, in their order. Undefined for those of which it says nothing that is in the list.
 */
export function classesOf(attribute: string | undefined, count: number): (NumberClass | undefined)[] {
  const names = attribute === undefined ? [] : attribute.split(' ');
  const all = names.length === 1 ? Array.from({ length: count }, () => names[0]) : names;
  return Array.from({ length: count }, (_, index) => (all.length === count ? known(all[index]) : undefined));
}

function known(name: string | undefined): NumberClass | undefined {
  return name !== undefined && Object.hasOwn(numberClasses, name) ? (name as NumberClass) : undefined;
}
