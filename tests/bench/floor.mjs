/**
 * The least that anyone needs to print these documents with a browser: started as a process of its own, it starts the
 * browser, loads each finished document and prints it once, tagged; then those that are printed again. Reads JSON from its
 * standard input, and tells how many milliseconds the second prints took. With `pages` it has as many at once and uses each
 * for one document after another, as whoever prints many of them would: to open a page takes longer than to print a short one.
 */
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const { executable, libraries, fonts, once, again, pages = 0 } = JSON.parse(readFileSync(0, 'utf8'));
const browser = await puppeteer.launch({
  executablePath: executable,
  headless: 'shell',
  // The bench knows whether this machine has a sandbox; the floor does not pay for finding out.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  env: {
    ...process.env,
    FONTCONFIG_FILE: fonts,
    ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }),
  },
});
const open = await Promise.all(Array.from({ length: pages }, openPage));
await printAll(once);
const begin = performance.now();
await printAll(again);
process.stdout.write(`${performance.now() - begin}`);
await browser.close();

/** @param {readonly string[]} documents */
async function printAll(documents) {
  const left = [...documents];
  const printUntilEnd = async (/** @type {import('puppeteer-core').Page | undefined} */ page) => {
    for (let document = left.shift(); document !== undefined; document = left.shift()) {
      const own = page ?? (await openPage());
      await print(own, document);
      if (own !== page) await own.close();
    }
  };
  await Promise.all(open.length === 0 ? [printUntilEnd(undefined)] : open.map(printUntilEnd));
}

async function openPage() {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  return page;
}

/** @param {import('puppeteer-core').Page} page @param {string} document */
async function print(page, document) {
  await page.setContent(readFileSync(document, 'utf8'), { waitUntil: 'load', timeout: 0 });
  await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: 0 });
}
