/**
 * The least that anyone needs to print these documents with a browser: started as a process of its own, it starts the
 * browser, loads each finished document and prints it once, tagged. Arguments: JSON of the program, then the documents.
 */
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const [program = '{}', ...documents] = process.argv.slice(2);
const { executable, libraries, fonts } = JSON.parse(program);
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
for (const document of documents) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setContent(readFileSync(document, 'utf8'), { waitUntil: 'load', timeout: 0 });
  await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: 0 });
  await page.close();
}
await browser.close();
