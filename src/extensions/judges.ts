import type { StatementWords } from '../language/lexicon/statement-words.js';
import type { PublishedTest, PublishedWords, Verdict } from '../model/snapshot/claim-record.js';
import { claimsJudge } from './claims/judge-published.js';

/** Judges published claims again, for `verify`: by figures and words alone. */
interface ClaimJudge {
  /** The verdicts that a claim may have; undefined for a kind that is none. */
  verdictsOf(test: PublishedTest): readonly Verdict[] | undefined;
  /** A word that the claim does not test; undefined where there is none. `around` are the claims around it and within it. */
  wordThatMisfits(
    claim: PublishedWords,
    around: readonly PublishedWords[],
    words: StatementWords,
  ): string | undefined;
}

/** What `verify` asks of claims. It reads this file, so that it and what it imports know nothing of how reports are made. */
export const claimJudge: Partial<ClaimJudge> = { ...claimsJudge };
