/** An author writes a new chapter in the preview, in a real browser, with all that goes wrong on the way: `MINUTES=n` for how long. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, expect, test } from 'vitest';
import { build } from '../../src/commands/build/build.js';
import { changeTable } from '../bench/edits.mjs';
import { listFiles, temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { openBrowser, startPreview } from '../support/preview-browser.mjs';
import { copyProject } from '../support/project-copy.js';
import { seedOf } from './seed.js';

const minutes = Number(process.env.MINUTES ?? 5);
/** Milliseconds that the newest state may take to appear, on a machine that does other things too. */
const patience = 120_000;

const sentences = [
  'Most of what is known comes from the police.',
  'The count stood at {{value "victims-by-nationality" year=2012}} in the middle of the period.',
  'Of all victims, {{share "victims-by-nationality" nationality="kosovar" of="total"}} were from Kosovo itself.',
  'Services hear of persons whom no register has.',
  'The reasons are told elsewhere ([](#sec-how-many)).',
  'Nobody who was asked wished to be named.',
];
const faults = [
  ['{{value "victims-by-nationalty" year=2012}}', 'content/unknown-dataset'],
  ['{{valu "victims-by-nationality" year=2012}}', 'content/unknown-helper'],
  ['{{value "victims-by-nationality" year=2012', 'content/template-syntax'],
  ['([](#sec-nowhere))', 'document/dead-reference'],
] as const;

test(`writes a chapter for ${minutes} minutes`, async () => {
  const root = temporaryFolder(afterAll);
  copyProject(repository, root);
  const author = await Author.begin(root);
  try {
    const end = Date.now() + minutes * 60_000;
    const next = lots(seedOf('preview'));
    let rounds = 0;
    while (Date.now() < end) {
      await author.act(next, rounds++);
      await author.seesNewest();
    }
    console.log(`${rounds} acts, ${author.waits()}`);
    expect(author.loads).toBe(1);
    expect(author.faults).toEqual([]);
    // What is remembered grows at first.
    const [, , settled = Number.POSITIVE_INFINITY] = author.megabytes;
    expect(author.megabytes.at(-1) ?? 0).toBeLessThan(1.5 * settled + 100);
  } finally {
    await author.close();
  }
  // What was shown is what a build writes, and a build after all that is one of a folder in which nobody ever looked.
  const shown = author.lastText;
  const elsewhere = temporaryFolder(afterAll);
  copyProject(root, elsewhere);
  for (const each of [root, elsewhere]) {
    const asked = { root: each, only: ['annual-report'], languages: ['en'], formats: ['html'] as const };
    const { diagnostics } = await build({
      ...asked,
      draft: false,
      debug: false,
      env: process.env,
      progress: () => {},
    });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  }
  const output = (folder: string): string => join(folder, 'output/annual-report/en');
  expect(readFileSync(join(output(root), 'annual-report.html'), 'utf8')).toBe(shown);
  for (const file of listFiles(output(root)))
    expect(
      readFileSync(join(output(root), file)).equals(readFileSync(join(output(elsewhere), file))),
      file,
    ).toBe(true);
});

test('shows the PDF of what is looked at, and not the one that was looked at before', async () => {
  const root = temporaryFolder(afterAll);
  copyProject(join(repository, 'examples/municipalities'), root);
  const preview = await startPreview(root, ['--only', 'waste/prizren', '--lang', 'en,sq', '--quiet']);
  const browser = await openBrowser();
  try {
    const tab = await browser.newPage();
    await tab.goto(preview.address);
    await tab.waitForFunction('document.getElementById("language").options.length === 2', {
      timeout: patience,
    });
    await tab.click('#paper');
    for (const language of ['en', 'sq', 'en']) {
      await tab.select('#language', language);
      await tab.waitForFunction(
        `!document.getElementById("print").hidden && document.getElementById("print").src.includes("/${language}/")`,
        { timeout: patience },
      );
    }
  } finally {
    await browser.close();
    await preview.stop();
  }
});

