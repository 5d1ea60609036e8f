/** Work of which only so much is under way at a time. The first failure ends it. */
export class Slots {
  readonly #most: number;
  readonly #running = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** Waits until there is room for one more. Fails with what went wrong in another. */
  async room(): Promise<void> {
    while (this.#running.size >= this.#most && this.#failure === undefined) await Promise.race(this.#running);
    this.#expectNoFailure();
  }

  /** Starts work, which is waited for in `room` and `all`. */
  run(work: () => Promise<void>): void {
    const running = work().catch((error: unknown) => {
      this.#failure ??= { error };
    });
    this.#running.add(running);
    void running.then(() => this.#running.delete(running));
  }

  /** Waits until everything has ended. Fails with what went wrong first. */
  async all(): Promise<void> {
    await this.ended();
    this.#expectNoFailure();
  }

  /** Waits until everything has ended, whatever came of it. Never fails. */
  async ended(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #expectNoFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
