import type { Nodes } from 'mdast';

/** A stretch of a sentence: words that an author typed, or what was printed from data. */
export interface Piece {
  readonly text: string;
  readonly typed: boolean;
}

/** The words of a block, those that come from cells apart. */
export function piecesOf(nodes: readonly Nodes[]): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    if (node.type === 'text')
      return [{ text: node.value.replace(/\s+/g, ' '), typed: node.data?.fromData !== true }];
    if (node.type === 'reference') return [{ text: `#${node.target}`, typed: false }];
    if (node.type === 'value') return [{ text: node.entry.text, typed: false }];
    if (node.type === 'label') return [{ text: node.value.replace(/\s+/g, ' '), typed: false }];
    if (node.type === 'break') return [{ text: ' ', typed: false }];
    if (node.type === 'image') return [{ text: node.alt ?? '', typed: true }];
    if ('value' in node && typeof node.value === 'string') return [{ text: node.value, typed: true }];
    return 'children' in node ? piecesOf(node.children) : [];
  });
}

/** A full stop, question mark or exclamation mark ends a sentence where a capital, a quotation or a number follows. */
const end = /[.!?][’”)]? +(?=[A-Z‘“(\d−#])/g;

/** Pieces cut into sentences; what has no letter is none. */
export function cutSentences(pieces: readonly Piece[]): { text: string; pieces: Piece[] }[] {
  const text = pieces.map((piece) => piece.text).join('');
  const ends = [...text.matchAll(end)].map((match) => match.index + match[0].length);
  return [0, ...ends]
    .map((from, index) => within(pieces, from, ends[index] ?? text.length))
    .map((own) => ({ pieces: own, text: tidy(own.map((piece) => piece.text).join('')) }))
    .filter((sentence) => /\p{L}/u.test(sentence.text));
}

/** The stretch of the pieces between two offsets of their text. */
function within(pieces: readonly Piece[], from: number, to: number): Piece[] {
  let offset = 0;
  return pieces.flatMap(({ text, typed }) => {
    const start = offset;
    offset += text.length;
    const own = text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return own === '' ? [] : [{ text: own, typed }];
  });
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
