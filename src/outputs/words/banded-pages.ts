import type { PrintedText } from '../pdf/printed-words.js';
import { Letters } from './letters.js';
import type { ShownText } from './paper-words.js';

/**
 * The pages of a PDF with words of chapters that bear a band along their edge, from 1. The words of both must agree: a letter
 * is found by how many stand before it, hyphens left out, since those at the ends of lines are drawn or not.
 */
export function bandedPages(
  shown: readonly ShownText[],
  printed: readonly PrintedText[],
): ReadonlySet<number> {
  const pages = new Set<number>();
  if (!shown.some(({ isBanded }) => isBanded)) return pages;
  const actual = new Letters(printed.map(withoutHyphens));
  let at = 0;
  for (const piece of shown.map(withoutHyphens)) {
    const { length } = new Letters([piece]).text;
    if (piece.isBanded && length > 0) {
      const [first = 1, last = 0] = [at, at + length - 1].map((place) => actual.find(place)?.piece.page);
      for (let page = first; page <= last; page++) pages.add(page);
    }
    at += length;
  }
  return pages;
}

const withoutHyphens = <P extends { readonly text: string }>(piece: P): P => ({
  ...piece,
  text: piece.text.replace(/[-\u00AD\u2010\u2011]/g, ''),
});
