import { availableParallelism } from 'node:os';
import type { Diagnostic } from '../diagnostics.js';
import { openPrinter } from '../host/browser/printer.js';
import type { Printer } from '../host/host.js';
import { toolRoot } from '../host/node-host.js';
import { Thread } from '../host/thread.js';
import type * as Finish from '../outputs/pdf/finish.js';
import type { Press } from '../outputs/pdf/press.js';
import type * as ChartThread from './chart-thread.js';
import { type DrawCharts, drawInThreads, hasDrawnCharts } from './draw-charts.js';

/** What works beside the main thread: started early, so that it is ready by the time that there is work for it. */
export interface Workshop {
  readonly draw: DrawCharts;
  readonly press: Press;
  /** Rejects with an `EnvironmentProblem` where no browser starts. */
  printer(): Promise<Printer>;
  /** Ends everything, also what is still starting. Never fails. */
  close(): Promise<void>;
}

interface WorkshopOptions {
  /** The browser starts at once; else only when it is asked for. */
  readonly wantsPdf: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly warn: (diagnostic: Diagnostic) => void;
}

/** Opens a workshop, to be closed by the caller whatever happens. */
export function openWorkshop({ wantsPdf, env, warn }: WorkshopOptions): Workshop {
  const first = lazy(() => new Thread());
  const second = availableParallelism() > 1 ? lazy(() => new Thread()) : first;
  const printer = lazy(() => openPrinter({ toolRoot: toolRoot(), env, warn }));
  if (wantsPdf) quiet(printer.get());
  const threads = [...new Set([first, second])];
  // A process that has drawn charts before may not need to draw any.
  if (!hasDrawnCharts()) {
    for (const { get } of threads) quiet(get().call<typeof ChartThread.warmUp>('chart-thread.js', 'warmUp'));
  }
  if (wantsPdf) quiet(second.get().call<typeof Finish.warmUp>('finish.js', 'warmUp'));
  return {
    draw: (input) =>
      drawInThreads(
        input,
        threads.map(({ get }) => get),
      ),
    press: {
      readPages: (bytes) => second.get().call<typeof Finish.readPages>('finish.js', 'readPages', bytes),
      finish: (input) => second.get().call<typeof Finish.finish>('finish.js', 'finish', input),
    },
    printer: printer.get,
    async close() {
      const opened = printer.made()?.then((each) => each.close());
      await Promise.allSettled([opened, ...threads.map(({ made }) => made()?.close())]);
    },
  };
}

/** Makes something once, at the first call of `get`. */
function lazy<T>(make: () => T): { readonly get: () => T; readonly made: () => T | undefined } {
  let value: T | undefined;
  return {
    get: () => {
      value ??= make();
      return value;
    },
    made: () => value,
  };
}

/** A failure is met by whoever asks for the result; until then nobody listens. */
function quiet(promise: Promise<unknown>): void {
  promise.catch(() => {});
}
