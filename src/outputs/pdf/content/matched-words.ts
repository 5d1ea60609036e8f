import { skipEqual } from '../../words/differences.js';
import { lettersOf } from '../../words/letters.js';
import type { SourceWords } from '../print/source-words.js';
import type { ReadText } from './printed-words.js';

/** Text of a PDF, and the words that it was printed from. */
export interface MatchedText {
  readonly read: ReadText;
  /** The words in which it begins. */
  readonly source: SourceWords;
  /** True where white space stands before it in what was printed, within the same block. */
  readonly followsSpace: boolean;
}

/** The letters of what was printed, and what is known of each place in them. */
interface Source {
  readonly letters: string;
  /** The places before which white space stands. */
  readonly spaces: ReadonlySet<number>;
  /** Where each of the words begins. */
  readonly starts: readonly number[];
}

/** How far ahead a text is looked for where words are hidden, and how long it must be to be known again. */
const [farthest, shortest] = [2000, 6];

/**
 * Every text of a PDF that has letters beside the words that it was printed from, in reading order, where their letters
 * agree. Letters are all that can be compared: a browser paints no space where it breaks a line.
 */
export function matchWords(read: readonly ReadText[], words: readonly SourceWords[]): readonly MatchedText[] {
  const source = readSource(words);
  const found: MatchedText[] = [];
  let [at, index] = [0, 0];
  for (const each of read) {
    const letters = lettersOf(each.painted.text);
    if (letters === '') continue;
    let [next, length] = skipEqual(source.letters, letters, at, 0);
    if (length < letters.length) {
      // Where they part, the words of the PDF are not those of the report, which is reported elsewhere.
      const ahead = letters.length < shortest ? -1 : source.letters.indexOf(letters, at);
      if (ahead < 0 || ahead - at > farthest) continue;
      [at, next, length] = [ahead, ahead + letters.length, letters.length];
    }
    while ((source.starts[index + 1] ?? Number.POSITIVE_INFINITY) <= at) index++;
    const own = words[index];
    if (own !== undefined) found.push({ read: each, source: own, followsSpace: source.spaces.has(at) });
    at = next;
  }
  return found;
}

function readSource(words: readonly SourceWords[]): Source {
  const spaces = new Set<number>();
  const starts: number[] = [];
  let letters = '';
  let isApart = false;
  for (const { text, opensBlock } of words) {
    if (opensBlock) isApart = false;
    starts.push(letters.length);
    for (const part of text.split(/(\s+)/)) {
      if (part === '') continue;
      if (/^\s/.test(part)) isApart = true;
      else {
        if (isApart) spaces.add(letters.length);
        isApart = false;
        letters += lettersOf(part);
      }
    }
  }
  return { letters, spaces, starts };
}
