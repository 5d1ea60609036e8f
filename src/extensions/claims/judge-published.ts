import type { StatementWords } from '../../language/lexicon/statement-words.js';
import type { Quantity } from '../../model/quantity.js';
import type { ClaimLimits, Verdict } from '../../model/snapshot/claim-record.js';
import { concludeAbout, type Figure } from './figure.js';
import { type Group, kinds } from './kinds.js';
import { causeKind, countKind, eachYearKind, findWords } from './words/find-words.js';
import { misfit } from './words/fit.js';
import { looksAtEachYear } from './words/scope.js';

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

/**
 * The verdicts that a published claim may have, by the same judge as when the report was built; undefined for a kind that
 * is none. There are two only beside a break in the series, of which the snapshot does not say where it lies.
 */
export function verdictsOf(test: PublishedTest): readonly Verdict[] | undefined {
  const kind = kinds.find(({ name, shape }) => name === test.kind && shape === test.shape);
  if (kind === undefined) return undefined;
  const groups = test.groups.map((group): readonly Figure[] => group.map(figureOf)).filter(isGroup);
  const findings = groups.flatMap((group) => kind.findings(group, test.limits));
  const { verdict } = concludeAbout(kind.name, findings, groups.flat());
  const told = test.not ? denied[verdict] : verdict;
  if (!test.acrossBreak) return [told];
  return verdict === 'true' ? ['untestable'] : [told, 'untestable'];
}

const denied: Readonly<Record<Verdict, Verdict>> = { true: 'false', false: 'true', untestable: 'untestable' };

/** A published figure says nothing of where it stands. */
const figureOf = (quantity: Quantity | undefined): Figure => ({ quantity, dataset: '', keys: [] });

const isGroup = (figures: readonly Figure[]): figures is Group => figures.length > 0;

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
  words: StatementWords,
): string | undefined {
  return findWords(claim.text, words).find(({ word, offset, kind, isSupposed, isQuantifier, ...rest }) => {
    // Elsewhere "all" may count what stands in the data package, of which only a part is published.
    if (isQuantifier && !ofShares.has(claim.kind)) return false;
    if (isSupposed || kind === causeKind || kind === countKind) return false;
    const tested = [claim, ...around.filter((other) => covers(other, claim, offset, word))];
    if (kind === eachYearKind)
      return !tested.some((each) => looksAtEachYear({ ...each, datasets: [], calculated: new Set() }));
    return tested.every((each) => misfit({ kind, ...rest }, each) !== undefined);
  })?.word;
}

/** True where the words of another claim stand around those of one, or within them around the word. */
function covers(other: PublishedWords, { text }: PublishedWords, offset: number, word: string): boolean {
  if (other.text.includes(text)) return true;
  const at = text.indexOf(other.text);
  return at >= 0 && at <= offset && offset + word.length <= at + other.text.length;
}
