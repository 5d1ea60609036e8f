/**
 * When a text is a reason. Revisions, accepted findings, unchecked words and allowed exceptions are all printed with the
 * reason that somebody gave; what says nothing ("x", "n/a", "...") would print as an answer and be none.
 */

/** What every message about a text that is no reason expects. */
export const expectedReason = 'expected why, in two words at least';

/** Stand for a reason that is still to be written. */
const placeholders = new Set(['date', 'reason', 'tba', 'tbd', 'todo']);

const words = /\p{L}[\p{L}\p{M}'’-]*/gu;

/**
 * True for a text that may be a reason: two different words at least, one of them of three letters or more. The
 * words of `names`, such as that of the rule that it sets aside, do not count.
 */
export function isReason(text: string, ...names: readonly string[]): boolean {
  const own = new Set(names.flatMap((name) => wordsIn(name)));
  const found = new Set(wordsIn(text).filter((word) => !placeholders.has(word) && !own.has(word)));
  return found.size >= 2 && [...found].some((word) => word.length >= 3);
}

/** Words in small letters; a single letter, or one over and over, is none. */
const wordsIn = (text: string): string[] =>
  (text.toLowerCase().match(words) ?? []).filter((word) => new Set(word).size > 1);
