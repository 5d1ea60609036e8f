import { Child } from '../../host/child.js';
import { EnvironmentProblem } from '../../host/host.js';
import { internalProblem } from './internal-problem.js';
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
  close(): Promise<void>;
}

/** Starts the checks of a preview. `told` is not called with what was found out about a state that is no more. */
export type OpenChecks = (asked: () => CheckAsked, told: (told: CheckTold) => void) => Checks;

export const openChecks: OpenChecks = (asked, told) => {
  let child: Child | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let wanted = 0;
  let isClosed = false;
  const begin = (): void => {
    const round = wanted;
    running = run(round).finally(() => {
      running = undefined;
      if (wanted !== round && !isClosed) beginLater();
    });
  };
  const beginLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(begin, pause);
  };
  const run = async (round: number): Promise<void> => {
    child ??= new Child(megabytes, { isPatient: true });
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
    ask() {
      wanted++;
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
