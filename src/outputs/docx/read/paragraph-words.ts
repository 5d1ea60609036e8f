import { sha256 } from '../../../sha256.js';
import type { Piece, ReadParagraph } from './read-paragraphs.js';

/** Words as they were before the tracked changes, or as they are with all of them accepted. */
export type View = 'before' | 'after';

/** Stands for what has no words of its own: the result of a field, the mark of a note, a picture. */
export const placeholder = '\uFFFC';

/** The pieces that a view has. */
export const piecesOf = ({ pieces }: Pick<ReadParagraph, 'pieces'>, view: View): readonly Piece[] =>
  pieces.filter(({ inserted, deleted }) => (view === 'before' ? inserted : deleted) === undefined);

/**
 * The words of pieces in one line, with one `placeholder` for each number, since data may change it; programs change spaces and break lines
 * as they like.
 */
const frameOf = (pieces: readonly Piece[]): string =>
  oneLine(
    pieces.map(({ kind, text, id }, index) => {
      if (kind === 'words') return text;
      const last = pieces[index - 1];
      // A number of which a part was changed is several pieces.
      return kind === 'number' && last?.kind === kind && last.id === id ? '' : placeholder;
    }),
  );

const oneLine = (texts: readonly string[]): string => texts.join('').normalize().replace(/\s+/gu, ' ').trim();

/** What a paragraph is known by whose words nobody changed: eight characters of a hash. */
export const fingerprintOf = (pieces: readonly Piece[]): string => fingerprint(frameOf(pieces));

/** The fingerprint of words. What stands for numbers and the like may be fewer or more: programs join and part them. */
const fingerprint = (frame: string): string => sha256(frame.replaceAll(/\uFFFC+/gu, placeholder)).slice(0, 8);
