import type { Diagnostic } from '../../diagnostics.js';
import { EnvironmentProblem } from '../../host/host.js';
import { Child } from '../../host/processes/child.js';
import { problem } from '../../problems/problem.js';
import type * as PreviewProcess from './preview-process.js';
import type { CheckAsked, CheckTold } from './preview-process.js';
import { WhileUsed } from './while-used.js';

/** Memory of the process beside a preview. */
const megabytes = 2_048;

/** Milliseconds after the last change in which nothing is begun, so that a page that is being made has the machine to itself. */
const pause = 250;

/** Everything that can wait, done in a process of low priority: one run at a time, and the last one after the last change. */
export interface Checks {
  /** Something changed: what is being found out is of an older state. */
  ask(): void;
  /** A page is being made of what changed: until the next call of `ask` nothing is begun, and what is being found out is of an older state. */
  hold(): void;
  close(): Promise<void>;
}

/** Starts the checks of a preview. `told` is not called with what was found out about a state that is no more. */
export type OpenChecks = (asked: () => CheckAsked, told: (told: CheckTold) => void) => Checks;

/** What does the work. */
export type Checker = Pick<Child, 'call' | 'close'>;

/** @param start Begins a process; tests put something else there. */
export const openChecks = (
  asked: () => CheckAsked,
  told: (told: CheckTold) => void,
  start = (): Checker => new Child(megabytes, { isPatient: true }),
): Checks => new CheckRuns(asked, told, start);

class CheckRuns implements Checks {
  readonly #asked: () => CheckAsked;
  readonly #told: (told: CheckTold) => void;
  /** The browser that prints has a folder of its own, which is taken away in good order. */
  readonly #children: WhileUsed<Checker>;
  #timer: NodeJS.Timeout | undefined;
  #isRunning = false;
  /** Counts changes: what was found out about an older state is not told. */
  #wanted = 0;
  #isHeld = false;
  #isClosed = false;

  constructor(asked: () => CheckAsked, told: (told: CheckTold) => void, start: () => Checker) {
    this.#asked = asked;
    this.#told = told;
    this.#children = new WhileUsed(start, (child) =>
      child.call<typeof PreviewProcess.rest>('preview-process.js', 'rest', [], () => {}),
    );
  }

  hold(): void {
    this.#wanted++;
    this.#isHeld = true;
    clearTimeout(this.#timer);
  }

  ask(): void {
    this.#wanted++;
    this.#isHeld = false;
    if (!this.#isClosed && !this.#isRunning) this.#beginLater();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#children.close();
  }

  #beginLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#begin(), pause);
  }

  async #begin(): Promise<void> {
    const round = this.#wanted;
    this.#isRunning = true;
    try {
      await this.#run(round);
    } finally {
      this.#isRunning = false;
      if (this.#wanted !== round && !this.#isHeld && !this.#isClosed) this.#beginLater();
    }
  }

  async #run(round: number): Promise<void> {
    const tell = (told: CheckTold): void => {
      if (round === this.#wanted && !this.#isClosed) this.#told(told);
    };
    try {
      await this.#children.ask((child) =>
        child.call<typeof PreviewProcess.checkAll>(
          'preview-process.js',
          'checkAll',
          [this.#asked()],
          (part) => tell(part as CheckTold),
        ),
      );
    } catch (error) {
      const diagnostic = error instanceof EnvironmentProblem ? error.diagnostic : internalProblem(error);
      tell({ kind: 'checked', diagnostics: [diagnostic], answers: [] });
    }
  }
}

/** What is said where Tallybook itself fails while a preview goes on: the next change is tried all the same. */
export const internalProblem = (error: unknown): Diagnostic =>
  problem(
    'host/internal.page',
    { file: 'tallybook', line: 1, column: 1 },
    { message: String(error instanceof Error ? error.message : error).split('\n', 1)[0] },
  );
