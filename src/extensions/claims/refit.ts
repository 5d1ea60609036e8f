import type { ClaimWords } from '../../language/lexicon/claim-words.js';
import type { PublishedWords } from '../claim-judge.js';
import { causeKind, countKind, eachYearKind, findWords } from './words/find-words.js';
import { misfit } from './words/fit.js';
import { looksAtEachYear } from './words/scope.js';

/** Claims about parts of a whole, in which every quantifier is of that part. */
const ofShares: ReadonlySet<string> = new Set(['majority', 'minority', 'at-least-share', 'at-most-share']);

/**
 * A word of a published claim that it does not test, or that says more than it tested, as the build would judge it; undefined
 * where there is none. `around` are the claims whose words hold those of this one, or stand within them: what one of
 * several tests is tested.
 */
export function wordThatMisfits(
  claim: PublishedWords,
  around: readonly PublishedWords[],
  words: ClaimWords,
): string | undefined {
  return findWords(claim.text, words).find(({ word, offset, kind, isSupposed, isQuantifier, ...rest }) => {
    // Elsewhere "all" may count what stands in the data package, of which only a part is published.
    if (isQuantifier && !ofShares.has(claim.kind)) return false;
    if (isSupposed || kind === causeKind || kind === countKind) return false;
    const tested = [claim, ...around.filter((other) => covers(other, claim, offset, word))];
    if (kind === eachYearKind)
      return !tested.some((each) => looksAtEachYear({ ...each, calculated: new Set(), hasOther: false }));
    return tested.every((each) => misfit({ kind, ...rest }, each) !== undefined);
  })?.word;
}

/** True where the words of another claim stand around those of one, or within them around the word. */
function covers(other: PublishedWords, { text }: PublishedWords, offset: number, word: string): boolean {
  if (other.text.includes(text)) return true;
  const at = text.indexOf(other.text);
  return at >= 0 && at <= offset && offset + word.length <= at + other.text.length;
}
