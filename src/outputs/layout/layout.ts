import type { Element } from 'hast';
import type { Position } from '../../diagnostics.js';
import type { PrintedWords } from '../pdf/content/printed-words.js';
import { type Places, positionAt, type ShownWords } from '../words/paper-words.js';
import { type Block, blocksOf, everyBlock, paintOf } from './blocks.js';
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
interface LayoutInput extends Places {
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

/** The area of a page within its margins, in points from the lower left corner. */
interface PageFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The margins of ordinary pages, in points. */
interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

const points: Readonly<Record<string, number>> = { mm: 72 / 25.4, cm: 72 / 2.54, in: 72, pt: 1, px: 0.75 };

/**
 * The margins that a style sheet for paper gives to pages without a name. Throws where it gives none, since nobody could tell
 * how full a page is.
 */
export function pageMargins(css: string): Margins {
  const [, rule = ''] = /@page\s*\{([\s\S]*?)(?:@|\})/.exec(css) ?? [];
  const [, margin = ''] = /(?:^|[;\s])margin:\s*([^;}]+)/.exec(rule) ?? [];
  const lengths = [...margin.matchAll(/([\d.]+)(mm|cm|in|pt|px)/g)].map(
    ([, number = '', unit = '']) => Number(number) * (points[unit] ?? 0),
  );
  const [top, right = top, bottom = top, left = right] = lengths;
  if (top === undefined || right === undefined || bottom === undefined || left === undefined)
    throw new Error('The theme for paper gives pages no margins.');
  return { top, right, bottom, left };
}

/** What the margins leave of a sheet. */
function pageFrame(
  { width, height }: { readonly width: number; readonly height: number },
  { top, right, bottom, left }: Margins,
): PageFrame {
  return { left, right: width - right, top: height - top, bottom };
}

/** The part of a page down to its last line. */
export function fillOf({ frames, painted }: Layout, page: number): number {
  const [frame, texts = []] = [frames[page - 1], painted[page - 1]];
  if (frame === undefined) return 1;
  const lowest = texts.reduce((low, { box }) => Math.min(low, box.bottom), frame.top);
  return (frame.top - lowest) / (frame.top - frame.bottom);
}

/** The chapters that show something on each page, the first page at 0, in their order. */
export function chaptersByPage({ blocks, frames }: Layout): readonly (readonly Block[])[] {
  const pages: Block[][] = frames.map(() => []);
  for (const chapter of chaptersIn(blocks)) {
    for (const { page } of chapter.texts) {
      const shown = pages[page - 1];
      if (shown !== undefined && shown.at(-1) !== chapter) shown.push(chapter);
    }
  }
  return pages;
}

const chaptersIn = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block) => (block.element.tagName === 'main' ? block.blocks : []));

/** How much is left empty of pages that are not the last of their chapter: the sum of squares, so that one large gap weighs more. */
export function emptiness(layout: Layout): number {
  const chapters = chaptersByPage(layout);
  let sum = 0;
  for (let page = 2; page < layout.frames.length; page++) {
    const goesOn = chapters[page - 1]?.at(-1) === chapters[page]?.[0];
    if (goesOn) sum += (1 - fillOf(layout, page)) ** 2;
  }
  return sum;
}
