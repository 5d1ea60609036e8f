import type { Position } from '../../diagnostics.js';

/** Where a project says which words it has agreed on. */
export const termsFile = 'terms.yaml';

/** What `terms.yaml` says. */
export interface ListedWords {
  readonly terms: readonly AgreedTerm[];
  /** Words that stay in Cyrillic where Serbian is printed in Latin letters, written as variants are. */
  readonly keptInCyrillic: readonly string[];
}

/** A term that a project has agreed on, in one language. */
export interface AgreedTerm {
  /** The language as it is written: Serbian in Cyrillic. */
  readonly language: string;
  readonly agreed: string;
  /** What may not stand in its place. A word may end with `*`, for any ending; `*` alone is any word. */
  readonly not: readonly { readonly variant: string; readonly position: Position }[];
}
