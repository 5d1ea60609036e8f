import type { Browser, Page } from 'puppeteer-core';
import { type PageGuard, withDeadline } from './guard.js';

/** After as many documents a page is closed, since a renderer that prints thousands keeps more and more. */
const mostDocuments = 200;

/**
 * The pages of a browser, each used again for one document after another: to open a page takes longer than to print a short document. What
 * a document leaves behind goes when the next one is loaded; scripts are off, and there is no network.
 */
export class PagePool {
  readonly #browser: Browser;
  readonly #idle: Page[] = [];
  readonly #documents = new WeakMap<Page, number>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A page that nobody uses, or a new one. Fails with a `BrowserFailure`. */
  async take(guard: PageGuard): Promise<Page> {
    const page = this.#idle.pop() ?? (await guard.run('opening a page', () => open(this.#browser)));
    guard.watch(page);
    this.#documents.set(page, (this.#documents.get(page) ?? 0) + 1);
    return page;
  }

  /** Takes a page back, or closes it where it is worn or shows something else than what it was given. */
  async give(page: Page): Promise<void> {
    const isWorn = (this.#documents.get(page) ?? 0) >= mostDocuments;
    if (!isWorn && page.url() === 'about:blank') this.#idle.push(page);
    // One that cannot be closed goes with its browser, at the latest when the printer closes.
    else await withDeadline('closing the page', 2000, page.close()).catch(() => {});
  }
}

async function open(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setOfflineMode(true);
  return page;
}
