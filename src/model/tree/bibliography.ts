/** Works that a report cites, as a file of references states them. */
import type { Position } from '../../diagnostics.js';

/** Who wrote a work: a person, or an institution, which has no given name. */
export interface Author {
  readonly family: string;
  readonly given?: string;
}

/** One work. */
export interface Work {
  /** By which texts cite it. */
  readonly key: string;
  readonly authors: readonly Author[];
  /** As printed: "2014". */
  readonly year?: string;
  readonly title: string;
  /** The journal or the book that it is part of. */
  readonly within?: string;
  /** True where that is a journal, which a work is not said to be "in". */
  readonly inJournal?: true;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  readonly publisher?: string;
  readonly place?: string;
  readonly doi?: string;
  readonly url?: string;
  /** The day on which its address was looked at: "2024-03-01". */
  readonly accessed?: string;
  /** BCP 47: the language of its title. */
  readonly language?: string;
  readonly at: Position;
}

/** How a report cites. */
export type CitationStyle = 'author-date' | 'numeric';

/** A file of references that a report cites from. */
export interface Bibliography {
  /** Relative to the project. */
  readonly file: string;
  readonly style: CitationStyle;
  readonly position: Position;
  /** True where no other report cites from it, so that what is never cited is told. */
  readonly own: boolean;
}

/** One work in a citation. */
export interface CitedWork {
  readonly key: string;
  /** "see" */
  readonly before?: string;
  /** "p. 3" */
  readonly locator?: string;
  /** Its author stands in the sentence already. */
  readonly withoutAuthor?: true;
}

/** A citation as written, until it is in words. */
export interface Cited {
  readonly works: readonly CitedWork[];
  /** `@key says`: its author is part of the sentence. */
  readonly running: boolean;
  readonly written: string;
}
