import type { Page } from 'puppeteer-core';
import type { Diagnostic } from '../../diagnostics.js';
import { faultOf, problem } from '../../problems/problem.js';
import type { EnvironmentProblem, Printer, PrintOptions, PrintPage } from '../host.js';
import { environmentProblem } from '../problems.js';
import { shortageOf } from './browser-end.js';
import type { Candidate } from './candidate.js';
import { type FindSettings, type FoundBrowser, findBrowser, type TriedBrowser } from './find.js';
import { type BrowserFailure, PageGuard, withDeadline } from './guard.js';
import { type RunningBrowser, startBrowser } from './launch.js';
import { type OpenPage, PagePool } from './page-pool.js';
import { answerSeconds, startSeconds } from './patience.js';

export interface PrinterOptions {
  /** `dist/`, whose `fonts/system/` the browser is shown. */
  readonly toolRoot: string;
  readonly env: NodeJS.ProcessEnv;
  readonly warn: (diagnostic: Diagnostic) => void;
  /** What to try instead of what this machine has; tests use it. */
  readonly candidates?: readonly Candidate[];
  /** Milliseconds that one act of the browser (loading, printing once) may take; two minutes by default. */
  readonly deadline?: number;
  /** Milliseconds that a start may take; half a minute by default. */
  readonly startDeadline?: number;
}

/**
 * Finds a browser, starts it and returns it as a printer, to be closed by the caller.
 * Rejects with an `EnvironmentProblem` when there is none, or the one asked for by a variable does not work.
 */
export async function openPrinter(options: PrinterOptions): Promise<Printer> {
  const settings = findSettings(options);
  const found = await findBrowser(settings);
  if (!found.running.sandboxed) options.warn(sandboxWarning());
  return new BrowserPrinter(found, settings, options.deadline ?? answerSeconds * 1000);
}

/** What `tallybook doctor` tells about the browser that would print. */
export interface BrowserDescription {
  readonly kind: Candidate['kind'];
  readonly name: string;
  readonly version: string;
  readonly sandboxed: boolean;
  readonly tried: readonly TriedBrowser[];
}

/** Starts the browser that would print, for a moment, and returns what it is. Rejects as `openPrinter` does. */
export async function describeBrowser(options: PrinterOptions): Promise<BrowserDescription> {
  const { candidate, running, tried } = await findBrowser(findSettings(options));
  await running.stop();
  const { version, sandboxed } = running;
  return { kind: candidate.kind, name: candidate.name, version, sandboxed, tried };
}

function findSettings({
  toolRoot,
  env,
  candidates,
  startDeadline = startSeconds * 1000,
}: PrinterOptions): FindSettings {
  return { toolRoot, env, startDeadline, ...(candidates === undefined ? {} : { candidates }) };
}

class BrowserPrinter implements Printer {
  readonly version: string;
  readonly #found: FoundBrowser;
  readonly #settings: FindSettings;
  readonly #deadline: number;
  readonly #pages = new WeakMap<RunningBrowser, PagePool>();
  #running: Promise<RunningBrowser> | undefined;
  #isClosed = false;

  constructor(found: FoundBrowser, settings: FindSettings, deadline: number) {
    this.version = `Chromium ${found.running.version} (${found.candidate.kind})`;
    this.#found = found;
    this.#settings = settings;
    this.#deadline = deadline;
    this.#running = Promise.resolve(found.running);
    // Its first page is opened while there is nothing to print yet.
    this.#pagesOf(found.running);
  }

