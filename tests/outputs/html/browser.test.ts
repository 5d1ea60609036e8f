import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FoundBrowser, findBrowser } from '../../../src/host/browser/find.js';
import { renderHtml } from '../../../src/outputs/html/page.js';
import { renderPrintHtml } from '../../../src/outputs/html/print-page.js';
import { english } from '../../support/english.js';
import { sampleAssets, sampleDocument } from './render-sample.js';

let found: FoundBrowser;
let screen = '';
let print = '';

beforeAll(async () => {
  const document = sampleDocument({ illustrative: true });
  const assets = await sampleAssets(document);
  screen = renderHtml(document, assets, english);
  print = renderPrintHtml(document, assets, english);
  const toolRoot = fileURLToPath(new URL('../../../dist', import.meta.url));
  found = await findBrowser({ toolRoot, env: process.env, startDeadline: 60_000 });
});

afterAll(async () => {
  await found?.running.stop();
});

async function open(html: string, width: number, settings: { script?: boolean } = {}): Promise<Page> {
  const page = await found.running.browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.setJavaScriptEnabled(settings.script ?? true);
  await page.setContent(html, { waitUntil: 'load' });
  return page;
}

/** A number that an expression gives in the page. */
const evaluate = async <T>(page: Page, expression: string): Promise<T> =>
  (await page.evaluate(expression)) as T;

