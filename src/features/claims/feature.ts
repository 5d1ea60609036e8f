import type { Kept } from '../../content/kept.js';
import type { Feature } from '../feature.js';
import { testDescriptions } from './descriptions.js';
import { wordlessProblem } from './explain.js';
import { claim } from './helpers/claim.js';
import { quotedClaim } from './helpers/quoted-claim.js';
import { unchecked } from './helpers/unchecked.js';
import { judgeWords, wordsInClaims } from './words/judge-words.js';
import { readClaimWords } from './words/read-claim-words.js';
import { claimRecord, printedWords } from './words-of.js';

/** Sentences that the figures bear out, and those of others beside what the figures say of them. */
export const claims: Feature = {
  content: {
    helpers: [claim, quotedClaim, unchecked],
    inData: testDescriptions,
    words: { read: readClaimWords, judge: judgeWords, tested: wordsInClaims },
    conclude(kept, tokens, language) {
      const records = kept.filter(isClaim).map(({ thing }) => claimRecord(thing, tokens, language));
      const unchecked = kept.filter(isUnchecked).map(({ thing: { reason, ...marked } }) => ({
        text: printedWords(marked, tokens, language),
        reason,
        at: marked.at,
      }));
      return { claims: records, unchecked, diagnostics: records.flatMap(wordlessProblem) };
    },
  },
};

const isClaim = (kept: Kept): kept is Extract<Kept, { kind: 'claim' }> => kept.kind === 'claim';
const isUnchecked = (kept: Kept): kept is Extract<Kept, { kind: 'unchecked' }> => kept.kind === 'unchecked';
