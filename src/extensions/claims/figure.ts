import type { Keys } from '../../content/selection/fields.js';
import { addendOf } from '../../model/dataset/missing.js';
import { add, compare, type Exact, exact, multiply, subtract, zero } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import type { Verdict } from '../../model/snapshot/claim-record.js';

/** One figure that a claim is tested on. */
export interface Figure {
  /** Undefined where the dataset has no row: a gap. */
  readonly quantity: Quantity | undefined;
  readonly dataset: string;
  /** The keys of its cells, or those of the row that is not there. */
  readonly keys: readonly Keys[];
  /** Of rows that were counted: those that have what a claim asks for, or all that it chose. */
  readonly counted?: 'having' | 'chosen';
  /** Of one row, what stands in it, for messages. */
  readonly says?: string;
  /** Of one row: the number that the claim looks at is hidden there. */
  readonly hides?: true;
}

/** The figure of a quantity that the author names, such as a sum. */
export function figureOf(quantity: Quantity): Figure {
  const { dataset, cells } = quantity;
  return { quantity, dataset, keys: cells.map(({ keys }) => keys) };
}

/**
 * What is known of a figure. "None recorded" counts as 0, as in every calculation. A range and "at least" are taken at
 * their word. Nothing is known of "about", any other missing value, and a gap.
 */
export function boundsOf({ quantity }: Figure): Bounds {
  if (quantity === undefined) return {};
  const { value, high, qualifier } = quantity;
  const number = addendOf(value);
  if (number === undefined) return {};
  switch (qualifier) {
    case 'about':
      return {};
    case 'up to':
      return { high: high ?? number };
    case 'at least':
    case 'over':
      return { low: number };
    default:
      return { low: number, high: high ?? number };
  }
}

/** All that is known of a number: it lies from `low` to `high`, both included; an end that is absent is not known. */
export interface Bounds {
  readonly low?: Exact;
  readonly high?: Exact;
}

/** The bounds of a number multiplied by a factor above 0. */
export function scaled({ low, high }: Bounds, factor: Exact | number): Bounds {
  const by = typeof factor === 'number' ? exact(factor) : factor;
  return {
    ...(low === undefined ? {} : { low: multiply(low, by) }),
    ...(high === undefined ? {} : { high: multiply(high, by) }),
  };
}

/** The answer to a comparison: undefined where the figures do not say. Kleene's strong logic of three values. */
export type Truth = boolean | undefined;

/** Is a above b? */
export function above(a: Bounds, b: Bounds): Truth {
  if (a.low !== undefined && b.high !== undefined && compare(a.low, b.high) > 0) return true;
  if (a.high !== undefined && b.low !== undefined && compare(a.high, b.low) <= 0) return false;
  return undefined;
}

/** Is a not below b? */
export const atLeast = (a: Bounds, b: Bounds): Truth => not(above(b, a));

/** Is a equal to b? */
export const equal = (a: Bounds, b: Bounds): Truth => both(atLeast(a, b), atLeast(b, a));

export const not = (a: Truth): Truth => (a === undefined ? undefined : !a);

/** False if one is false, else unknown if one is unknown. */
export function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

/** Does a lie within `share` per cent of the point b, which is above 0? */
export function isNear(a: Bounds, b: Bounds, share: Exact): Truth {
  const { low, high } = b;
  if (low === undefined || high === undefined || compare(low, high) !== 0 || compare(low, zero) <= 0) {
    return undefined;
  }
  const margin = multiply(low, multiply(share, exact(1, 100)));
  const [floor, ceiling] = [subtract(low, margin), add(low, margin)];
  return both(atLeast(a, { low: floor, high: floor }), atLeast({ low: ceiling, high: ceiling }, a));
}

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
