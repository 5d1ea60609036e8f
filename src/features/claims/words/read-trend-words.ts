import type { WatchedWord } from '../../../content/extension.js';
import { quotations, type Stretch } from '../../../content/numbers/quotation.js';
import type { Lexicon } from '../../../language/lexicon/lexicon.js';

/**
 * The words of trend and comparison of one block of author text, in order: "rose", "the majority"; the kind of each is that
 * of the claim that would test it. Where two patterns
 * meet, the longer is taken. Words between quotation marks are somebody else's.
 */
export function readTrendWords(text: string, { trend, notTrend }: Lexicon): WatchedWord[] {
  const innocent = [...stretches(text, notTrend), ...quotations(text)];
  const found = trend.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ text: match[0], offset: match.index, kind })),
  );
  const longestFirst = found.sort((a, b) => b.text.length - a.text.length || a.offset - b.offset);
  const taken: WatchedWord[] = [];
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
