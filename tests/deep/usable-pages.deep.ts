/**
 * Both reports in every language, as readers use their pages: at four widths, in light and dark, with a reader's own spacing of letters, at
 * twice the size, by the keyboard alone and in forced colours. It needs a compiled `dist/`. `OUTPUT` names a folder that was built already.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../house/repository.js';
import { axeFindings, openForAxe, showAs } from '../support/page-findings.js';
import { flagshipCopy, flagshipLanguages } from '../support/project-copy.js';
import { sharedBrowser } from '../support/shared-browser.js';

const widths = [320, 380, 768, 1280] as const;
const reports = ['annual-report', 'shadow-report'].flatMap((report) =>
  flagshipLanguages.map((language) => [report, language] as const),
);

const output = ((): string => {
  if (process.env.OUTPUT !== undefined) return process.env.OUTPUT;
  const root = flagshipCopy(flagshipLanguages);
  const build = [join(repository, 'dist/cli.js'), 'build', root, '--format', 'html'];
  execFileSync(process.execPath, build, { stdio: 'pipe' });
  return join(root, 'output');
})();

const evaluate = async <T>(page: Page, expression: string): Promise<T> =>
  (await page.evaluate(expression)) as T;

/** What stands beyond the window, or is cut by its own box, as far as a reader cannot scroll to it. */
const lost = `[...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && !one.closest('.scroll, .drawing, .skip, .spoken, svg, .contents summary, .tip, .dot'))
  .filter((one) => {
    const { left, right, width } = one.getBoundingClientRect(), { overflowX, overflowY, position } = getComputedStyle(one);
    const isCut = (overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1) || (overflowY === 'hidden' && one.scrollHeight > one.clientHeight + 1);
    return width > 1 && position !== 'absolute' && (left < -4 || right > innerWidth + 1 || isCut);
  })
  .map((one) => one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 40))`;

/** WCAG 1.4.12. */
const spacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

const apart = `(() => { const [a, b] = ['[aria-expanded=true]', '#_origin'].map((one) => document.querySelector(one).getBoundingClientRect());
  return a.bottom <= b.top + 1 || b.bottom <= a.top + 1; })()`;

