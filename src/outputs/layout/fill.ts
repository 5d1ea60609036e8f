import type { Block } from './blocks.js';
import type { Layout } from './layout.js';

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
