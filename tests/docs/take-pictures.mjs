// Takes the pictures of the pages in `docs/images/` from the reports in `output/`: `npm run pictures`, after a change that readers
// see. What is pictured is chosen by id, so that a report without it ends the run. `checks.png` is a drawing, and not taken.
import { readFileSync, writeFileSync } from 'node:fs';
import { takeCharts } from './take-charts.mjs';
import { takePages } from './take-pages.mjs';
import { takeOffice, takeWord } from './take-word.mjs';

const { findBrowser } = await import(new URL('../../dist/host/browser/find.js', import.meta.url).href);
const html = readFileSync('output/annual-report/en/annual-report.html', 'utf8');
const images = 'docs/images';
const approximately = readFileSync(
  'node_modules/@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2',
  'base64',
);

/** `shown` stands `above` pixels below the edge of the window; a picture is by `scale` as large as the window. `asked` is clicked. */
const page = { shown: '#fig-nationality', above: 150 };
/** A share of the victims of a year. */
const share = 'main p data[data-id^="sec-nationality:"][value^="53.7"]';
/** @type {{ name: string, width: number, height: number, scale: number, colours: string, shown: string, above: number, asked?: string }[]} */
const pictures = [
  ...['light', 'dark'].flatMap((colours) => [
    { name: `page-1400-${colours}`, width: 1400, height: 800, scale: 0.5, colours, ...page },
    { name: `page-800-${colours}`, width: 800, height: 640, scale: 0.6, colours, ...page },
    { name: `page-320-${colours}`, width: 320, height: 640, scale: 1, colours, ...page, above: 90 },
  ]),
  { name: 'web', width: 1402, height: 902, scale: 1, colours: 'light', shown: '#sec-objective-1', above: 20 },
  { name: 'number', width: 717, height: 560, scale: 1, colours: 'light', shown: share, above: 84, asked: share },
];

const { running } = await findBrowser({
  toolRoot: new URL('../../dist', import.meta.url).pathname,
  env: process.env,
  startDeadline: 60_000,
});
try {
  const tab = await running.browser.newPage();
  await tab.setBypassCSP(true);
  await tab.setContent(html, { waitUntil: 'load' });
  // The system of a reader draws ≈, which the page leaves to it; this browser sees no fonts of the system.
  await tab.addStyleTag({
    content: `@font-face{font-family:"Noto Sans";unicode-range:U+2248;src:url(data:font/woff2;base64,${approximately})}`,
  });
  for (const { name, width, height, scale, colours, shown, above, asked } of pictures) {
    await tab.setViewport({ width, height, deviceScaleFactor: scale });
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: colours }]);
    await tab.evaluate(
      `window.scrollTo(0, document.querySelector(${JSON.stringify(shown)}).getBoundingClientRect().top + scrollY - ${above})`,
    );
    // The bar at the top says what is being read once the page has come to rest.
    await new Promise((done) => setTimeout(done, 400));
    if (asked !== undefined) await tab.click(asked);
    writeFileSync(`${images}/${name}.png`, await tab.screenshot());
    console.log(`${images}/${name}.png`);
  }
  await takeCharts(running.browser);
} finally {
  await running.stop();
}

for (const { file, take } of [
  { file: `${images}/pages.png`, take: takePages },
  { file: `${images}/word.png`, take: takeWord },
  { file: `${images}/word-office.png`, take: takeOffice },
]) {
  const missing = take(file);
  console.log(missing === undefined ? file : `${file} stays as it is: it needs ${missing}`);
}
