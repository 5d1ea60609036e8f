import type { Printer, PrintPage } from '../../host/host.js';
import { collectWhenIdle } from '../../host/tuning/v8.js';
import type { WorkerPool } from '../workers/worker-pool.js';
import type { IdleScheduler } from './idle-scheduler.js';

/**
 * Lets the browser go first while the outputs of one report are made: until it has what it is to print, nothing is made that it could work
 * beside. While it loads and prints, garbage is collected, which takes nobody's time then.
 */
export class BrowserFirst {
  readonly #scheduler: IdleScheduler;
  readonly #workers: Pick<WorkerPool, 'printer' | 'prints'>;
  #handOver = (): void => {};

  constructor(scheduler: IdleScheduler, workers: Pick<WorkerPool, 'printer' | 'prints'>) {
    this.#scheduler = scheduler;
    this.#workers = workers;
  }

  /** Makes outputs of which one is printed. */
  async make<T>(make: () => Promise<T>): Promise<T> {
    this.#handOver = this.#scheduler.hold();
    try {
      return await make();
    } finally {
      this.#handOver();
    }
  }

  /** Prints, when it is the turn of the report. */
  async print<T>(work: () => Promise<T>): Promise<T> {
    const { prints } = this.#workers;
    if (prints.areTaken) this.#handOver();
    return await prints.take(async () => {
      try {
        return await work();
      } finally {
        // What was printed before is not printed again.
        this.#handOver();
      }
    });
  }

  /** Settled when nobody waits for what is being made. */
  async idle(): Promise<void> {
    await this.#scheduler.turn({ isLast: true });
    // Once that is made which has this turn: it reads whole pages, and lets them go before the words of a print arrive.
    collectWhenIdle();
  }

  /** The browser, asked for once there is something to print. */
  readonly printer: Pick<Printer, 'print'> = {
    print: async (html, use, ...more) => {
      this.#handOver();
      const browser = await this.#workers.printer();
      const release = this.#scheduler.hold({ isShort: true });
      try {
        const begun = (): void => {
          release();
          collectWhenIdle();
        };
        const printing = browser.print(html, (page) => use(toldWhenPrinting(page, begun)), ...more);
        // While the browser loads the document.
        collectWhenIdle();
        return await printing;
      } finally {
        release();
      }
    },
  };
}

/** The page, whose first print is told: from then on the browser works alone. */
function toldWhenPrinting(page: PrintPage, tell: () => void): PrintPage {
  return {
    ...page,
    pdf: (options) => {
      const printing = page.pdf(options);
      tell();
      return printing;
    },
  };
}
