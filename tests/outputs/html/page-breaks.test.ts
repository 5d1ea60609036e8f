import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Browser } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { renderPrintHtml } from '../../../src/outputs/html/print-page.js';
import { pagesOf } from '../../host/browser/pdf-reading.js';
import { english } from '../../support/english.js';
import { sharedBrowser } from '../../support/shared-browser.js';
import { sampleAssets, sampleDocument } from './render-sample.js';

let browser: Browser;

beforeAll(async () => {
  browser = await sharedBrowser();
});

/** The text of each page that these chapters print on. */
async function printed(chapters: readonly Element[]): Promise<string[]> {
  const document = {
    ...sampleDocument(),
    chapters: [],
    body: { type: 'root' as const, children: [...chapters] },
  };
  const page = await browser.newPage();
  await page.setContent(renderPrintHtml(document, await sampleAssets(document), english), {
    waitUntil: 'load',
  });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await page.close();
  return pagesOf(pdf);
}

/** A paragraph of so many lines, each with a name of its own: `c3p7l1.` */
const lines = (name: string, count: number): Element[] =>
  Array.from({ length: count }, (_, line) => [h('span', `${name}l${line}.`), h('br')]).flat();

/** Chapters that differ by how far down their page the paragraphs begin, so that every kind of break is met. */
const chaptersOf = (content: (name: string) => Element[]): Element[] =>
  Array.from({ length: 8 }, (_, chapter) =>
    h('section.chapter', [
      h('h2', `c${chapter}`),
      ...Array.from({ length: chapter }, () => h('p', 'One line.')),
      ...Array.from({ length: 16 }, (_, at) => content(`c${chapter}p${at}`)).flat(),
    ]),
  );

/** How many lines of each paragraph stand together on a page. */
function together(pages: readonly string[]): number[] {
  return pages.flatMap((text) => {
    const counts = new Map<string, number>();
    for (const [, name = ''] of text.matchAll(/(c\d+p\d+)l\d+\./g))
      counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts.values()];
  });
}

// The shortest that may be broken; others by `npm run test:deep`.
it.each(process.env.DEEP ? [2, 3, 4, 5] : [4])(
  'no line of a paragraph of %i stands alone on a page',
  async (count) => {
    const pages = await printed(chaptersOf((name) => [h('p', lines(name, count))]));
    expect(pages.length).toBeGreaterThan(9);
    expect(together(pages).filter((lines) => lines < 2)).toEqual([]);
  },
);

it('the last item of a list, and the words that lead to one, never stand alone', async () => {
  const pages = await printed(
    chaptersOf((name) => [
      h('p', `${name}l0.`),
      h('ul', [h('li', `${name}l1.`), h('li', `${name}l2.`), h('li', `${name}l3.`), h('li', `${name}l4.`)]),
    ]),
  );
  expect(together(pages).filter((lines) => lines < 2)).toEqual([]);
});

it('a sentence that ends in a colon stays with the figure that it announces, and others need not', async () => {
  const figure = (name: string): Element =>
    h('figure.chart', [h('figcaption', `${name}l1.`), h('div', { style: 'height: 40mm' })]);
  const pagesWith = (end: string): Promise<string[]> =>
    printed(chaptersOf((name) => [h('p', `${name}l0.${end}`), figure(name)]));
  expect(together(await pagesWith(' These are the figures:')).filter((lines) => lines < 2)).toEqual([]);
  if (process.env.DEEP)
    expect(together(await pagesWith(' This was a sentence.')).filter((lines) => lines < 2)).not.toEqual([]);
});

it('what an author keeps together stays so, and a break of the author begins a page', async () => {
  const kept = (name: string): Element[] => [
    h(
      'div.keep',
      Array.from({ length: 3 }, () => h('p', lines(name, 4))),
    ),
  ];
  const broken = h('section.chapter', [
    h('h2', 'd0'),
    h('p', 'before.'),
    h('div.page-break'),
    h('p', 'after.'),
  ]);
  const pages = await printed([...chaptersOf(kept), broken]);
  expect(new Set(together(pages))).toEqual(new Set([12]));
  const at = (words: string): number => pages.findIndex((text) => text.includes(words));
  expect(at('after.')).toBe(at('before.') + 1);
});
