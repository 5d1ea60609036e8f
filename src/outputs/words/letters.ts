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

/** Two stretches that stand in each other's place; one of them may be empty. Ends are not included. */
interface Difference {
  readonly expected: readonly [from: number, to: number];
  readonly actual: readonly [from: number, to: number];
}

/** How many letters must agree for two texts to be together again. */
const anchor = 16;
/** So many differences make the point; what follows is likely their consequence. */
const most = 20;

/**
 * Where one text differs from the other, in order, at most twenty; a soft hyphen may be drawn as a hyphen or not at all.
 * Of several places that are as good, one is taken at which a word or line begins.
 */
export function differences<P extends Piece, Q extends Piece>(
  shown: Letters<P>,
  printed: Letters<Q>,
): Difference[] {
  const [expected, actual] = [shown.text, printed.text];
  if (expected === actual) return [];
  const found: Difference[] = [];
  let [at, other] = [0, 0];
  while (found.length < most) {
    [at, other] = skipEqual(expected, actual, at, other);
    if (at === expected.length && other === actual.length) break;
    const [next, nextOther] = meetAgain(expected, actual, at, other);
    const back =
      at === next ? backTo(printed, other, nextOther) : other === nextOther ? backTo(shown, at, next) : 0;
    found.push({ expected: [at - back, next - back], actual: [other - back, nextOther - back] });
    [at, other] = [next, nextOther];
  }
  return found;
}

/** "hat was asked. W" is "What was asked.": how many letters a stretch may begin earlier, to begin with a piece. */
function backTo<P extends Piece>(letters: Letters<P>, from: number, to: number): number {
  const { text } = letters;
  for (let back = 0; back < to - from && back <= from; back++) {
    if (letters.isStart(from - back)) return back;
    if (text[from - back - 1] !== text[to - back - 1]) return 0;
  }
  return 0;
}

const softHyphen = '\u00AD';

/** How far both go on alike from these places. */
export function skipEqual(
  expected: string,
  actual: string,
  from: number,
  fromOther: number,
): [number, number] {
  let [at, other] = [from, fromOther];
  while (at < expected.length || other < actual.length) {
    const isDrawn = actual[other] === '-' || actual[other] === softHyphen;
    if (expected[at] === softHyphen) {
      at++;
      if (isDrawn && expected[at] !== '-') other++;
    } else if (at < expected.length && expected[at] === actual[other]) {
      at++;
      other++;
    } else break;
  }
  return [at, other];
}

/** The nearest place at which both go on alike: by the fewest letters left out of either. */
function meetAgain(expected: string, actual: string, at: number, other: number): [number, number] {
  let best: [number, number] = [expected.length, actual.length];
  let cost = Number.POSITIVE_INFINITY;
  // Each step leaves out one more letter of the text; what follows it is looked for in the other.
  for (let skipped = 0; at + skipped < expected.length && skipped < cost; skipped++) {
    const sample = expected.slice(at + skipped, at + skipped + anchor);
    const place = actual.indexOf(sample, other);
    if (place < 0 || skipped + place - other >= cost) continue;
    best = [at + skipped, place];
    cost = skipped + place - other;
  }
  return best;
}