describe.each([320, 800, 1400])('at %i px', (width) => {
  it('nothing but tables and drawings scrolls sideways', async () => {
    const page = await open(screen, width);
    expect(await evaluate<number>(page, 'document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const wide = await evaluate<string[]>(
      page,
      `[...document.querySelectorAll('body *')]
        .filter((one) => !one.closest('.scroll, .drawing, .skip, [hidden]'))
        .filter((one) => one.getBoundingClientRect().right > ${width} + 1)
        .map((one) => one.tagName + '.' + one.className)`,
    );
    expect(wide).toEqual([]);
    await page.close();
  });

  it('the contents are open only where there is room beside the text', async () => {
    const page = await open(screen, width);
    expect(await evaluate<boolean>(page, `document.querySelector('nav details').open`)).toBe(width >= 1024);
    await page.close();
  });
});

describe('in a browser', () => {
  it('uses its own fonts and requests nothing', async () => {
    const page = await found.running.browser.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(screen, { waitUntil: 'load' });
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([]);
    const loaded = `document.fonts.ready.then((all) => [...all].filter((font) => font.status === 'loaded').length)`;
    expect(await evaluate<number>(page, loaded)).toBeGreaterThanOrEqual(3);
    await page.close();
  });

  it('shows where a number comes from when it is pointed at, outside the table', async () => {
    const page = await open(screen, 1400);
    // A number that is still scrolling into view would hide it again.
    await evaluate(page, `document.documentElement.style.scrollBehavior = 'auto'`);
    await evaluate(page, `document.getElementById('tbl-cases').scrollIntoView()`);
    await evaluate(page, 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    await page.hover('#tbl-cases td data');
    const shown = await evaluate<{ text: string; inside: boolean; hidden: boolean }>(
      page,
      `(() => { const tip = document.getElementById('_origin');
        return { text: tip.textContent, inside: !!tip.closest('table'), hidden: tip.hidden }; })()`,
    );
    expect(shown.text).toContain('data/cases-by-offence.csv, line 21');
    expect(shown).toMatchObject({ inside: false, hidden: false });
    await page.keyboard.press('Escape');
    expect(await evaluate<boolean>(page, `document.getElementById('_origin').hidden`)).toBe(true);
    await page.close();
  });

  it('keeps it open after a click or the Enter key, so that it can be read and copied', async () => {
    const page = await open(screen, 1400);
    const isHidden = () => evaluate<boolean>(page, `document.getElementById('_origin').hidden`);
    await evaluate(page, `document.documentElement.style.scrollBehavior = 'auto'`);
    await evaluate(page, `document.getElementById('tbl-cases').scrollIntoView()`);
    await evaluate(page, 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    await page.click('#tbl-cases td data');
    const first = await evaluate<string>(page, `document.getElementById('_origin').textContent`);
    await page.hover('#tbl-cases tr:last-child td data');
    expect(await evaluate<string>(page, `document.getElementById('_origin').textContent`)).toBe(first);
    await page.click('#tbl-cases .title');
    expect(await isHidden()).toBe(true);
    await page.hover('#tbl-cases tr:last-child td data');
    expect(await isHidden()).toBe(false);
    await page.keyboard.press('Escape');
    await page.focus('#tbl-cases .scroll');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.hover('#tbl-cases .title');
    expect(await isHidden()).toBe(false);
    // Held at one number, it would stand beside the next as if it were the answer of that.
    await page.keyboard.press('ArrowDown');
    const described = `document.activeElement.getAttribute('aria-describedby')`;
    expect(await evaluate<string | null>(page, described)).toBe('_origin');
    await page.close();
  });

  it('shows it without the script too', async () => {
    const page = await open(screen, 800, { script: false });
    await page.focus('main p data');
    const content = `getComputedStyle(document.activeElement, '::after').content`;
    expect(await evaluate<string>(page, content)).toContain('data/cases-by-offence.csv');
    await page.close();
  });

  it('needs one tab stop for a table, inside which arrows move from number to number', async () => {
    const page = await open(screen, 1400);
    expect(await evaluate<number>(page, `document.querySelectorAll('table [tabindex="0"]').length`)).toBe(0);
    await page.focus('#tbl-cases .scroll');
    const texts: string[] = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowUp'] as const) {
      await page.keyboard.press(key);
      texts.push(await evaluate<string>(page, 'document.activeElement.textContent'));
    }
    expect(texts).toEqual(['32', '4', '8', '31']);
    expect(await evaluate<boolean>(page, `document.getElementById('_origin').hidden`)).toBe(false);
    await page.close();
  });

  it('marks the reading position in the contents', async () => {
    const page = await open(screen, 1400);
    await evaluate(page, `document.documentElement.style.scrollBehavior = 'auto'`);
    await evaluate(page, `document.getElementById('sec-victims').scrollIntoView()`);
    await page.waitForFunction(`document.querySelector('nav [aria-current]')?.hash === '#sec-victims'`);
    expect(await evaluate<number>(page, `document.querySelectorAll('nav [aria-current]').length`)).toBe(1);
    await page.close();
  });

  it('marks it also after a jump from one place without a heading to another', async () => {
    const page = await open(screen, 1400);
    await page.setViewport({ width: 1400, height: 200 });
    await evaluate(page, `document.documentElement.style.scrollBehavior = 'auto'`);
    for (const [table, section] of [
      ['tbl-nationality', 'sec-victims'],
      ['tbl-cases', 'sec-cases'],
    ]) {
      await evaluate(page, `document.querySelector('#${table} tr:last-child').scrollIntoView()`);
      await page.waitForFunction(`document.querySelector('nav [aria-current]')?.hash === '#${section}'`, {
        timeout: 10_000,
      });
    }
    await page.close();
  });

  it('gives a wide part the room beside the text', async () => {
    const page = await open(screen, 1280);
    const [wide, text] = await evaluate<[number, number]>(
      page,
      `['.landscape', 'main'].map((one) => document.querySelector(one).getBoundingClientRect().right)`,
    );
    expect(wide).toBeGreaterThan((text ?? 0) + 60);
    expect(wide).toBeLessThanOrEqual(1280 - 48);
    await page.close();
  });

  it('does not shift once it has been painted', async () => {
    const page = await found.running.browser.newPage();
    await page.setViewport({ width: 320, height: 900 });
    await page.setContent(screen, { waitUntil: 'load' });
    const shift = `new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({ type: 'layout-shift', buffered: true });
      document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum))));
    })`;
    expect(await evaluate<number>(page, shift)).toBeLessThan(0.01);
    await page.close();
  });

  it('prints nothing of what is folded, when its reader prints the page', async () => {
    const page = await open(screen, 1400);
    await page.emulateMediaType('print');
    const shown = `[...document.querySelectorAll('details.description')].filter((one) => one.checkVisibility()).length`;
    expect(
      await evaluate<number>(page, `document.querySelectorAll('details.description').length`),
    ).toBeGreaterThan(0);
    expect(await evaluate<number>(page, shown)).toBe(0);
    await page.close();
  });

  it('prints upright and wide pages from one document', async () => {
    const page = await open(print, 800, { script: false });
    const { PDFDocument } = await import('@cantoo/pdf-lib');
    const pdf = await PDFDocument.load(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    const sizes = pdf.getPages().map((sheet) => (sheet.getWidth() > sheet.getHeight() ? 'wide' : 'upright'));
    expect(sizes.filter((size) => size === 'wide')).toHaveLength(1);
    // Cover and nine chapters, one of which runs on; the others begin a page of their own.
    expect(sizes.length).toBeGreaterThanOrEqual(10);
    await page.close();
  });
});
