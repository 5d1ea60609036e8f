import type { Browser, Page } from 'puppeteer-core';

/** The browser, not the caller, is at fault: a new browser may do better. */
export class BrowserFailure extends Error {
  override readonly name = 'BrowserFailure';
}

/** Settles like `operation`, or fails with a `BrowserFailure` after `deadline` milliseconds. */
export async function withDeadline<T>(what: string, deadline: number, operation: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new BrowserFailure(`${what} took longer than ${deadline / 1000} s`)),
      deadline,
    );
  });
  try {
    return await Promise.race([operation, late]);
  } finally {
    clearTimeout(timer);
    // The loser of the race may still fail, with no one listening.
    operation.catch(() => {});
  }
}

/**
 * Watches one browser and one of its pages, because puppeteer waits for ever for an answer from a renderer that was
 * killed, its own time limits notwithstanding.
 */
export class PageGuard {
  readonly #browser: Browser;
  readonly #deadline: number;
  readonly #dead: Promise<never>;
  #page: Page | undefined;
  #die: (failure: BrowserFailure) => void = () => {};
  #failure: BrowserFailure | undefined;

  constructor(browser: Browser, deadline: number) {
    this.#browser = browser;
    this.#deadline = deadline;
    this.#dead = new Promise<never>((_, reject) => {
      this.#die = reject;
    });
    this.#dead.catch(() => {});
    // Not `once`: puppeteer's `off` does not find such a listener, and the browser would hold each guard, with all that its operations gave.
    browser.on('disconnected', this.#onDisconnected);
  }

  /** The first failure seen, also one that the caller's own code has swallowed or wrapped. */
  get failure(): BrowserFailure | undefined {
    return this.#failure;
  }

  watch(page: Page): void {
    this.#page = page;
    page.on('error', this.#onPageError);
  }

  /** Runs one operation of the browser; every way in which it fails is a `BrowserFailure`. */
  async run<T>(what: string, operation: () => Promise<T>): Promise<T> {
    try {
      if (this.#failure !== undefined) throw this.#failure;
      return await withDeadline(what, this.#deadline, Promise.race([operation(), this.#dead]));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#failure ??=
        error instanceof BrowserFailure
          ? error
          : new BrowserFailure(`${what} failed: ${reason}`, { cause: error });
      throw this.#failure;
    }
  }

  dispose(): void {
    this.#browser.off('disconnected', this.#onDisconnected);
    this.#page?.off('error', this.#onPageError);
  }

  readonly #onDisconnected = (): void => this.#end('the browser ended');
  readonly #onPageError = (error: Error): void => this.#end(`the page crashed (${error.message})`);

  #end(reason: string): void {
    this.#failure ??= new BrowserFailure(reason);
    this.#die(this.#failure);
  }
}
