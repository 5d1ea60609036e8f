// Takes the pictures of the page in `docs/images/` from the progress report in `output/`: `npm run pictures`, after a change that
// readers see. What is pictured is chosen by id, so that a report without it ends the run.
import { readFileSync, writeFileSync } from 'node:fs';

const { findBrowser } = await import(new URL('../../dist/host/browser/find.js', import.meta.url).href);
const html = readFileSync('output/annual-report/en/annual-report.html', 'utf8');
const images = 'docs/images';

/** `shown` stands `above` pixels below the edge of the window; a picture is by `scale` as large as the window. */
const page = { shown: '#fig-nationality', above: 150 };
const pictures = [
  ...['light', 'dark'].flatMap((colours) => [
    { name: `page-1400-${colours}`, width: 1400, height: 800, scale: 0.5, colours, ...page },
    { name: `page-800-${colours}`, width: 800, height: 640, scale: 0.6, colours, ...page },
    { name: `page-320-${colours}`, width: 320, height: 640, scale: 1, colours, ...page, above: 90 },
  ]),
  { name: 'web', width: 1402, height: 902, scale: 1, colours: 'light', shown: '#sec-objective-1', above: 20 },
];

const { running } = await findBrowser({
  toolRoot: new URL('../../dist', import.meta.url).pathname,
  env: process.env,
  startDeadline: 60_000,
});
try {
  const tab = await running.browser.newPage();
  await tab.setContent(html, { waitUntil: 'load' });
  for (const { name, width, height, scale, colours, shown, above } of pictures) {
    await tab.setViewport({ width, height, deviceScaleFactor: scale });
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: colours }]);
    await tab.evaluate(
      `window.scrollTo(0, document.querySelector(${JSON.stringify(shown)}).getBoundingClientRect().top + scrollY - ${above})`,
    );
    // The bar at the top says what is being read once the page has come to rest.
    await new Promise((done) => setTimeout(done, 400));
    writeFileSync(`${images}/${name}.png`, await tab.screenshot());
    console.log(`${images}/${name}.png`);
  }
} finally {
  await running.stop();
}