type Running = Awaited<ReturnType<typeof startPreview>>;

/** Runs in the browser: the page has the newest word, and below it stands what is wrong, or nothing that is. */
const isSeen = `({ word: wanted, code: said }) => {
  const text = document.getElementById('page').contentDocument.body.textContent;
  const list = document.getElementById('list').textContent;
  const errors = document.querySelectorAll('#list > .error').length;
  return (
    (wanted === undefined || text.includes(wanted)) &&
    (said === undefined ? errors === 0 : list.includes(said))
  );
}`;

/** Whole numbers below another, the same for the same seed. */
function lots(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    // A linear congruential generator; of its bits the high ones are good.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Who writes, and what is on the screen before them. */
class Author {
  readonly #root: string;
  readonly #browser: Browser;
  readonly #tab: Page;
  readonly #preview: Running;
  readonly #template: string;
  readonly #original: string;
  readonly #times: number[] = [];
  readonly megabytes: number[] = [];
  /** What went wrong in the page itself. */
  readonly faults: string[] = [];
  loads = 0;
  lastText = '';
  #written: string[] = [];
  #number = 0;
  /** What has to be on the page, and what has to stand below it. */
  #awaited: { readonly word?: string; readonly code?: string } = {};

  private constructor(root: string, browser: Browser, tab: Page, preview: Running) {
    this.#root = root;
    this.#browser = browser;
    this.#tab = tab;
    this.#preview = preview;
    this.#template = join(root, 'templates/annual-report.md');
    this.#original = readFileSync(this.#template, 'utf8');
  }

  static async begin(root: string): Promise<Author> {
    const preview = await startPreview(root, ['--only', 'annual-report', '--lang', 'en', '--quiet']);
    const browser = await openBrowser();
    const tab = await browser.newPage();
    const author = new Author(root, browser, tab, preview);
    tab.on('pageerror', (error) => author.faults.push(String(error)));
    tab.on('framenavigated', (frame) => {
      if (frame.url().includes('/page/')) author.loads++;
    });
    await tab.goto(preview.address);
    await tab.waitForFunction('Number(document.getElementById("page").dataset.version) > 0', {
      timeout: patience,
    });
    return author;
  }

  async close(): Promise<void> {
    this.lastText = await this.#text();
    await this.#browser.close();
    expect(await this.#preview.stop()).toBe(0);
  }

  /** One thing that an author does; some are undone by the next. */
  async act(next: (below: number) => number, round: number): Promise<void> {
    const kind = round % 12 === 11 ? next(6) : 6 + Math.min(2, next(5));
    const fault = faults[next(faults.length)] ?? faults[0];
    if (kind === 0) await this.#withFolder('data');
    else if (kind === 1) await this.#withFolder('templates');
    else if (kind === 2) this.#saveOften();
    else if (kind === 3) await this.#brokenFile('tallybook.yaml', '  - [');
    else if (kind === 4) await this.#brokenFile('data/datapackage.yaml', '\n: [');
    else if (kind === 5) await this.#withoutProject();
    else if (kind === 6) await this.#faulty(fault[0], fault[1]);
    else if (kind === 7) await this.#cell();
    else await this.#sentence(sentences[next(sentences.length)] ?? '', next(3) === 0);
  }

  /** Waits until the page has the newest state, however long that takes on this machine; fails where it never does. */
  async seesNewest(): Promise<void> {
    const start = Date.now();
    const asked = `(${isSeen})(${JSON.stringify(this.#awaited)})`;
    try {
      await this.#tab.waitForFunction(asked, { timeout: patience, polling: 50 });
    } catch (problem) {
      const stood = await this.#tab.evaluate(
        `document.getElementById('problems').innerText + '; ' + document.body.dataset.status`,
      );
      throw new Error(`Waited for ${JSON.stringify(this.#awaited)}; there stood: ${String(stood)}`, {
        cause: problem,
      });
    }
    this.#times.push(Date.now() - start);
    if (this.#times.length % 5 === 0) this.megabytes.push(this.#residentMegabytes());
  }

  waits(): string {
    const sorted = [...this.#times].sort((a, b) => a - b);
    const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
    return `seen after ${at(0.5)} ms (p50), ${at(0.95)} ms (p95), at most ${at(1)} ms; ${this.megabytes.join(', ')} MB`;
  }

  #save(chapter: readonly string[] = this.#written): void {
    const text = `${this.#original}\n# A new chapter {#sec-new-chapter}\n\n${chapter.join('\n')}\n`;
    // As editors do that never leave half a file.
    writeFileSync(`${this.#template}~`, text);
    renameSync(`${this.#template}~`, this.#template);
  }

  /** A word that the page has not had. */
  #mark(): string {
    const letters = [...String(this.#number++)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    return `Mark${letters}.`;
  }

  async #sentence(sentence: string, isLetterByLetter: boolean): Promise<void> {
    const mark = this.#mark();
    const whole = `${sentence} ${mark}`;
    if (isLetterByLetter && !sentence.includes('{{'))
      for (let end = 5; end < whole.length; end += 9) {
        this.#save([...this.#written, whole.slice(0, end)]);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    this.#written.push(whole, ...(this.#number % 4 === 0 ? [''] : []));
    if (this.#written.length > 60) this.#written = this.#written.slice(-20);
    this.#save();
    this.#awaited = { word: mark };
  }

  /** Written wrong, seen to be wrong, and mended. */
  async #faulty(text: string, code: string): Promise<void> {
    this.#save([...this.#written, '', `Wrong ${text} here.`]);
    this.#awaited = { code };
    await this.seesNewest();
    await this.#sentence('It was mended.', false);
  }

  /** A number of the data changes, and with it a table and a chart. */
  async #cell(): Promise<void> {
    changeTable(this.#root, 'cases-by-offence.csv', this.#number + 1);
    await this.#sentence('The data were corrected.', false);
  }

  /** A folder is gone, and back with a new state, as when a branch is switched. */
  async #withFolder(folder: string): Promise<void> {
    const path = join(this.#root, folder);
    cpSync(path, `${path}-kept`, { recursive: true });
    rmSync(path, { recursive: true });
    this.#awaited = { code: folder === 'data' ? 'data' : 'templates/' };
    await this.seesNewest();
    mkdirSync(path);
    cpSync(`${path}-kept`, path, { recursive: true });
    rmSync(`${path}-kept`, { recursive: true });
    await this.#sentence('A folder came back.', false);
  }

  #saveOften(): void {
    let mark = '';
    for (let index = 0; index < 1000; index++) {
      mark = this.#mark();
      this.#save([...this.#written, mark]);
    }
    this.#written.push(mark);
    this.#awaited = { word: mark };
  }

  async #brokenFile(file: string, addition: string): Promise<void> {
    const path = join(this.#root, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text + addition);
    this.#awaited = { code: file };
    await this.seesNewest();
    writeFileSync(path, text);
    await this.#sentence('It was valid again.', false);
  }

  async #withoutProject(): Promise<void> {
    const path = join(this.#root, 'tallybook.yaml');
    renameSync(path, `${path}.away`);
    this.#awaited = { code: 'tallybook.yaml' };
    await this.seesNewest();
    renameSync(`${path}.away`, path);
    await this.#sentence('The project came back.', false);
  }

  async #text(): Promise<string> {
    const answer = await fetch(`${this.#preview.address}text/annual-report/en`);
    return ((await answer.json()) as { html: string }).html;
  }

  /** What the program holds, without what it started; 0 where the system does not tell. */
  #residentMegabytes(): number {
    const file = `/proc/${this.#preview.process.pid}/status`;
    if (!existsSync(file)) return 0;
    return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024);
  }
}
