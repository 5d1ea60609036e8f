import { sha256 } from '../../../sha256.js';
import type { Piece, ReadParagraph } from './read-paragraphs.js';

/** Words as they were before the tracked changes, or as they are with all of them accepted. */
export type View = 'before' | 'after';

/** Stands for what has no words of its own: the result of a field, the mark of a note, a picture. */
const placeholder = '\uFFFC';

/** The pieces that a view has. */
export const piecesOf = ({ pieces }: Pick<ReadParagraph, 'pieces'>, view: View): readonly Piece[] =>
  pieces.filter(({ inserted, deleted }) => (view === 'before' ? inserted : deleted) === undefined);

/** The words of pieces in one line; programs change spaces and break lines as they like. */
export function wordsOf(pieces: readonly Piece[]): string {
  const texts = pieces.map(({ kind, text }) => (kind === 'words' || kind === 'number' ? text : placeholder));
  return oneLine(texts.join(''));
}

const oneLine = (text: string): string =>
  text
    .normalize()
    .replace(/\uFFFC+/gu, placeholder)
    .replace(/\s+/gu, ' ')
    .trim();

/**
 * What a paragraph is known by whose words nobody changed: eight characters of a hash. Numbers and results of fields are not among
 * the words, since data may change them.
 */
export function fingerprintOf(pieces: readonly Piece[]): string {
  const texts = pieces.map(({ kind, text }) => (kind === 'words' ? text : placeholder));
  return sha256(oneLine(texts.join(''))).slice(0, 8);
}