  async print<T>(
    html: string,
    work: (page: PrintPage) => Promise<T>,
    { once = false }: PrintOptions = {},
  ): Promise<T> {
    let failure: BrowserFailure | undefined;
    let shortage: EnvironmentProblem | undefined;
    for (let attempt = 0; attempt < (once ? 1 : 2); attempt++) {
      const running = await this.#current();
      const guard = new PageGuard(running.browser, this.#deadline);
      try {
        return await printOnce(this.#pagesOf(running), guard, html, work);
      } catch (error) {
        if (guard.failure === undefined) throw error;
        failure = guard.failure;
        await this.#retire(running);
        shortage = shortageOf(await running.end(), this.#settings.env);
      } finally {
        guard.dispose();
      }
    }
    throw shortage ?? failedProblem(failure);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const running = await this.#running?.catch(() => undefined);
    this.#running = undefined;
    if (running === undefined) return;
    await withDeadline('opening a page', 3000, this.#pagesOf(running).settled()).catch(() => {});
    await running.stop();
  }

  /** The browser in use, or a new one when the last was given up. */
  #current(): Promise<RunningBrowser> {
    // A print that the end of the printer cut short must not start another browser, which nobody would end.
    if (this.#isClosed) throw failedProblem(new Error('the printer was closed'));
    this.#running ??= startBrowser(this.#found.program, this.#settings).catch((cause: unknown) => {
      this.#running = undefined;
      throw shortageOf(cause, this.#settings.env) ?? failedProblem(cause);
    });
    return this.#running;
  }

  #pagesOf(running: RunningBrowser): PagePool {
    const pool = this.#pages.get(running) ?? new PagePool(running.browser);
    this.#pages.set(running, pool);
    return pool;
  }

  /** Gives a browser up; pages of other documents in it fail too, and print again in the next one unless they print `once`. */
  async #retire(running: RunningBrowser): Promise<void> {
    if ((await this.#running?.catch(() => undefined)) === running) this.#running = undefined;
    await running.stop();
  }
}

async function printOnce<T>(
  pages: PagePool,
  guard: PageGuard,
  html: string,
  work: (page: PrintPage) => Promise<T>,
): Promise<T> {
  const opened = await pages.take(html, guard);
  try {
    return await work(asPrintPage(opened, html, guard));
  } finally {
    if (guard.failure === undefined) pages.give(opened);
  }
}

function asPrintPage(opened: OpenPage, html: string, guard: PageGuard): PrintPage {
  const { page } = opened;
  return {
    async reservePageNumbers({ placeholder, glyphs }) {
      const script = `((placeholder, glyphs) => {
        for (const element of document.querySelectorAll('[data-page-of]')) {
          const line = document.createElement('span');
          line.setAttribute('aria-hidden', 'true');
          line.style.cssText = 'position: absolute; font-size: 1px; line-height: 1; letter-spacing: 0';
          line.textContent = glyphs;
          element.replaceChildren(line, placeholder);
        }
      })(...${JSON.stringify([placeholder, glyphs])})`;
      await guard.run('setting page numbers', () => page.evaluate(script));
    },
    async setPageNumbers(numbers) {
      // As text, since it runs in the page: this program knows no `document`.
      const script = `((numbers) => {
        for (const element of document.querySelectorAll('[data-page-of]')) {
          const id = element.getAttribute('data-page-of');
          element.textContent = Object.hasOwn(numbers, id) ? String(numbers[id]) : '';
        }
      })(JSON.parse(${JSON.stringify(JSON.stringify(numbers))}))`;
      await guard.run('setting page numbers', () => page.evaluate(script));
    },
    async pdf({ tagged }) {
      const bytes = await guard.run('printing', async () => {
        const printed = await (html.length > mostAtOnce ? inPieces(page, tagged) : atOnce(opened, tagged));
        if (!isPdf(printed)) throw new Error(`${printed.length} bytes that are no PDF`);
        return printed;
      });
      // A refresh in the document replaces it, without an error, by a page about being offline.
      if (page.url() !== 'about:blank') {
        throw environmentProblem(faultOf('host/browser-failed.document'));
      }
      return bytes;
    },
    async picture(area) {
      const { data } = await guard.run('taking a picture', () =>
        opened.client.send('Page.captureScreenshot', {
          format: 'png',
          clip: { ...area, scale: 2 },
          captureBeyondViewport: true,
        }),
      );
      return new Uint8Array(Buffer.from(data, 'base64'));
    },
  };
}

/** Characters of a document whose PDF comes in one message: that of one twenty times as large could be more than a message holds. */
const mostAtOnce = 4_000_000;

/** Asked for in one message and answered in one: each answer waits for what this program does meanwhile, which is not little. */
async function atOnce({ client }: OpenPage, tagged: boolean): Promise<Uint8Array> {
  const { data } = await client.send('Page.printToPDF', {
    ...{ preferCSSPageSize: true, printBackground: true },
    // A4, in inches.
    ...{
      paperWidth: 8.2677,
      paperHeight: 11.6929,
      marginTop: 0,
      marginBottom: 0,
      marginLeft: 0,
      marginRight: 0,
    },
    ...{ generateTaggedPDF: tagged, generateDocumentOutline: tagged },
  });
  return new Uint8Array(Buffer.from(data, 'base64'));
}

/** The same, however much it is. */
async function inPieces(page: Page, tagged: boolean): Promise<Uint8Array> {
  return await page.pdf({
    preferCSSPageSize: true,
    format: 'A4',
    printBackground: true,
    tagged,
    outline: tagged,
    // They are loaded with the document.
    waitForFonts: false,
    timeout: 0,
  });
}

/** Whether bytes begin and end as a PDF does: half of one is none. */
function isPdf(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return text.subarray(0, 5).toString('latin1') === '%PDF-' && text.subarray(-1024).includes('%%EOF');
}

function sandboxWarning(): Diagnostic {
  return problem('host/sandbox', { file: 'tallybook', line: 1, column: 1 });
}

function failedProblem(cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : 'unknown reason';
  return environmentProblem(faultOf('host/browser-failed.end', { reason }), { cause });
}
