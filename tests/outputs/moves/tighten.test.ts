import { h } from 'hastscript';
import { expect, test } from 'vitest';
import { withData } from '../../../src/outputs/html/elements.js';
import { measureLayout } from '../../../src/outputs/layout/layout.js';
import { chaptersToTighten } from '../../../src/outputs/moves/tighten.js';
import { shownWords } from '../../../src/outputs/words/paper-words.js';

const point = { file: 'a.md', line: 1, column: 1 };

/** A chapter of one line a page, each so far down its page as `fills` says. */
const layoutOf = (fills: readonly number[]) => {
  const lines = fills.map((_, index) => `line${index}`);
  const chapter = withData(
    h(
      'section.chapter',
      lines.map((line) => h('p', line)),
    ),
    { chapter: { id: 'sec-one', holds: 'text' } },
  );
  const content = [h('div', [h('p', 'cover')]), h('main', [chapter])];
  const text = (words: string, page: number, fill: number) => ({
    text: words,
    page,
    box: { left: 0, right: 50, bottom: 100 * (1 - fill), top: 100 * (1 - fill) + 1 },
  });
  const printed = {
    reading: [text('cover', 1, 1), ...lines.map((line, index) => text(line, index + 2, fills[index] ?? 0))],
    pictures: [],
    aside: [],
    repeated: [],
    sheets: [1, ...fills].map(() => ({ width: 100, height: 100 })),
  };
  const margins = { top: 0, right: 0, bottom: 0, left: 0 };
  const shown = shownWords(content);
  const layout = measureLayout({
    printed,
    shown,
    content,
    margins,
    positionOf: () => point,
    template: point,
  });
  if (layout === undefined) throw new Error('the words differ');
  return layout;
};

test('a chapter is tried tighter where its last lines may fit the pages before, or a page is left empty', () => {
  expect(chaptersToTighten(layoutOf([1, 0.12]))).toEqual(['sec-one']);
  expect(chaptersToTighten(layoutOf([1, 0.5, 1]))).toEqual(['sec-one']);
  // One page has no room for a third of another.
  expect(chaptersToTighten(layoutOf([1, 0.3]))).toEqual([]);
  expect(chaptersToTighten(layoutOf([1, 0.9]))).toEqual([]);
});
