import { isExact } from '../../model/quantity.js';
import type { Verdict } from '../../model/snapshot/claim-record.js';
import { boundsOf, type Figure, type Truth } from './figure.js';

/** One comparison that a claim is made of: whether it holds, and the figures compared. */
export interface Finding {
  readonly holds: Truth;
  readonly figures: readonly Figure[];
  /** The one to point at when it does not hold; the last of `figures` when absent. */
  readonly pointed?: Figure;
  /** All that are compared with the first, where `figures` names only those that decide. */
  readonly compared?: readonly Figure[];
}

/** A verdict, and the figures that brought it about: those that contradict, or those that leave it open. */
export interface Conclusion {
  readonly verdict: Verdict;
  /** Empty when the claim is true. */
  readonly because: readonly Figure[];
  /** Of these, the ones to point at: the year that fell, not the one before it. */
  readonly pointed: readonly Figure[];
}

/**
 * A claim is true when all of its comparisons hold, false when one does not, and untestable in between. A gap never
 * makes it true, and does not save it from a figure that contradicts it.
 */
function conclude(findings: readonly Finding[]): Conclusion {
  const is = (truth: Truth): readonly Finding[] => findings.filter(({ holds }) => holds === truth);
  const [contradicting, open] = [is(false), is(undefined)];
  if (contradicting.length > 0) return { verdict: 'false', ...reasons(contradicting) };
  return open.length > 0 || findings.length === 0
    ? { verdict: 'untestable', ...pointingAtGaps(reasons(open)) }
    : { verdict: 'true', because: [], pointed: [] };
}

/** Kinds that missing values alone bear out, since they say that there is nothing. */
const ofNothing: ReadonlySet<string> = new Set(['none', 'missing']);

/**
 * The same for a kind of claim. Missing values alone bear nothing out, though some of them count as 0: two years of "none
 * recorded" are not unchanged.
 */
export function concludeAbout(
  kind: string,
  findings: readonly Finding[],
  figures: readonly Figure[],
): Conclusion {
  const conclusion = conclude(findings);
  const isKnown = ({ quantity }: Figure): boolean => quantity !== undefined && isExact(quantity.value);
  return ofNothing.has(kind) || conclusion.verdict !== 'true' || figures.some(isKnown)
    ? conclusion
    : { verdict: 'untestable', because: figures, pointed: figures };
}

function reasons(findings: readonly Finding[]): Omit<Conclusion, 'verdict'> {
  return {
    because: [...new Set(findings.flatMap(({ figures }) => figures))],
    pointed: [...new Set(findings.flatMap(({ figures, pointed }) => pointed ?? figures.at(-1) ?? []))],
  };
}

/** What leaves a claim open is the figure that is not known, where there is one, and not its neighbour. */
function pointingAtGaps(reason: Omit<Conclusion, 'verdict'>): Omit<Conclusion, 'verdict'> {
  const unknown = reason.because.filter((figure) => {
    const { low, high } = boundsOf(figure);
    return low === undefined && high === undefined;
  });
  return unknown.length === 0 ? reason : { ...reason, pointed: unknown };
}
