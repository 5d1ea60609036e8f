import type { Lexicon } from '../../../language/lexicon/lexicon.js';
import { quotations, type Stretch } from '../../numbers/quotation.js';

/** A word of trend or comparison in a text. */
export interface TrendWord {
  readonly text: string;
  readonly offset: number;
  /** The kind of claim that would test it. */
  readonly kind: string;
}

/**
 * The words of trend and comparison of one block of author text, in order: "rose", "the majority". Where two patterns
 * meet, the longer is taken. Words between quotation marks are somebody else's.
 */
export function readTrendWords(text: string, { trend, notTrend }: Lexicon): TrendWord[] {
  const innocent = [...stretches(text, notTrend), ...quotations(text)];
  const found = trend.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ text: match[0], offset: match.index, kind })),
  );
  const longestFirst = found.sort((a, b) => b.text.length - a.text.length || a.offset - b.offset);
  const taken: TrendWord[] = [];
  for (const word of longestFirst) {
    const [from, to] = [word.offset, word.offset + word.text.length];
    const overlaps = (start: number, end: number): boolean => from < end && start < to;
    if (innocent.some(([start, end]) => overlaps(start, end))) continue;
    if (taken.some((other) => overlaps(other.offset, other.offset + other.text.length))) continue;
    taken.push(word);
  }
  return taken.sort((a, b) => a.offset - b.offset);
}

function stretches(text: string, pattern: RegExp): Stretch[] {
  return [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
}
