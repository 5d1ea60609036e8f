import type { Diagnostic, Position } from '../../diagnostics.js';
import { problem } from '../../problems/problem.js';
import type { MarkupNode } from '../snapshot/read-markup.js';
import type { PrintedNumeral } from './numeral.js';
import { readPageList } from './page-numerals.js';

/** Where the numerals of a report stand. */
interface NumeralPlaces {
  /** The numerals of the page before it became text, which know their place in the template. */
  readonly numerals: readonly PrintedNumeral[];
  readonly positionOf: (offset: number) => Position;
  /** Where nothing better is known: the template. */
  readonly template: Position;
}

/** Characters of the words around a numeral that a message shows. */
const shownWords = 60;

/** One error for each numeral of a finished page, as it was read, of which nothing says what it is. */
export function unclassifiedNumerals(page: readonly MarkupNode[], places: NumeralPlaces): Diagnostic[] {
  // Each is the source of one numeral of the page, and is taken out then: "12 or 12" has two places.
  const sources = places.numerals.filter((numeral) => numeral.class === undefined);
  return readPageList(page, true).numerals.flatMap((numeral): Diagnostic[] => {
    if (numeral.class !== undefined) return [];
    const at = sources.findIndex(({ text, anchor }) => text === numeral.text && anchor === numeral.anchor);
    const [source] = at < 0 ? [] : sources.splice(at, 1);
    const near = numeral.anchor === undefined ? '' : ` near \`#${numeral.anchor}\``;
    const words = shorten(numeral.words, numeral.text);
    const values = { text: numeral.text, near, words };
    return source?.offset === undefined
      ? [problem('number/unclassified.unwritten', places.template, values)]
      : [problem('number/unclassified.written', places.positionOf(source.offset), values)];
  });
}

/** The words around a numeral, cut to what a message shows: `… and twelve visits more; 44 were not counted. …`. */
function shorten(words: string, numeral: string): string {
  const plain = words.replace(/\s+/g, ' ');
  if (plain.length <= shownWords) return plain;
  const at = Math.max(0, plain.indexOf(numeral) - shownWords / 2);
  const end = at + shownWords;
  return `${at > 0 ? '… ' : ''}${plain.slice(at, end).trim()}${end < plain.length ? ' …' : ''}`;
}
