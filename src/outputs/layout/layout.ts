import type { Element } from 'hast';
import type { Position } from '../../diagnostics.js';
import type { PrintedWords } from '../pdf/content/printed-words.js';
import type { ShownWords } from '../words/paper-words.js';
import { type Places, positionAt } from '../words/places.js';
import { type Block, blocksOf, everyBlock, paintOf } from './blocks.js';
import { type Margins, type PageFrame, pageFrame } from './page-frame.js';
import { type PlacedText, placeWords } from './placed-text.js';

/** Where every block of a finished report lies. */
export interface Layout {
  readonly blocks: readonly Block[];
  /** By page, the first at 0. */
  readonly frames: readonly PageFrame[];
  /** What is painted on each page between its margins, the first page at 0. */
  readonly painted: readonly (readonly PlacedText[])[];
  /** Where a block stands in the templates. */
  positionOf(block: Block): Position;
}

/** What a report was printed from, and as what. */
export interface LayoutInput extends Places {
  readonly printed: PrintedWords;
  readonly shown: ShownWords;
  /** The content that was shown. */
  readonly content: readonly Element[];
  readonly margins: Margins;
}

/**
 * Measures a finished print: where every block of its content lies, page and box, to a fraction of a point. Undefined where
 * the words of the print are not those of the content, which the check of words reports.
 */
export function measureLayout({
  printed,
  shown,
  content,
  margins,
  ...places
}: LayoutInput): Layout | undefined {
  const words = placeWords(printed, shown);
  if (words === undefined) return undefined;
  const blocks = blocksOf(content, words);
  const painted: PlacedText[][] = printed.sheets.map(() => []);
  for (const block of blocks) for (const text of paintOf(block)) painted[text.page - 1]?.push(text);
  return {
    blocks,
    frames: printed.sheets.map((sheet) => pageFrame(sheet, margins)),
    painted,
    positionOf: (block) => positionOf(block, places),
  };
}

/** Where the block is written, or the first of its words. */
function positionOf(block: Block, places: Places): Position {
  const { data, position } = block.element;
  if (data?.at !== undefined) return data.at;
  const offset = position?.start.offset;
  if (offset !== undefined) return places.positionOf(offset);
  const inner = [...everyBlock(block.blocks)].find(({ element }) => element.position !== undefined);
  const first = block.texts.find(({ shown }) => shown !== undefined)?.shown;
  if (first !== undefined) return positionAt({ piece: first, inside: 0 }, places);
  return inner === undefined ? places.template : positionOf(inner, places);
}
