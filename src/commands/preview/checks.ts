import type { Diagnostic } from '../../diagnostics.js';
import { EnvironmentProblem } from '../../host/host.js';
import { Child } from '../../host/processes/child.js';
import type * as PreviewProcess from './preview-process.js';
import type { CheckAsked, CheckTold } from './preview-process.js';

/** Memory of the process beside a preview. */
const megabytes = 2_048;

/** Milliseconds after the last change in which nothing is begun, so that a page that is being made has the machine to itself. */
const pause = 250;

/** Milliseconds that what was started has to end. */
const patience = 3_000;

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
): Checks => {
  let child: Checker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let wanted = 0;
  let isHeld = false;
  let isClosed = false;
  const begin = (): void => {
    const round = wanted;
    running = run(round).finally(() => {
      running = undefined;
      if (wanted !== round && !isHeld && !isClosed) beginLater();
    });
  };
  const beginLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(begin, pause);
  };
  const run = async (round: number): Promise<void> => {
    child ??= start();
    try {
      await child.call<typeof PreviewProcess.checkAll>(
        'preview-process.js',
        'checkAll',
        [asked()],
        (part) => {
          if (round === wanted && !isClosed) told(part as CheckTold);
        },
      );
    } catch (error) {
      child.close();
      child = undefined;
      if (isClosed || round !== wanted) return;
      const diagnostic = error instanceof EnvironmentProblem ? error.diagnostic : internalProblem(error);
      told({ kind: 'checked', diagnostics: [diagnostic], answers: [] });
    }
  };
  return {
    hold() {
      wanted++;
      isHeld = true;
      clearTimeout(timer);
    },
    ask() {
      wanted++;
      isHeld = false;
      if (!isClosed && running === undefined) beginLater();
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      // The browser that prints has a folder of its own, which is taken away in good order.
      const rested = child?.call<typeof PreviewProcess.rest>('preview-process.js', 'rest', [], () => {});
      await Promise.race([
        rested?.catch(() => {}),
        new Promise((resolve) => setTimeout(resolve, patience).unref()),
      ]);
      child?.close();
    },
  };
};

/** What is said where Tallybook itself fails while a preview goes on: the next change is tried all the same. */
export const internalProblem = (error: unknown): Diagnostic => ({
  severity: 'error',
  code: 'host/internal',
  message: `Unexpected failure of Tallybook itself (${String(error instanceof Error ? error.message : error).split('\n', 1)[0]}), expected a page`,
  position: { file: 'tallybook', line: 1, column: 1 },
  hint: 'run `tallybook check --debug` and report what it prints; the preview goes on with the next change',
});
