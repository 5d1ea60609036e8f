// Takes the pictures of `docs/charts.md` from the page that `examples/charts` builds to: each figure by its id, as a wide window
// shows it. What one opens below a figure is left out.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const project = 'examples/charts';
const images = 'docs/images/charts';

/** @param {import('puppeteer-core').Browser} browser */
export async function takeCharts(browser) {
  execFileSync(process.execPath, ['dist/cli.js', 'build', project], { stdio: ['ignore', 'ignore', 'inherit'] });
  const html = readFileSync(`${project}/output/charts/en/charts.html`, 'utf8');
  const named = [...readFileSync('docs/charts.md', 'utf8').matchAll(/images\/charts\/(fig-[\w-]+)\.png/g)];
  mkdirSync(images, { recursive: true });
  const tab = await browser.newPage();
  await tab.setBypassCSP(true);
  await tab.setViewport({ width: 760, height: 900, deviceScaleFactor: 1 });
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  await tab.setContent(html, { waitUntil: 'load' });
  await tab.addStyleTag({ content: 'figure details { display: none }' });
  for (const [, id] of named) {
    const figure = await tab.$(`#${id}`);
    if (figure === null) throw new Error(`${project} has no figure ${id}`);
    writeFileSync(`${images}/${id}.png`, await figure.screenshot());
    console.log(`${images}/${id}.png`);
  }
  await tab.close();
}
