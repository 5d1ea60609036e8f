import { faultOf } from '../../../problems/problem.js';
import { type Block, firstPage } from '../blocks.js';
import { chaptersByPage, fillOf } from '../fill.js';
import type { Layout } from '../layout.js';
import { type Finding, figureOf, type LayoutRule, nameOf } from '../rule.js';

/** How full a page must be that its chapter goes on after, and the last one of a chapter. */
const [least, leastOfLast] = [0.7, 0.25];

/** A page that is left a third empty though its chapter goes on, or that ends a chapter with next to nothing. */
export const pageFill: LayoutRule = (layout) => {
  const chapters = chaptersByPage(layout);
  const isOn = pagesOfBlocks();
  return layout.painted.flatMap((texts, index): Finding[] => {
    const page = index + 1;
    // The cover is a picture; the last page of a report is judged as the last of a chapter.
    if (page === 1 || texts.length === 0) return [];
    const filled = fillOf(layout, page);
    const chapter = chapters[page - 1]?.at(-1);
    const isLast = chapter !== chapters[page]?.[0];
    // A chapter of a few lines has a page of its own.
    if (isLast && chapter && firstPage(chapter) === page) return [];
    const wanted = isLast ? leastOfLast : least;
    if (filled >= wanted) return [];
    const at = blockOn(layout, isLast ? page : page + 1, isOn);
    if (at === undefined) return [];
    // Rounded down: "filled to 70 %, expected 70 %" would say nothing.
    const percent = `${Math.floor(filled * 100)} %`;
    return [
      {
        ...faultOf(isLast ? 'layout/page-fill.end' : 'layout/page-fill.filled', {
          page,
          percent,
          leastOfLast: leastOfLast * 100,
          least: least * 100,
          name: nameOf(figureOf(at)),
        }),
        page,
        block: at,
      },
    ];
  });
};

/** Tells whether a block has words on a page, in one look for all pages, since a chapter may be asked of each. */
function pagesOfBlocks(): (block: Block, page: number) => boolean {
  const known = new Map<Block, ReadonlySet<number>>();
  return (block, page) => {
    const pages = known.get(block) ?? new Set(block.texts.map((text) => text.page));
    known.set(block, pages);
    return pages.has(page);
  };
}

/** The outermost block below a section that begins on a page, else the one that goes on there. */
function blockOn(
  { blocks }: Layout,
  page: number,
  isOn: (block: Block, page: number) => boolean,
): Block | undefined {
  const visit = (among: readonly Block[]): Block | undefined => {
    for (const block of among) {
      if (!isOn(block, page)) continue;
      const { tagName } = block.element;
      if (tagName !== 'main' && tagName !== 'section' && firstPage(block) === page) return block;
      return visit(block.blocks) ?? block;
    }
    return undefined;
  };
  return visit(blocks);
}
