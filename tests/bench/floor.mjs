/**
 * The least that anyone needs to print these documents with a browser: started as a process of its own, it starts the
 * browser, loads each finished document and prints it once, tagged; then those that are printed again. Reads JSON from its
 * standard input, and tells how many milliseconds the second prints took.
 */
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const { executable, libraries, fonts, once, again } = JSON.parse(readFileSync(0, 'utf8'));
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
for (const document of once) await print(document);
const begin = performance.now();
for (const document of again) await print(document);
process.stdout.write(`${performance.now() - begin}`);
await browser.close();

/** @param {string} document */
async function print(document) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setContent(readFileSync(document, 'utf8'), { waitUntil: 'load', timeout: 0 });
  await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: 0 });
  await page.close();
}
