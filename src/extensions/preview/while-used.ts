/** Milliseconds without a question after which a worker ends: an author who is at lunch needs no memory. */
const idle = 600_000;

/** Milliseconds that a worker has to put away what it has started. */
const patience = 3_000;

/** A worker in another thread or process. */
interface Ending {
  close(): unknown;
}

/** A worker that starts when it is asked, and ends when nobody asks for ten minutes, or when it fails: the next question starts another. */
export class WhileUsed<Worker extends Ending> {
  readonly #start: () => Worker;
  readonly #rest: (worker: Worker) => Promise<unknown>;
  #worker: Worker | undefined;
  #asking = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param rest Puts away what a worker has started, before it ends. */
  constructor(start: () => Worker, rest: (worker: Worker) => Promise<unknown>) {
    this.#start = start;
    this.#rest = rest;
  }

  async ask<T>(question: (worker: Worker) => Promise<T>): Promise<T> {
    clearTimeout(this.#timer);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    this.#asking++;
    try {
      return await question(worker);
    } catch (error) {
      if (this.#worker === worker) this.#worker = undefined;
      await worker.close();
      throw error;
    } finally {
      this.#asking--;
      if (this.#asking === 0) this.#timer = setTimeout(() => void this.close(), idle).unref();
    }
  }

  /** Never fails. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#worker = undefined;
    await Promise.race([
      this.#rest(worker).catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, patience).unref()),
    ]);
    await worker.close();
  }
}
