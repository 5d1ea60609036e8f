/** What `npm test` looks at in the shadow report, in both reports of this repository. It needs a compiled `dist/`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FoundBrowser, findBrowser } from '../../src/host/browser/find.js';
import { equationsOn, falseEquations } from '../equations/shown.js';
import { listFiles, temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { readNumbers, tracesOf, untraced } from '../support/golden/untraced.js';
import { axeFindings, invalidMarkup, openForAxe, showAs } from '../support/page-findings.js';
import { copyProject, flagshipCopy, flagshipLanguages } from '../support/project-copy.js';
import { expectSameNumbers } from '../support/same-numbers.js';

/** Every file of the output of a copy with its content, built under a time zone and a locale. */
function builtUnder(root: string, environment: NodeJS.ProcessEnv): [string, string][] {
  const env = { ...process.env, CI: '', ...environment };
  execFileSync(process.execPath, [join(repository, 'dist/cli.js'), 'build', root], { env, stdio: 'pipe' });
  const output = join(root, 'output');
  return listFiles(output).map((path) => [path, readFileSync(join(output, path), 'base64')]);
}

const [here, elsewhere] = [flagshipCopy(flagshipLanguages), flagshipCopy(flagshipLanguages)];

test('two builds in other folders, time zones and locales give the same bytes', () => {
  const albanian = { TZ: 'Pacific/Kiritimati', LANG: 'sq_AL.UTF-8', LC_ALL: 'sq_AL.UTF-8' };
  const first = builtUnder(here, albanian);
  expect(first.map(([path]) => path)).toContain('annual-report/en/annual-report.pdf');
  expect(builtUnder(elsewhere, { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' })).toEqual(first);
});

test('every report is there in every language, with the same numbers in each', () => {
  for (const report of ['annual-report', 'shadow-report']) {
    const [first, ...others] = flagshipLanguages.map((tag) => {
      expect(statSync(join(here, 'output', report, tag, `${report}.pdf`)).size).toBeGreaterThan(50_000);
      expect(statSync(join(here, 'output', report, tag, `${report}.html`)).size).toBeGreaterThan(50_000);
      return readFileSync(join(here, 'output', report, tag, 'numbers.json'));
    }) as [Buffer, ...Buffer[]];
    for (const other of others) expectSameNumbers(first, other);
  }
});

test('every number of both reports can be traced, and every equation that they show is true', async () => {
  const shown = ['annual-report', 'shadow-report'].map(async (report) => {
    const read = (file: string): Buffer => readFileSync(join(here, 'output', report, 'en', file));
    const [numbers, page] = [readNumbers(read('numbers.json')), read(`${report}.html`).toString()];
    const traced = await tracesOf(here, numbers);
    expect(untraced(numbers, traced)).toEqual([]);
    expect(falseEquations(page, traced)).toEqual([]);
    return equationsOn(page).length;
  });
  const [annual = 0, shadow = 0] = await Promise.all(shown);
  expect(annual + shadow).toBeGreaterThan(100);
});

let found: FoundBrowser;

beforeAll(async () => {
  const toolRoot = join(repository, 'dist');
  found = await findBrowser({ toolRoot, env: process.env, startDeadline: 60_000 });
});

afterAll(async () => {
  await found?.running.stop();
});

/**
 * Pages of projects of other kinds: a publisher's own house, and data as an office has them. What such a page says of its own
 * accessibility must have been checked of this very page.
 */
function examplePage(project: string, report: string): string {
  const root = temporaryFolder();
  copyProject(join(repository, 'examples', project), root);
  const args = ['build', root, '--only', report, '--format', 'html'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'dist/cli.js'), ...args], {
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  const renew = `node dist/cli.js accessibility examples/${project}`;
  expect.soft(stdout + stderr, `run \`${renew}\`, and commit the file`).not.toContain('accessibility/stale');
  return readFileSync(join(root, 'output', report, 'en', `${report}.html`), 'utf8');
}

const flagshipPage = (report: string) => (): string =>
  readFileSync(join(here, 'output', report, 'en', `${report}.html`), 'utf8');

/** Figures of which a part lies on another. */
const overlapping = `[...document.querySelectorAll('figure')].flatMap((figure) => {
  const boxes = [...figure.children].map((part) => part.getBoundingClientRect()).filter(({ height }) => height > 0);
  return boxes.slice(1).filter(({ top, left }, at) => top < boxes[at].bottom - 1 && left < boxes[at].right - 1).map(() => figure.id);
})`;

test.each([
  ['annual-report', flagshipPage('annual-report')],
  ['shadow-report', flagshipPage('shadow-report')],
  ['houses', () => examplePage('houses', 'yearbook')],
  ['workbook', () => examplePage('workbook', 'deaths')],
])('the page of %s has no findings at any width in any colours', async (_, built) => {
  const html = built();
  expect(await invalidMarkup(html)).toEqual([]);
  const page = await openForAxe(found.running.browser, html);
  for (const width of [320, 800, 1400] as const) {
    await showAs(page, { width, colours: 'light' });
    expect.soft(await page.evaluate(overlapping), `${width} px`).toEqual([]);
    for (const colours of ['light', 'dark', 'forced'] as const) {
      await showAs(page, { width, colours });
      expect.soft(await axeFindings(page), `${width} px, ${colours}`).toEqual([]);
      await page.evaluate(`document.querySelector('main p .asks').click()`);
      expect.soft(await axeFindings(page), `${width} px, ${colours}, open`).toEqual([]);
      await page.evaluate(`document.getElementById('_origin').hidePopover()`);
    }
  }
  await page.close();
});
