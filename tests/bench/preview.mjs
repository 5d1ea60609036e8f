/** From a save to the painted page: how long an author waits in the preview of the flagship. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, startPreview } from '../support/preview-browser.mjs';
import { changeSentence, changeTable } from './edits.mjs';
import { table } from './figures.mjs';

/** As somebody saves who reads what came of it. */
const pause = 1_000;

/** @typedef {{ painted: number, processor: number }} Change Milliseconds: from before the save, and what the program used of a processor. */

/**
 * @param {{ root: string, changes: number }} options A copy of the flagship, and how many of each kind.
 * @returns {Promise<import('./measure-project.mjs').Measured>}
 */
export async function measurePreview({ root, changes }) {
  const preview = await startPreview(root, ['--only', 'annual-report', '--lang', 'en', '--quiet']);
  const browser = await openBrowser();
  try {
    const tab = await browser.newPage();
    await tab.goto(preview.address);
    await tab.waitForFunction("document.body.dataset.status === 'checked'", { timeout: 600_000 });
    const frame = await (await tab.$('#page'))?.contentFrame();
    if (frame === undefined || frame === null) throw new Error('a preview without a page');
    const template = join(root, 'templates', 'annual-report.md');
    /** @param {(number: number) => void} change @param {number} number @returns {Promise<Change>} */
    const timed = async (change, number) => {
      // Heard in the page itself, so that nothing is asked of it meanwhile.
      await frame.evaluate(hear);
      const before = processorOf(preview.process.pid);
      const start = Date.now();
      change(number);
      const painted = Number(await frame.evaluate('window.painted')) - start;
      const processor = processorOf(preview.process.pid) - before;
      await new Promise((resolve) => setTimeout(resolve, pause));
      return { painted, processor };
    };
    // Not counted: the program has not yet been optimised for what it does.
    /** @type {Change[]} */
    const text = [];
    /** @type {Change[]} */
    const data = [];
    for (let number = 1; number <= changes + 5; number++) {
      const texts = await timed((each) => void changeSentence(template, each), number);
      const tables = await timed((each) => changeTable(root, 'cases-by-offence.csv', each), number);
      if (number <= 5) continue;
      text.push(texts);
      data.push(tables);
    }
    const row = (/** @type {string} */ name, /** @type {readonly Change[]} */ all) => [
      name,
      ...[all.map(({ painted }) => painted), all.map(({ processor }) => processor)].flatMap((times) =>
        [50, 95].map((part) => `${Math.round(percentile(times, part))} ms`),
      ),
    ];
    return {
      figures: [
        { name: 'preview: from a saved sentence to the page, p95', value: percentile(text.map(({ painted }) => painted), 95), rounds: changes, unit: 'ms', aim: 300 },
        { name: 'preview: from a saved table to the page, p95', value: percentile(data.map(({ painted }) => painted), 95), rounds: changes, unit: 'ms', aim: 600 },
      ],
      text: `${changes} changes of each kind:\n\n${table(['', 'painted, p50', 'p95', 'processor of the program, p50', 'p95'], [row('text', text), row('data', data)])}\n`,
    };
  } finally {
    await browser.close();
    await preview.stop();
  }
}

/** Runs in the page: two frames after its text has changed, the change was painted. */
const hear = `window.painted = new Promise((resolve) => {
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
  });
  watch.observe(document.querySelector('main'), { childList: true, characterData: true, subtree: true });
});
undefined`;

/** The least that so many of a hundred do not exceed. @param {readonly number[]} values @param {number} part */
export function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((part / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds of a processor that a process has used; 0 where the system does not tell. @param {number | undefined} pid */
function processorOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    // User and system, in hundredths of a second.
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return 0;
  }
}
