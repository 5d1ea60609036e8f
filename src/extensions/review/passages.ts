import { fingerprintOf, piecesOf } from '../../outputs/docx/read/paragraph-words.js';
import type { Author } from '../../outputs/docx/read/read-comments.js';
import type { Change, Piece, ReadParagraph } from '../../outputs/docx/read/read-paragraphs.js';
import { type FoundNumber, type Token, tokensOf, wordsOf } from './tokens.js';

/** A paragraph as it is with every tracked change accepted. */
export interface Passage {
  /** As it is read: several where the ends between them were taken out. */
  readonly paragraphs: readonly ReadParagraph[];
  readonly pieces: readonly Piece[];
  readonly tokens: readonly Token[];
  readonly words: string;
  /** Words that somebody tracked as taken out. */
  readonly cuts: readonly Cut[];
}

/** Who took words out, and before which token of a passage they stood. */
interface Cut {
  readonly by: Change;
  readonly at: number;
}

type Printed = (number: FoundNumber) => string;

/** The paragraphs of a file that have words, with tracked changes accepted. */
export const passagesOf = (paragraphs: readonly ReadParagraph[], printed?: Printed): Passage[] =>
  joined(paragraphs, 'deleted').flatMap((group) => {
    // Of a paragraph that was taken out as a whole nothing is left but the name of its place.
    const left = group.filter((each) => piecesOf(each, 'after').length > 0);
    const pieces = left.flatMap((each) => piecesOf(each, 'after'));
    const tokens = tokensOf(pieces, printed);
    if (tokens.length === 0) return [];
    return [{ paragraphs: left, pieces, tokens, words: wordsOf(tokens), cuts: cutsOf(left, printed) }];
  });

function cutsOf(paragraphs: readonly ReadParagraph[], printed?: Printed): Cut[] {
  const pieces = paragraphs.flatMap((each) => each.pieces);
  return pieces.flatMap(({ deleted }, index) => {
    const before = piecesOf({ pieces: pieces.slice(0, index) }, 'after');
    return deleted === undefined ? [] : [{ by: deleted, at: tokensOf(before, printed).length }];
  });
}

/** A paragraph as it was before tracked changes. */
export interface Before {
  readonly fingerprint: string;
  readonly tokens: readonly Token[];
}

/** What each paragraph of a file was before tracked changes. */
export const beforeChanges = (
  paragraphs: readonly ReadParagraph[],
  printed?: Printed,
): ReadonlyMap<ReadParagraph, Before> =>
  new Map(
    joined(paragraphs, 'inserted').flatMap((group) => {
      const pieces = group.flatMap((each) => piecesOf(each, 'before'));
      const before = { fingerprint: fingerprintOf(pieces), tokens: tokensOf(pieces, printed) };
      return group.map((each) => [each, before] as const);
    }),
  );

/** Paragraphs together whose ends do not count: the end of a paragraph that is tracked as new was not there before. */
function joined(paragraphs: readonly ReadParagraph[], change: 'inserted' | 'deleted'): ReadParagraph[][] {
  const groups: ReadParagraph[][] = [];
  let isOpen = false;
  for (const paragraph of paragraphs) {
    const group = groups.at(-1);
    const [last] = group ?? [];
    if (isOpen && group !== undefined && last?.part === paragraph.part && isSameCell(last, paragraph))
      group.push(paragraph);
    else groups.push([paragraph]);
    isOpen = paragraph.end[change] !== undefined;
  }
  return groups;
}

const isSameCell = ({ cell: one }: ReadParagraph, { cell: other }: ReadParagraph): boolean =>
  one?.table === other?.table && one?.row === other?.row && one?.column === other?.column;

/** Everybody who tracked a change in paragraphs, each once. */
export function authorsOf(paragraphs: readonly ReadParagraph[]): Author[] {
  const changes = paragraphs.flatMap(({ pieces, end }) =>
    [...pieces, end].flatMap(({ inserted, deleted }) => [inserted, deleted].filter(isChange)),
  );
  return [
    ...new Map(
      changes.map(({ author, day }) => [`${author} ${day}`, { author, ...(day && { day }) }]),
    ).values(),
  ];
}

const isChange = (change: Change | undefined): change is Change => change !== undefined;
