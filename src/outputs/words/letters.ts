/** A text that knows where it came from. */
export interface Piece {
  readonly text: string;
}

/**
 * The letters of pieces of text, one after the other. They have no spaces, since a PDF has none where a line ends, and
 * one form for what fonts draw as one sign: ligatures, hyphens that do not break.
 */
export class Letters<P extends Piece> {
  readonly text: string;
  /** Where in `text` each piece begins. */
  private readonly starts: readonly number[];

  constructor(private readonly pieces: readonly P[]) {
    const starts: number[] = [];
    let text = '';
    for (const piece of pieces) {
      starts.push(text.length);
      text += lettersOf(piece.text);
    }
    this.text = text;
    this.starts = starts;
  }

  /** The piece that holds the letter at this place, and how many characters of it stand before; at the end the last one. */
  find(place: number): { readonly piece: P; readonly inside: number } | undefined {
    const index = this.indexAt(place);
    const piece = this.pieces[index];
    return piece && { piece, inside: charactersBefore(piece.text, place - (this.starts[index] ?? 0)) };
  }

  /** True where a piece begins. */
  isStart(place: number): boolean {
    return this.starts[this.indexAt(place)] === place;
  }

  /** The words between two places as they stand in their pieces, cut in the middle where they are long. */
  quote(from: number, to: number): string {
    const words = this.wordsBetween(from, to).replace(/\s+/g, ' ').trim();
    return words.length <= longestQuote
      ? words
      : `${words.slice(0, longestQuote / 2).trim()} … ${words.slice(-longestQuote / 2).trim()}`;
  }

  private wordsBetween(from: number, to: number): string {
    let words = '';
    for (let index = this.indexAt(from); index < this.pieces.length; index++) {
      const [start = 0, text = ''] = [this.starts[index], this.pieces[index]?.text];
      if (start >= to) break;
      words += cut(text, Math.max(0, from - start), to - start);
    }
    return words;
  }

  private indexAt(place: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    // Pieces without a letter begin where the next one does.
    return low;
  }
}

const longestQuote = 120;

/** The part of a text from one of its letters to another, with the spaces between them. */
const cut = (text: string, from: number, to: number): string =>
  text.slice(charactersBefore(text, from), charactersBefore(text, to));

/** How many characters stand before the letter of this number. */
function charactersBefore(text: string, letters: number): number {
  let [count, place] = [0, 0];
  for (const character of text) {
    const own = lettersOf(character).length;
    if (count >= letters && own > 0) return place;
    count += own;
    place += character.length;
  }
  return place;
}

/** The letters of a text in the form in which they are compared. */
export function lettersOf(text: string): string {
  // Most pieces are plain, and there are many thousands of them. Marks are taken off their letters, since a font may
  // draw both as one or each by itself.
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKD').replace(ignorable, '');
  return plain.replace(/\s+/g, '').replace(/\u2010/g, '-');
}

/** Characters that no font draws. A soft hyphen is drawn where it breaks a word, and counts as a letter. */
const ignorable = /(?!\u00AD)\p{Default_Ignorable_Code_Point}/gu;
