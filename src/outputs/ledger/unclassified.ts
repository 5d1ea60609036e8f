import type { Diagnostic, Position } from '../../diagnostics.js';
import type { MarkupNode } from '../snapshot/read-markup.js';
import { numeralsIn } from './check-page.js';
import type { PrintedNumeral } from './numeral.js';

/** Where the words of a report stand. */
export interface WordPlaces {
  /** The numerals of the page before it became text, which know their place in the template. */
  readonly numerals: readonly PrintedNumeral[];
  readonly positionOf: (offset: number) => Position;
  /** Where nothing better is known: the template. */
  readonly template: Position;
}

/** Characters of the words around a numeral that a message shows. */
const shownWords = 60;

/** One error for each numeral of a finished page, as it was read, of which nothing says what it is. */
export function unclassifiedNumerals(page: readonly MarkupNode[], places: WordPlaces): Diagnostic[] {
  const known = places.numerals.filter((numeral) => numeral.class === undefined);
  return numeralsIn(page, true).flatMap((numeral): Diagnostic[] => {
    if (numeral.class !== undefined) return [];
    const at = known.findIndex(({ text, anchor }) => text === numeral.text && anchor === numeral.anchor);
    const [source] = at < 0 ? [] : known.splice(at, 1);
    const position = source?.offset === undefined ? places.template : places.positionOf(source.offset);
    const near = numeral.anchor === undefined ? '' : ` near \`#${numeral.anchor}\``;
    return [
      {
        severity: 'error',
        code: 'number/unclassified',
        message: `Unexpected numeral \`${numeral.text}\`${near} in “${shorten(numeral.words, numeral.text)}”, expected one that says what it is`,
        position,
        hint: 'print it by a helper; if it stands in no template, report it',
      },
    ];
  });
}

/** The words around a numeral, cut to what a line holds. */
function shorten(words: string, numeral: string): string {
  const plain = words.replace(/\s+/g, ' ');
  if (plain.length <= shownWords) return plain;
  const at = Math.max(0, plain.indexOf(numeral) - shownWords / 2);
  const end = at + shownWords;
  return `${at > 0 ? '… ' : ''}${plain.slice(at, end).trim()}${end < plain.length ? ' …' : ''}`;
}
