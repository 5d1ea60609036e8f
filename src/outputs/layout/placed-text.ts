import type { Element } from 'hast';
import { listAt } from '../../model/group-by.js';
import type { Box } from '../pdf/content/graphics-state.js';
import type { PrintedText, PrintedWords } from '../pdf/content/printed-words.js';
import { Letters, lettersOf, skipEqual } from '../words/letters.js';
import type { ShownText, ShownWords } from '../words/paper-words.js';

/** Text that a page paints in one go, and the element that it was painted for. */
export interface PlacedText {
  readonly text: string;
  /** From 1. */
  readonly page: number;
  /** In points from the lower left corner of the page. */
  readonly box: Box;
  readonly isCut: boolean;
  /** Its place in reading order. */
  readonly order: number;
  /** What it begins with, as the report shows it; undefined for the words of a picture. */
  readonly shown: ShownText | undefined;
  /** The word that it goes on with, where it begins inside one that has letters alone: no address, no name in a program. */
  readonly within?: string;
}

/**
 * Pieces of text as they are read. Only a gap between two words is a space: a line changes its font within a word, at a letter that
 * the font lacks, and a narrow cell breaks one.
 */
export function joinPieces(pieces: readonly Pick<PlacedText, 'text' | 'box' | 'within'>[]): string {
  let joined = '';
  for (const [index, { text, box, within }] of pieces.entries()) {
    const before = pieces[index - 1]?.box;
    const room = (box.top - box.bottom) / 10;
    const goesOn =
      before !== undefined &&
      Math.abs(box.left - before.right) < room &&
      Math.min(box.top, before.top) > Math.max(box.bottom, before.bottom);
    joined += index === 0 || goesOn || within !== undefined ? text : ` ${text}`;
  }
  return joined.replace(/\s+/g, ' ').trim();
}

/** Where the words of each element stand, in reading order. */
export interface PlacedWords {
  readonly texts: ReadonlyMap<Element, readonly PlacedText[]>;
  /** The words of pictures, by the element that holds them. */
  readonly labels: ReadonlyMap<Element, readonly PlacedText[]>;
}

/**
 * Finds out which element each text of a PDF was painted for. Both are read in the same order and have the same letters,
 * so that it is known exactly; undefined where they differ, which is a problem of its own.
 */
export function placeWords(printed: PrintedWords, shown: ShownWords): PlacedWords | undefined {
  const placed = align(printed.reading, shown.reading);
  if (placed === undefined || printed.pictures.length !== shown.pictures.length) return undefined;
  const texts = new Map<Element, PlacedText[]>();
  for (const text of placed) if (text.shown?.in !== undefined) listAt(texts, text.shown.in).push(text);
  const labels = new Map<Element, PlacedText[]>();
  for (const [index, words] of printed.pictures.entries()) {
    const frame = shown.frames[index];
    if (frame !== undefined) {
      for (const word of words) add(listAt(labels, frame), word, undefined);
    }
  }
  return { texts, labels };
}

function align(
  printed: readonly PrintedText[],
  reading: readonly ShownText[],
): readonly PlacedText[] | undefined {
  const letters = new Letters(reading);
  const placed: PlacedText[] = [];
  let at = 0;
  for (const piece of printed) {
    const own = lettersOf(piece.text);
    const [next, read] = skipEqual(letters.text, own, at, 0);
    if (own === '') continue;
    // Of what both go on with alike, this piece is only its own letters.
    if (read < own.length) return undefined;
    const begins = letters.find(at);
    add(placed, piece, begins?.piece, begins && wordAround(begins.piece.text, begins.inside));
    at = next;
  }
  return placed;
}

/** Words of scripts that part them by spaces; others break between any two signs. */
const word = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}'’-]+$/u;
const letter = /[\p{L}\p{M}]/u;

/** The word that a place is inside of; undefined between two words, and after a hyphen. */
function wordAround(text: string, place: number): string | undefined {
  if (!letter.test(text[place - 1] ?? '') || !letter.test(text[place] ?? '')) return undefined;
  const before = text.slice(0, place).split(/\s/).at(-1) ?? '';
  const [after = ''] = text.slice(place).split(/\s/);
  const found = `${before}${after}`.replace(/^\p{P}+|\p{P}+$/gu, '');
  return word.test(found) ? found : undefined;
}

/** Adds what was painted, where it is known where that is. */
function add(
  to: PlacedText[],
  { text, page, box, isCut }: PrintedText,
  shown: ShownText | undefined,
  within?: string,
): void {
  if (box === undefined) return;
  const placed = { text, page, box, isCut: isCut === true, order: to.length, shown };
  to.push(within === undefined ? placed : { ...placed, within });
}
