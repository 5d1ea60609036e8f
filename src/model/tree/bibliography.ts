/** What a report cites from, and citations as they are written. */
import type { Position } from '../../diagnostics.js';

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
