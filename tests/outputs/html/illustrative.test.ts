import type { Browser, Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { templateSyntax } from '../../../src/extensions/extensions.js';
import { isExact } from '../../../src/model/quantity.js';
import { loadAssets } from '../../../src/outputs/html/assets.js';
import { renderHtml } from '../../../src/outputs/html/page.js';
import { pageText } from '../../../src/outputs/html/page-text.js';
import { renderPrintHtml } from '../../../src/outputs/html/print-page.js';
import { memoryHost } from '../../memory-host.js';
import { english } from '../../support/english.js';
import { sharedBrowser } from '../../support/shared-browser.js';
import { exampleReport, helpersUsed, type IllustrativeReport, planReport } from './illustrative-report.js';
import { idleMarks, unmarkedNumbers, unmarkedTexts } from './marks-in-page.js';

const names = ['screen', 'print'] as const;
type Pages = Readonly<Record<(typeof names)[number], string>>;

let browser: Browser;
let examples: Pages;
let plan: Pages;
/** What the ledger says was printed of illustrative numbers, each text once. */
let texts: readonly string[] = [];

beforeAll(async () => {
  const report = await exampleReport();
  const printed = report.ledger.filter(({ quantity }) => quantity.illustrative && isExact(quantity.value));
  texts = [...new Set(printed.map(({ text }) => text))];
  examples = await render(report);
  plan = await render(await planReport());
  browser = await sharedBrowser();
});

async function render({ document }: IllustrativeReport): Promise<Pages> {
  const assets = await loadAssets(pageText(document, english), memoryHost({}).tool);
  return {
    screen: renderHtml(document, assets, english),
    print: renderPrintHtml(document, assets, english),
  };
}

async function inPage<T>(html: string, expression: string): Promise<T> {
  const page: Page = await browser.newPage();
  try {
    await page.setViewport({ width: 1200, height: 900 });
    await page.setContent(html, { waitUntil: 'load' });
    return (await page.evaluate(expression)) as T;
  } finally {
    await page.close();
  }
}

const call = (source: string): string => `(${source})(${JSON.stringify(texts)})`;

describe.each(names)('on the page for %s', (name) => {
  it('each illustrative number that the ledger names stands there', async () => {
    const text = await inPage<string>(examples[name], 'document.body.textContent');
    expect(texts.length).toBeGreaterThan(18);
    expect(texts.filter((one) => !text.includes(one))).toEqual([]);
  });

  it('no illustrative number is without a mark that is seen', async () => {
    expect(await inPage(examples[name], call(unmarkedTexts))).toEqual([]);
  });

  // Each mark is taken away in turn: on the screen in every run.
  it.runIf(name === 'screen' || process.env.DEEP)(
    'each mark is needed: without it a number stands unmarked',
    async () => {
      expect(await inPage(examples[name], call(idleMarks(unmarkedTexts)))).toEqual([]);
    },
  );

  it('no number of the register bears a mark', async () => {
    const marked = `[...document.querySelectorAll('.marked data')].map((one) => one.textContent).filter((text) => /^8[12],/.test(text))`;
    expect(await inPage(examples[name], marked)).toEqual([]);
  });

  it('no number of a plan is without a mark, in tables, boards and drawings', async () => {
    expect(await inPage<number>(plan[name], `document.querySelectorAll('data').length`)).toBeGreaterThan(40);
    expect(plan[name]).toMatch(/<section class="chapter banded"[^>]*aria-labelledby="sec-band"/);
    expect(plan[name].match(/<section class="chapter banded"/g)).toHaveLength(1);
    expect(await inPage(plan[name], call(unmarkedNumbers))).toEqual([]);
    if (process.env.DEEP) expect(await inPage(plan[name], call(idleMarks(unmarkedNumbers)))).toEqual([]);
  });
});

it('every helper that prints a number is among them', () => {
  const without = [...templateSyntax.helpers.keys()].filter((name) => !helpersUsed.has(name)).sort();
  // These compare or print words. `chart` reads a file, where the fenced charts above stand for it; `revisions` needs an
  // earlier edition, and makes its table as `table` does.
  // What is declared is no figure of a dataset, and `methods` writes words about the figures.
  const others = ['accessibility', 'lang', 'literals', 'methods', 'quoted-claim', 'unchecked'];
  // What shows an objective is marked as boards and charts are; it is looked at in the goldens of a plan.
  const parts = ['late-actions', 'objective-result'];
  const words = [
    'agree',
    'claim',
    'direction',
    'edition',
    'eq',
    'ge',
    'gt',
    'le',
    'lt',
    'ne',
    'param',
    'publisher',
    'slug',
    'title',
  ];
  // Charts of other forms are marked as those above are.
  const forms = [
    'dots',
    'dumbbell',
    'grouped',
    'histogram',
    'likert',
    'map',
    'multiples',
    'pyramid',
    'slope',
  ];
  expect(without).toEqual(
    [
      ...words,
      'chart',
      'corrections',
      'plan-changes',
      'revisions',
      ...others,
      ...parts,
      ...forms,
      'waterfall',
    ].sort(),
  );
});

describe('a chapter', () => {
  const notes = (html: string): string[] =>
    [
      ...html.matchAll(/<h2 id="([^"]+)"[^>]*>(?:(?!<\/h2>).)*<\/h2>\s*<p class="illustrative-note[^>]*>/gs),
    ].map((match) => match[1] ?? '');

  it('explains the mark at its start where it holds such numbers, and only there and on a screen', () => {
    expect(notes(examples.screen)).toEqual(['sec-examples']);
    expect(notes(examples.print)).toEqual([]);
  });

  it('says so at the foot of its pages, and no other chapter does', () => {
    const feet = [...examples.print.matchAll(/@page (\w+)\{[^\n]*?@bottom-left\{content:"([^"]*)"\}/g)];
    // The contents and the lists, which share their pages, repeat titles with numbers: they explain the mark too.
    expect([...new Set(feet.map((foot) => foot[1]?.replace('w', '')))]).toEqual(['c0', 'c3']);
    expect(new Set(feet.map((foot) => foot[2]))).toEqual(
      new Set(['illus = illustrative: an example, not a fact']),
    );
  });
});

describe('for screen readers', () => {
  it('the word is spoken in place of the letter', () => {
    expect(examples.screen).toContain(
      '<sup class="illustrative-mark"><span aria-hidden="true">illus</span><span class="spoken"> illustrative</span></sup>',
    );
  });

  it('the letter itself is read on paper, where nothing is hidden', () => {
    expect(examples.print).toContain(
      '<sup class="illustrative-mark" data-spoken="illustrative"><span>illus</span></sup>',
    );
  });
});
