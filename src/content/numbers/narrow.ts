import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { sentenceBounds } from './sentence.js';

/** How far before a word another one may make a wish of it. */
const reach = 60;

/** A word that says less than a measure counts, and its place in the text. */
interface NarrowWord {
  readonly word: string;
  readonly offset: number;
}

/**
 * The words of a text that say less than a measure counts which is wider than `name`: "done" of what is done or on schedule. None where
 * their sentence names the rest too, or only asks for them.
 */
export function narrowIn(text: string, name: string, { narrow, claims }: Lexicon): readonly NarrowWord[] {
  const narrower = narrow.get(name);
  if (narrower === undefined) return [];
  return narrower.words.in(text).flatMap(({ 0: word, index: offset }) => {
    const [from, to] = sentenceBounds(text, offset, claims.abbreviations);
    const isSupposed = claims.supposed.test(text.slice(Math.max(offset - reach, from), offset));
    return isSupposed || narrower.unless.in(text.slice(from, to)).length > 0 ? [] : [{ word, offset }];
  });
}
