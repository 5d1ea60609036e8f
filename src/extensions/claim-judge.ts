import type { ClaimWords } from '../language/lexicon/claim-words.js';
import type { Quantity } from '../model/quantity.js';
import type { ClaimLimits, Verdict } from '../model/snapshot/claim-record.js';

/** A claim that was published, with its figures as they follow from the published cells. */
export interface PublishedTest {
  readonly kind: string;
  readonly shape: string;
  readonly limits: ClaimLimits;
  readonly not: boolean;
  readonly acrossBreak: boolean;
  /** As they were compared, the one that the claim is about first; undefined stands for a gap. */
  readonly groups: readonly (readonly (Quantity | undefined)[])[];
}

/** The words of a published claim, and what it tested. */
export interface PublishedWords {
  readonly kind: string;
  readonly text: string;
  /** Its named arguments: filters, years, thresholds, `not`. */
  readonly written: ReadonlyMap<string, readonly string[]>;
}

/** Judges published claims again, for `verify`: by figures and words alone. */
export interface ClaimJudge {
  /** The verdicts that a claim may have; undefined for a kind that is none. */
  verdictsOf(test: PublishedTest): readonly Verdict[] | undefined;
  /** A word that the claim does not test; undefined where there is none. `around` are the claims around it and within it. */
  wordThatMisfits(
    claim: PublishedWords,
    around: readonly PublishedWords[],
    words: ClaimWords,
  ): string | undefined;
}
