/** Work of which so much is under way at a time, in the order in which it was asked for. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  #idle: (() => void)[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  /** True where work that is asked for now has to wait. */
  get areTaken(): boolean {
    return this.#free === 0;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      this.#pass();
    }
  }

  /**
   * Work that nobody waits for yet: it begins when a turn is free that nobody else wants. It may give its turn back before it is done.
   * What is returned is called once: it gives the work, or undefined where it has not begun and never will.
   */
  idle<T>(work: (done: () => void) => Promise<T>): () => Promise<T> | undefined {
    let begun: Promise<T> | undefined;
    const begin = (): void => {
      let hasTurn = true;
      const done = (): void => {
        if (hasTurn) this.#pass();
        hasTurn = false;
      };
      begun = work(done).finally(done);
      // Heard when it is asked for, if ever.
      begun.catch(() => {});
    };
    if (this.#free > 0) {
      this.#free--;
      begin();
    } else this.#idle.push(begin);
    return () => {
      this.#idle = this.#idle.filter((each) => each !== begin);
      return begun;
    };
  }

  #pass(): void {
    const next = this.#waiting.shift() ?? this.#idle.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}
