/** Milliseconds: how long nothing must happen before a round begins, and how long it is put off at most. */
export interface Patience {
  readonly quiet: number;
  readonly most: number;
}

/**
 * Runs rounds: however many changes there are, and whenever they come, one round at a time, and the last one begins after the
 * last change. So what it finds is the newest state, and a thousand saves at once are a few rounds.
 */
export class Rounds {
  readonly #run: (isStale: () => boolean) => Promise<void>;
  readonly #patience: Patience;
  #wanted = 0;
  #firstAt: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isClosed = false;

  /** @param run Makes the newest state; may stop where `isStale` says that there is a newer one. Never fails. */
  constructor(run: (isStale: () => boolean) => Promise<void>, patience: Patience) {
    this.#run = run;
    this.#patience = patience;
  }

  /** Something may have changed. */
  ask(): void {
    if (this.#isClosed) return;
    this.#wanted++;
    // What comes while a round runs is looked at when it has ended.
    if (this.#running !== undefined) return;
    const now = Date.now();
    this.#firstAt ??= now;
    clearTimeout(this.#timer);
    const rest = this.#firstAt + this.#patience.most - now;
    this.#timer = setTimeout(() => this.#begin(), Math.max(0, Math.min(this.#patience.quiet, rest)));
  }

  /** No round begins any more; one that runs is waited for. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#wanted++;
    await this.#running;
  }

  #begin(): void {
    this.#firstAt = undefined;
    const round = this.#wanted;
    this.#running = this.#run(() => this.#wanted !== round).finally(() => {
      this.#running = undefined;
      if (this.#wanted === round || this.#isClosed) return;
      this.#wanted--;
      this.ask();
    });
  }
}
