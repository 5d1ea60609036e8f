import type { Page } from 'puppeteer-core';
import { findBrowser } from './find.js';
import { PageGuard } from './guard.js';
import type { LaunchSettings } from './launch.js';
import { answerSeconds, startSeconds } from './patience.js';

/** How a page is looked at. */
export interface PageView {
  /** In CSS pixels. */
  readonly width: number;
  /** `forced`: the colours that a reader has chosen for every page. */
  readonly colours: 'light' | 'dark' | 'forced';
}

/** A finished page in a browser, as readers have it: its own script runs, its policy holds, and there is no network. */
export interface ShownPage {
  look(view: PageView): Promise<void>;
  /** What a script gives in the page. It is put there by the debugger, which no policy of a page holds back. */
  evaluate(script: string): Promise<unknown>;
}

/**
 * Shows a page in a browser of its own, which ends with `work`. Rejects with an `EnvironmentProblem` where none starts, with a
 * `BrowserFailure` where it ends.
 */
export async function showPage<T>(
  html: string,
  { toolRoot, env }: Pick<LaunchSettings, 'toolRoot' | 'env'>,
  work: (page: ShownPage) => Promise<T>,
): Promise<T> {
  const { running } = await findBrowser({ toolRoot, env, startDeadline: startSeconds * 1000 });
  const guard = new PageGuard(running.browser, answerSeconds * 1000);
  try {
    const page = await guard.run('opening a page', () => running.browser.newPage());
    guard.watch(page);
    await guard.run('loading the document', async () => {
      await page.setOfflineMode(true);
      await page.setContent(html, { waitUntil: 'load', timeout: 0 });
    });
    return await work({
      look: (view) => guard.run('changing the window', () => lookAt(page, view)),
      evaluate: (script) => guard.run('examining the page', () => page.evaluate(script)),
    });
  } finally {
    guard.dispose();
    await running.stop();
  }
}

async function lookAt(page: Page, { width, colours }: PageView): Promise<void> {
  await page.setViewport({ width, height: 900 });
  const client = await page.createCDPSession();
  // The library knows no forced colours, and a session that ends takes them along.
  await client.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: colours === 'light' ? 'light' : 'dark' },
      { name: 'forced-colors', value: colours === 'forced' ? 'active' : 'none' },
    ],
  });
}
