import type { ProgressEvent } from '../../session/progress.js';
import type { Terminal } from '../terminal.js';
import { Rate, roughly } from './rate.js';
import type { ShownProgress } from './shown-progress.js';
import { slowPrint, stepNames } from './step-lines.js';

/** More targets are counted, and not named one by one. */
export const mostNamed = 12;

/** Milliseconds between two lines of a log; on a terminal a line is drawn anew much oftener. */
const between = { log: 10_000, screen: 200 };

/** What a batch says of itself: how many reports are done, how many of them have errors, and about how long the rest takes. */
class Count {
  readonly #total: number;
  readonly #step: ProgressEvent['step'];
  readonly #now: () => number;
  readonly #rate = new Rate();
  #done = 0;
  #failed = 0;

  /** @param check Nothing is finished: what is written is done. */
  constructor(total: number, check: boolean, now: () => number) {
    this.#total = total;
    this.#step = check ? 'compose' : 'target';
    this.#now = now;
  }

  /** Returns true where the count has changed. */
  take({ step, state, failed, found }: ProgressEvent): boolean {
    if (step === 'data' && state === 'end') this.#rate.begin(this.#now());
    if (step !== this.#step || state !== 'end') return false;
    this.#done += 1;
    if (failed === true) this.#failed += 1;
    if (found !== true) this.#rate.made(this.#now());
    return true;
  }

  get isOver(): boolean {
    return this.#done >= this.#total;
  }

  get line(): string {
    const failed = this.#failed === 0 ? '' : `, ${this.#failed} with errors`;
    const left = this.isOver ? undefined : this.#rate.remaining(this.#total - this.#done);
    const rest = left === undefined ? '' : `; ${roughly(left)} left`;
    return `${this.#done} of ${this.#total} reports${failed}${rest}`;
  }
}

/** Says now and then in a line how far a batch is, for logs. */
export function manyLines(
  { err, now }: Pick<Terminal, 'err' | 'now'>,
  total: number,
  check: boolean,
): ShownProgress {
  const count = new Count(total, check, now);
  let said = now();
  return {
    progress(event) {
      const { step, state } = event;
      if ((step === 'data' || step === 'publish') && state === 'begin') err(stepNames[step]);
      if (state === 'slow') err(`${stepNames[step]}: ${slowPrint}`);
      const isDue = count.take(event) && (count.isOver || now() - said >= between.log);
      if (!isDue) return;
      said = now();
      err(count.line);
    },
    finish: async () => {},
  };
}

/** Draws the same in one line of a terminal, over and over. */
export function manyOnScreen(
  screen: NodeJS.WriteStream,
  now: () => number,
  total: number,
  check: boolean,
): ShownProgress {
  const count = new Count(total, check, now);
  let drawn = Number.NEGATIVE_INFINITY;
  const draw = (line: string): void => {
    drawn = now();
    // A terminal in a container may not know how wide it is.
    screen.write(`\r${line.slice(0, (screen.columns || 80) - 1)}\u001B[K`);
  };
  return {
    progress(event) {
      const { step, state } = event;
      if ((step === 'data' || step === 'publish') && state === 'begin') draw(stepNames[step]);
      if (count.take(event) && (count.isOver || now() - drawn >= between.screen)) draw(count.line);
    },
    async finish() {
      if (drawn > Number.NEGATIVE_INFINITY) screen.write('\r\u001B[K');
    },
  };
}
