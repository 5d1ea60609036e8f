/** Long reports are looked at once, and not once for each of their pages. */
import { h } from 'hastscript';
import { expect, test } from 'vitest';
import type { Block } from '../../../src/outputs/layout/blocks.js';
import { emptiness, type Layout } from '../../../src/outputs/layout/layout.js';
import type { PlacedText } from '../../../src/outputs/layout/placed-text.js';
import { pageFill } from '../../../src/outputs/layout/rules.js';

/** A report of chapters of two pages each, and how often the words of its blocks were asked for. */
function report(pages: number): { readonly layout: Layout; readonly asked: () => number } {
  let count = 0;
  const frame = { left: 0, right: 500, top: 800, bottom: 0, width: 500, height: 800 };
  const textOn = (page: number, order: number): PlacedText => ({
    text: 'words',
    page,
    // A third of the page is filled.
    box: { left: 0, right: 100, top: 560, bottom: 540 },
    isCut: false,
    order,
    shown: undefined,
  });
  const texts = Array.from({ length: pages }, (_, index) => textOn(index + 1, index));
  const block = (name: string, parent: Block | undefined, place: number, own: readonly PlacedText[]) => {
    const blocks: Block[] = [];
    const made: Block = {
      element: h(name),
      parent,
      blocks,
      place,
      labels: [],
      get texts() {
        count++;
        return own;
      },
    };
    return { made, blocks };
  };
  const main = block('main', undefined, 0, texts);
  for (let first = 0; first < pages; first += 2) {
    const own = texts.slice(first, first + 2);
    const chapter = block('section', main.made, main.blocks.length, own);
    main.blocks.push(chapter.made);
    for (const text of own) chapter.blocks.push(block('p', chapter.made, chapter.blocks.length, [text]).made);
  }
  const layout: Layout = {
    blocks: [main.made],
    frames: texts.map(() => frame),
    painted: texts.map((text) => [text]),
    positionOf: () => ({ file: 'templates/report.md', line: 1, column: 1 }),
  };
  return { layout, asked: () => count };
}

test('pages that are not full are found, and twice as many pages are looked at twice as long', () => {
  const [short, long] = [report(100), report(200)];
  // Both pages of each chapter, but the cover.
  expect(pageFill(short.layout)).toHaveLength(99);
  expect(pageFill(long.layout)).toHaveLength(199);
  expect(emptiness(short.layout)).toBeCloseTo(49 * 0.675 ** 2);
  expect(emptiness(long.layout)).toBeCloseTo(99 * 0.675 ** 2);
  expect(long.asked()).toBeLessThanOrEqual(2 * short.asked() + 10);
});
