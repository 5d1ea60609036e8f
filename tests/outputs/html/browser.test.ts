import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../../src/outputs/html/page.js';
import { renderPrintHtml } from '../../../src/outputs/html/print-page.js';
import type { OriginsBlock } from '../../../src/outputs/snapshot/origins-block.js';
import { english } from '../../support/english.js';
import { sharedBrowser } from '../../support/shared-browser.js';
import { sampleAssets, sampleDocument } from './render-sample.js';

let browser: Browser;
let screen = '';
let print = '';

beforeAll(async () => {
  const document = sampleDocument({ illustrative: true });
  const assets = await sampleAssets(document);
  screen = renderHtml(document, assets, english);
  print = renderPrintHtml(document, assets, english);
  browser = await sharedBrowser();
});

async function open(html: string, width: number, settings: { script?: boolean } = {}): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.setJavaScriptEnabled(settings.script ?? true);
  await page.setContent(html, { waitUntil: 'load' });
  return page;
}

/** A number that an expression gives in the page. */
const evaluate = async <T>(page: Page, expression: string): Promise<T> =>
  (await page.evaluate(expression)) as T;

const isOpen = `document.getElementById('_origin').matches(':popover-open')`;

describe.each([320, 800, 1400])('at %i px', (width) => {
  let page: Page;
  beforeAll(async () => {
    page = await open(screen, width);
  });
  afterAll(() => page.close());

  it('nothing but tables and drawings scrolls sideways', async () => {
    expect(await evaluate<number>(page, 'document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const wide = await evaluate<string[]>(
      page,
      `[...document.querySelectorAll('body *')]
        .filter((one) => !one.closest('.scroll, .drawing, .skip, [hidden]'))
        .filter((one) => one.getBoundingClientRect().right > ${width} + 1)
        .map((one) => one.tagName + '.' + one.className)`,
    );
    expect(wide).toEqual([]);
  });

  it('the contents are open only where there is room beside the text', async () => {
    expect(await evaluate<boolean>(page, `document.querySelector('nav details').open`)).toBe(width >= 1024);
  });
});

describe('in a browser', () => {
  it('uses its own fonts and requests nothing', async () => {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(screen, { waitUntil: 'load' });
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([]);
    const loaded = `document.fonts.ready.then((all) => [...all].filter((font) => font.status === 'loaded').length)`;
    expect(await evaluate<number>(page, loaded)).toBeGreaterThanOrEqual(3);
    await page.close();
  });

  it('says where a number comes from in a panel, which Escape closes and leads back', async () => {
    const page = await open(screen, 1400);
    await page.focus('#tbl-cases .asks[tabindex="0"]');
    await page.keyboard.press('ArrowDown');
    const asked = await evaluate<string>(page, 'document.activeElement.textContent');
    await page.keyboard.press('Enter');
    const panel = await evaluate<{ text: string; rows: string[]; inside: boolean; name: string }>(
      page,
      `(() => { const panel = document.getElementById('_origin');
        return { text: panel.innerText, inside: panel.contains(document.activeElement),
          rows: [...panel.querySelectorAll('tr')].map((row) => row.innerText),
          name: document.getElementById(panel.getAttribute('aria-labelledby')).textContent }; })()`,
    );
    expect(panel.name).toBe('cases');
    expect(panel.rows).toHaveLength(2);
    expect(panel.text).toContain(`: ${asked}`);
    expect(panel.inside).toBe(true);
    // What a reader is told has none of a developer's words.
    expect(panel.text).not.toMatch(/\.csv|\bline \d/);
    await page.keyboard.press('Escape');
    expect(await evaluate<string>(page, 'document.activeElement.textContent')).toBe(asked);
    expect(await evaluate<boolean>(page, isOpen)).toBe(false);
    await page.close();
  });

  it('says of one thing what was read of it in one row, also from two datasets where none of it is blank', async () => {
    const rowsWith = async (change: (block: OriginsBlock, cell: OriginsBlock['cells'][number]) => void) => {
      const page = await open(
        screen.replace(/(?<=id="_origins"[^>]*>).*?(?=<\/script>)/s, (json) => {
          const block: OriginsBlock = JSON.parse(json);
          const [first] = block.cells;
          for (const cell of block.cells) cell[1] = '7';
          if (first !== undefined) change(block, first);
          return JSON.stringify(block).replaceAll('<', '\\u003c');
        }),
        1400,
      );
      const rows = await evaluate<string[][]>(
        page,
        `(() => { document.querySelector('#tbl-cases .asks').click();
          return [...document.querySelectorAll('#_origin tr')].map((row) => [...row.cells].slice(-2).map((cell) => cell.textContent)); })()`,
      );
      await page.close();
      return rows;
    };
    const read = (block: OriginsBlock, set: number, keys: readonly number[]) =>
      block.cells.push([set, 'Late', block.labels.push('Status') - 1, ...keys]) - 1;
    const one = await rowsWith((block) => {
      const status = read(block, 0, []);
      for (const origin of block.origins) origin.splice(4, 1, [origin[4] as number, status]);
    });
    expect(one).toEqual([
      ['cases', 'Status'],
      ['7', 'Late'],
    ]);
    const ofTwo = (isSame: boolean) =>
      rowsWith((block, [set, , , ...keys]) => {
        const other =
          block.datasets.push({ title: 'Other', notes: [], heads: block.datasets[set]?.heads ?? [] }) - 1;
        const labels = isSame ? keys : [block.labels.push('Elsewhere') - 1, ...keys.slice(1)];
        const status = read(block, other, labels);
        for (const origin of block.origins) origin.push(status);
      });
    expect(await ofTwo(true)).toEqual(one);
    expect((await ofTwo(false)).slice(1)).toEqual([
      ['7', ''],
      ['', 'Late'],
    ]);
  });

  it('opens one panel at a time, with the sentence of the number, to copy and to download', async () => {
    const page = await open(screen, 800);
    const opened = `(() => {
      const copied = [], saved = [];
      navigator.clipboard ??= {};
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { copied.push(text); } } });
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob) => { saved.push(blob); return create.call(URL, blob); };
      const [one, two] = document.querySelectorAll('main p .asks');
      one.click();
      const first = document.querySelector('#_origin .told').textContent;
      two.click();
      const panels = document.querySelectorAll(':popover-open').length;
      const [copy, save] = document.querySelectorAll('#_origin button');
      copy.click();
      save.click();
      return Promise.all(saved.map((blob) => blob.text())).then((files) => ({ first, panels, copied, files, number: two.textContent }));
    })()`;
    const { first, panels, copied, files, number } = await evaluate<{
      first: string;
      panels: number;
      copied: string[];
      files: string[];
      number: string;
    }>(page, opened);
    expect(panels).toBe(1);
    expect(first).toMatch(/\S \d|\d/);
    expect(copied[0]).toContain('Kosovo Police (2015), Trafficking in human beings in Kosovo.');
    expect(copied[0]).toContain(number);
    expect(files[0]?.split('\r\n').length).toBeGreaterThan(2);
    await page.close();
  });

  it('hands out a table as it is printed, with its title and source', async () => {
    const page = await open(screen, 1400);
    const saved = await evaluate<string>(
      page,
      `(() => { let file; const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { file = blob; return create.call(URL, blob); };
        document.querySelector('#tbl-cases .take button').click();
        return file.text(); })()`,
    );
    const printed = await evaluate<string[]>(
      page,
      `[...document.querySelectorAll('#tbl-cases tbody tr:first-child :is(th, td)')].map((one) => one.textContent.trim())`,
    );
    expect(saved).toContain(printed.map((text) => `"${text}"`).join(','));
    expect(saved).toMatch(/^\uFEFF?"Table 1/);
    expect(saved).toContain('"Source: ');
    await page.close();
  });

  it.each([
    ['.', '1,443,000', '−2.5%', '1443000', '-2.5', ','],
    [',', '1.443.000', '−2,5%', '1443000', '-2,5', ';'],
  ])(
    'hands out one value a cell, where %s is the decimal mark',
    async (decimal, money, share, bareMoney, bareShare, comma) => {
      const number = (text: string) => `<data data-id="x" value="1">${text}</data>`;
      const noted = `<span class="marked">${number('1')}<span class="status-marks"><span aria-hidden="true">\u00A0a</span><span class="spoken"> note a</span></span></span>`;
      const table = `<figure id="tbl-made"><figcaption><p class="title">Made</p></figcaption><table>
      <thead><tr><th class="stub">Action</th><th>Start – deadline<span class="detail drawn">Thin bar</span></th><th class="words scale"><span>2015</span><span>2016</span></th><th>Planned<span class="unit">euro</span></th><th>Share</th><th>Few</th></tr></thead>
      <tbody><tr class="group"><th colspan="6">1 Justice</th></tr>
      <tr><th><span class="coded"><span class="code">1.1.1</span> <span>Draft<span class="detail">should rise</span></span></span></th><td>1 May 2015 – 2 May 2015</td><td><span class="track"></span></td><td>${number(money)}</td><td>${number(share)}</td><td>${noted}</td></tr>
      <tr><th><span class="coded"><span class="code">1.1.2</span> <span>Print</span></span></th><td>3 May 2015 – 4 May 2015</td><td></td><td><abbr data-id="x">[c]</abbr></td><td>${number(share)}</td><td>${number('2')}</td></tr></tbody></table></figure>`;
      const page = await open(
        screen.replace('"decimal":"."', `"decimal":"${decimal}"`).replace('</main>', `${table}</main>`),
        1400,
      );
      const saved = await evaluate<string>(
        page,
        `(() => { let file; const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { file = blob; return create.call(URL, blob); };
        document.querySelector('#tbl-made .take button').click();
        return file.text(); })()`,
      );
      const line = (...cells: string[]) => cells.map((each) => `"${each}"`).join(comma);
      expect(saved.split('\r\n').slice(2, 5)).toEqual([
        line(
          ...'Group|Code|Action|Action, detail|Start|deadline|Planned, euro|Share, %|Few|Few, note'.split(
            '|',
          ),
        ),
        line(
          '1 Justice',
          '1.1.1',
          'Draft',
          'should rise',
          '1 May 2015',
          '2 May 2015',
          bareMoney,
          bareShare,
          '1',
          'a',
        ),
        line('1 Justice', '1.1.2', 'Print', '', '3 May 2015', '4 May 2015', '[c]', bareShare, '2', ''),
      ]);
      await page.close();
    },
  );

  it('hands out every table, also of data whose rows are closed, as printed and by a name', async () => {
    const page = await open(screen.replace(/("heads":\[[^\]]*\])/g, '$1,"closed":true'), 1400);
    const { closed, without, names, files } = await evaluate<{
      closed: number;
      without: number;
      names: string[];
      files: string[];
    }>(
      page,
      `(() => { const names = [], files = []; const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { files.push(blob); return create.call(URL, blob); };
        HTMLAnchorElement.prototype.click = function () { names.push(this.download); };
        const tables = [...document.querySelectorAll('main :is(figure:has(table), .plain-table)')].filter((one) => !one.parentNode.closest('figure'));
        const takes = tables.map((one) => one.querySelector('.take') ?? one.nextElementSibling);
        for (const one of takes) if (one?.matches('.take')) one.querySelector('button').click();
        const closed = JSON.parse(document.getElementById('_origins').textContent).datasets.filter((set) => set.closed).length;
        return Promise.all(files.map((file) => file.text())).then((files) => ({ closed, names, files, without: tables.length - names.length })); })()`,
    );
    expect(closed).toBeGreaterThan(0);
    expect(without).toBe(0);
    expect(names.filter((name) => !/^[a-z][\w-]+\.csv$/.test(name))).toEqual([]);
    // Of a table that is folded too, its title and source.
    expect(files.filter((file) => !/^\uFEFF?"[^"\r]/.test(file))).toEqual([]);
    await page.close();
  });

  it('hands out a drawing with the mark of illustrative data above its title, its citation and its address', async () => {
    const page = await open(screen.replace(/(?=<div class="drawing)/, '<i data-illustrative></i>'), 1400);
    const texts = await evaluate<[string, string][]>(
      page,
      `(() => { let file; const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { file = blob; return create.call(URL, blob); };
        const figure = document.querySelector('figure:has(.drawing svg):has([data-illustrative])');
        [...figure.querySelectorAll('.take button')].find((one) => one.textContent.includes('SVG')).click();
        return file.text().then((svg) => [...new DOMParser().parseFromString(svg, 'image/svg+xml').querySelectorAll('svg > text')].map((one) => [one.textContent, one.getAttribute('fill')])); })()`,
    );
    expect(texts[0]).toEqual(['Illustrative data', '#893528']);
    expect(texts[1]?.[0]).toMatch(/^Figure \d+$/);
    expect(texts.map(([text]) => text).join(' ')).toMatch(
      /Kosovo Police \(2015\), Trafficking in human beings in Kosovo\. about:blank#\S+$/,
    );
    await page.close();
  });

  it('finds words whatever their accents, and leads to the place with the keyboard', async () => {
    const page = await open(screen, 800);
    await page.click('.find');
    await page.keyboard.type('VÍCTIMS');
    const shown = await evaluate<number>(page, `document.querySelectorAll('.finder li').length`);
    expect(shown).toBeGreaterThan(1);
    // A number of one digit is a word too, as in "objective 5".
    const said = `document.querySelector('.finder [role=status]').textContent`;
    const all = await evaluate<string>(page, said);
    await page.keyboard.type(' 7');
    expect(await evaluate<string>(page, said)).not.toBe(all);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const led = `[document.querySelector('.finder').open, document.activeElement.matches('.found')]`;
    expect(await evaluate<boolean[]>(page, led)).toEqual([false, true]);
    await page.close();
  });

  it('finds whole numbers, and marks the section of the hit in the contents', async () => {
    const made = '<p>Table 71</p><p>1,7 and 7.5</p><p>Zanzibar</p>';
    const page = await open(screen.replace(/(?=<h3[^>]*id="sec-)/, made), 1400);
    await page.click('.find');
    await page.keyboard.type('Table 7');
    const hits = `[...document.querySelectorAll('.finder li')].filter((one) => /Table 71|1,7/.test(one.textContent)).length`;
    expect(await evaluate<number>(page, hits)).toBe(0);
    await page.keyboard.type('1');
    expect(await evaluate<number>(page, hits)).toBe(1);
    const section = `[...document.querySelectorAll('main :is(h2, h3)')].findLast((one) => one.compareDocumentPosition(document.querySelector('.found')) & 4).id`;
    await evaluate(page, `document.querySelector('.finder input').value = ''`);
    await page.keyboard.type('Zanzibar');
    await page.keyboard.press('Enter');
    const marked = `document.querySelector('nav [aria-current]').hash.slice(1)`;
    await page.waitForFunction(`document.querySelector('.found')`);
    expect(await evaluate<string>(page, marked)).toBe(await evaluate<string>(page, section));
    await page.close();
  });

  it('a head that stays in view begins where its rows are hidden', async () => {
    const page = await open(screen, 1400);
    const top = `(() => { const table = document.querySelector('.stays table'), row = table.tBodies[0].rows[1];
      scrollTo({ top: row.getBoundingClientRect().top + scrollY, behavior: 'instant' });
      return table.tHead.getBoundingClientRect().top; })()`;
    expect(await evaluate<number>(page, top)).toBe(-1);
    await page.close();
  });

  it('never covers the number that is asked, however low it stands', async () => {
    for (const width of [360, 1400]) {
      const page = await open(screen, width);
      await evaluate(
        page,
        `(() => { const one = document.querySelector('main p .asks'); one.scrollIntoView({ block: 'end' }); one.click(); })()`,
      );
      const apart = `(() => { const [a, b] = ['[aria-expanded=true]', '#_origin'].map((one) => document.querySelector(one).getBoundingClientRect());
        return a.bottom <= b.top || b.bottom <= a.top; })()`;
      expect(await evaluate<boolean>(page, apart)).toBe(true);
      await page.close();
    }
  });

  it('reads without the script: no number waits for it, and nothing is hidden', async () => {
    const page = await open(screen, 800, { script: false });
    const state = `[document.querySelectorAll('[role=button], data[tabindex]').length, document.querySelector('nav details').open]`;
    expect(await evaluate<unknown[]>(page, state)).toEqual([0, true]);
    await page.close();
  });

  it('needs one tab stop for a table and a paragraph, inside which arrows move from number to number', async () => {
    const page = await open(screen, 1400);
    const most = `Math.max(...[...document.querySelectorAll('table, p')].map((one) => one.querySelectorAll('.asks[tabindex="0"]').length))`;
    expect(await evaluate<number>(page, most)).toBe(1);
    expect(
      await evaluate<number>(page, `document.querySelectorAll('#tbl-cases [tabindex="0"]').length`),
    ).toBe(1);
    await page.focus('#tbl-cases [tabindex="0"]');
    const texts = [await evaluate<string>(page, 'document.activeElement.textContent')];
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp'] as const) {
      await page.keyboard.press(key);
      texts.push(await evaluate<string>(page, 'document.activeElement.textContent'));
    }
    expect(texts).toEqual(['32', '4', '8', '31']);
    await page.close();
  });

  it('marks the reading position in the contents', async () => {
    const page = await open(screen, 1400);
    await evaluate(page, `document.getElementById('sec-victims').scrollIntoView()`);
    await page.waitForFunction(`document.querySelector('nav [aria-current]')?.hash === '#sec-victims'`);
    expect(await evaluate<number>(page, `document.querySelectorAll('nav [aria-current]').length`)).toBe(1);
    await page.close();
  });

  it('a table that scrolls says so, and its right edge fades until the last column is in view', async () => {
    const page = await open(screen, 320);
    const tables = `[...document.querySelectorAll('main .scroll')].filter((one) => one.checkVisibility())`;
    const state = `({
      unsaid: ${tables}.filter((one) => one.scrollWidth > one.clientWidth !== one.matches('.scrolls')).length,
      fading: ${tables}.filter((one) => getComputedStyle(one).maskImage !== 'none').length,
      said: [...new Set(${tables}.filter((one) => one.matches('.scrolls')).map((one) => getComputedStyle(one, '::before').content))],
    })`;
    const { fading, ...before } = await evaluate<{ fading: number }>(page, state);
    expect(before).toEqual({ unsaid: 0, said: ['"Scroll sideways to see the rest →" / ""'] });
    expect(fading).toBeGreaterThan(0);
    await evaluate(page, `${tables}.forEach((one) => one.scrollTo(one.scrollWidth, 0))`);
    await page.waitForFunction(`(${state}).fading === 0`);
    await page.close();
  });

  it('marks it also after a jump from one place without a heading to another', async () => {
    const page = await open(screen, 1400);
    await page.setViewport({ width: 1400, height: 200 });
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

  it('marks a part that was asked for, though the page ends before it reaches the top', async () => {
    const page = await open(screen, 1400);
    for (const id of ['annex-tables', 'lists', 'summary']) {
      await evaluate(page, `location.hash = '${id}'`);
      await page.waitForFunction(`document.querySelector('nav [aria-current]')?.hash === '#${id}'`, {
        timeout: 10_000,
      });
    }
    await page.close();
  });

  it('jumps at once, whatever the distance', async () => {
    const page = await open(screen, 800);
    const behaviour = `getComputedStyle(document.documentElement).scrollBehavior`;
    expect(await evaluate<string>(page, behaviour)).toBe('auto');
    await page.close();
  });

  it('says in a bar that stays what is being read, on a narrow window', async () => {
    const page = await open(screen, 320);
    await evaluate(page, `document.getElementById('sec-victims').scrollIntoView()`);
    await page.waitForFunction(`document.querySelector('nav [aria-current]')?.hash === '#sec-victims'`);
    const bar = `(() => { const { top } = document.querySelector('nav').getBoundingClientRect();
      const words = (query) => document.querySelector(query).textContent;
      return { top, here: words('nav summary span'), is: words('#sec-victims .words') }; })()`;
    const { top, here, is } = await evaluate<{ top: number; here: string; is: string }>(page, bar);
    expect(top).toBe(0);
    expect(here).toBe(is);
    await page.close();
  });

  it('folds an annex, which a link into it opens, with the script and without, and which paper shows', async () => {
    for (const script of [true, false]) {
      const page = await open(screen, 800, { script });
      const isShown = `document.querySelector('.annex .fold > :nth-child(2)').checkVisibility()`;
      expect(await evaluate<boolean>(page, isShown)).toBe(false);
      if (script) await evaluate(page, `document.querySelector('nav a[href="#annex-tables"]').click()`);
      else {
        await page.emulateMediaType('print');
        expect(await evaluate<boolean>(page, isShown)).toBe(true);
        await page.close();
        continue;
      }
      expect(await evaluate<boolean>(page, isShown)).toBe(true);
      await page.close();
    }
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
    const page = await browser.newPage();
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
    // Nor what paper cannot do.
    expect(await evaluate<boolean>(page, `document.querySelector('.ask-me').checkVisibility()`)).toBe(false);
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