describe.each(reports)('%s in %s', (report, language) => {
  let page: Page;
  beforeAll(async () => {
    const html = readFileSync(join(output, report, language, `${report}.html`), 'utf8');
    page = await openForAxe(await sharedBrowser(), html);
  });
  afterAll(() => page.close());

  test.each(widths)('axe finds nothing at %i px, in no colours, with all open', async (width) => {
    for (const colours of ['light', 'dark', 'forced'] as const) {
      await showAs(page, { width, colours });
      expect.soft(await axeFindings(page), colours).toEqual([]);
    }
    await showAs(page, { width, colours: 'dark' });
    await evaluate(page, `document.querySelector('main p .asks').click()`);
    expect.soft(await axeFindings(page, undefined, '#_origin'), 'panel').toEqual([]);
    await evaluate(page, `document.getElementById('_origin').hidePopover()`);
    await evaluate(page, `document.querySelector('.find').click()`);
    expect.soft(await axeFindings(page, undefined, '.finder'), 'search').toEqual([]);
    await page.keyboard.press('Escape');
    await evaluate(page, `for (const one of document.querySelectorAll('main details')) one.open = true`);
    expect.soft(await axeFindings(page), 'unfolded').toEqual([]);
    await evaluate(page, `for (const one of document.querySelectorAll('main details')) one.open = false`);
  });

  test.each([...widths, 640])('nothing is lost at %i px, nor with a spacing of its reader', async (width) => {
    await showAs(page, { width, colours: 'light' });
    const side = `document.documentElement.scrollWidth - innerWidth`;
    expect.soft(await evaluate<string[]>(page, lost)).toEqual([]);
    expect.soft(await evaluate<number>(page, side)).toBe(0);
    const sheet = await page.addStyleTag({ content: spacing });
    expect.soft(await evaluate<string[]>(page, lost), 'spaced').toEqual([]);
    expect.soft(await evaluate<number>(page, side), 'spaced').toBe(0);
    await sheet.evaluate((one) => one.remove());
  });

  test.each([380, 1280] as const)(
    'the keyboard reaches what there is, in its order, in sight, at %i px',
    async (width) => {
      await showAs(page, { width, colours: 'light' });
      await evaluate(
        page,
        `(() => { scrollTo(0, 0); const first = document.querySelector('.skip'); first.focus(); first.blur(); window.stops = []; })()`,
      );
      const stop = `(() => { const one = document.activeElement;
      if (one === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(one), { width, height, top, bottom } = one.getBoundingClientRect();
      const bar = document.querySelector('nav').getBoundingClientRect().top > 0 ? 0 : parseFloat(document.documentElement.style.getPropertyValue('--bar')) || 0;
      const inBar = one.closest('nav, .finder') !== null;
      const faults = [outlineStyle === 'none' || !parseFloat(outlineWidth) ? 'no outline' : '', width * height === 0 ? 'not seen' : '',
        !inBar && (bottom <= bar || top >= innerHeight) ? 'hidden' : '',
        window.stops.length && !(window.stops.at(-1).compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ? 'out of order' : ''].filter(Boolean);
      window.stops.push(one);
      return faults.map((fault) => fault + ': ' + one.outerHTML.slice(0, 120)); })()`;
      const faults: string[] = [];
      for (let count = 0; count < 120; count++) {
        await page.keyboard.press('Tab');
        const found = await evaluate<string[] | null>(page, stop);
        if (found === null) break;
        for (const each of found) faults.push(each);
      }
      expect(faults).toEqual([]);
      expect(await evaluate<number>(page, `window.stops.length`)).toBeGreaterThan(40);
    },
  );

  test('keys lead through the numbers of a chart, which stay while the page scrolls to them', async () => {
    await showAs(page, { width: 380, colours: 'light' });
    await page.keyboard.press('Tab');
    const seen = `[...document.querySelectorAll('main .drawing.told')].filter((one) => one.checkVisibility())`;
    const count = await evaluate<number>(page, `${seen}.length`);
    for (let at = 0; at < count; at++) {
      await evaluate(page, `${seen}[${at}].focus()`);
      const said = new Set<string>();
      for (let step = 0; step < 3; step++) {
        await page.keyboard.press('ArrowRight');
        await evaluate(page, `new Promise((done) => { scrollBy(0, 8); setTimeout(done, 100); })`);
        said.add(await evaluate<string>(page, `document.querySelector('.tip.on')?.textContent ?? ''`));
      }
      expect.soft(said.has(''), `${at}`).toBe(false);
      expect.soft(said.size, `${at}`).toBeGreaterThan(1);
    }
    await page.keyboard.press('Escape');
    expect(await evaluate<boolean>(page, `document.querySelector('.tip.on') === null`)).toBe(true);
  });

  test.each([320, 1280] as const)(
    'a panel leaves its number in sight, and Escape leads back, at %i px',
    async (width) => {
      await showAs(page, { width, colours: 'light' });
      const numbers = `[...document.querySelectorAll('main .asks')].filter((one) => one.checkVisibility())`;
      const count = await evaluate<number>(page, `${numbers}.length`);
      for (const at of Array.from({ length: 12 }, (_, index) => Math.floor((index * count) / 12))) {
        await evaluate(
          page,
          `(() => { const one = ${numbers}[${at}]; one.scrollIntoView({ block: ${at % 2 === 0 ? "'end'" : "'center'"} }); one.focus(); })()`,
        );
        await page.keyboard.press('Enter');
        expect.soft(await evaluate<boolean>(page, apart), `number ${at}`).toBe(true);
        await page.keyboard.press('Escape');
        const back = `document.activeElement === ${numbers}[${at}] && !document.querySelector(':popover-open')`;
        expect.soft(await evaluate<boolean>(page, back), `number ${at}`).toBe(true);
      }
      await page.focus('.find');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      expect(await evaluate<boolean>(page, `document.activeElement.matches('.find')`)).toBe(true);
    },
  );

  test('nothing moves, for whoever wants it so or not', async () => {
    const moving = `[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => /transition|animation|scroll-behavior/.test(rule.cssText.replace(/src: url\\([^)]*\\)/g, ''))).length`;
    expect(await evaluate<number>(page, moving)).toBe(0);
  });
});
