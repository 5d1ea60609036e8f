/**
 * The time of the main thread in which nobody waits for it: while charts are drawn, a browser prints, a thread finishes. What is made then,
 * one thing after the other, is what others are not waiting for. It is held back where such a thing is under way, since what runs in one
 * piece would let a browser or a process wait that could work meanwhile.
 */
export class SpareTime {
  #holds = 0;
  #isAsked = false;
  readonly #waiting: (() => void)[] = [];

  /** Holds back what waits for spare time, until the function that is returned is called; calls after the first do nothing. */
  hold(): () => void {
    this.#holds++;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holds--;
      this.#ask();
    };
  }

  /**
   * Settled when nothing is held back, and what came in meanwhile has been heard: those who wait get their turns in the order in which they
   * asked, so that more can come in between.
   */
  turn(): Promise<void> {
    const turn = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#ask();
    return turn;
  }

  #ask(): void {
    if (this.#isAsked || this.#holds > 0 || this.#waiting.length === 0) return;
    this.#isAsked = true;
    setImmediate(() => {
      this.#isAsked = false;
      if (this.#holds > 0) return;
      this.#waiting.shift()?.();
      this.#ask();
    });
  }
}
