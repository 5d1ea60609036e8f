/**
 * The time of the main thread in which nobody waits for it: while charts are drawn, a browser prints, a thread finishes. What is made then,
 * one thing after the other, is what others are not waiting for. It is held back where such a thing is under way, since what runs in one
 * piece would let a browser or a process wait that could work meanwhile.
 */
export class IdleScheduler {
  #holds = 0;
  #holdsOfLast = 0;
  #isAsked = false;
  readonly #waiting: (() => void)[] = [];
  /** Those who wait until nobody else does. */
  readonly #last: (() => void)[] = [];

  /**
   * Holds back what waits for idle time, until the function that is returned is called; calls after the first do nothing. `isShort`: what
   * could end the build may come in between, since it is soon done and a build with a fault is not to wait for a browser.
   */
  hold({ isShort = false } = {}): () => void {
    const add = (more: 1 | -1): void => {
      if (!isShort) this.#holds += more;
      this.#holdsOfLast += more;
    };
    add(1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      add(-1);
      this.#ask();
    };
  }

  /**
   * Settled when nothing is held back, and what came in meanwhile has been heard: those who wait get their turns in the order in which they
   * asked, so that more can come in between. What could end the build comes before what is only needed for its end (`isLast`).
   */
  turn({ isLast = false } = {}): Promise<void> {
    const turn = new Promise<void>((resolve) => (isLast ? this.#last : this.#waiting).push(resolve));
    this.#ask();
    return turn;
  }

  /** Those of whom one may have its turn now. */
  get #next(): (() => void)[] | undefined {
    if (this.#holds === 0 && this.#waiting.length > 0) return this.#waiting;
    return this.#holdsOfLast === 0 && this.#last.length > 0 ? this.#last : undefined;
  }

  #ask(): void {
    if (this.#isAsked || this.#next === undefined) return;
    this.#isAsked = true;
    setImmediate(() => {
      this.#isAsked = false;
      this.#next?.shift()?.();
      this.#ask();
    });
  }
}
