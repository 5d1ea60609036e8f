import { availableParallelism } from 'node:os';
import type { Diagnostic } from '../../diagnostics.js';
import { openPrinter } from '../../host/browser/printer.js';
import type { Printer } from '../../host/host.js';
import { toolRoot } from '../../host/node-host.js';
import { Thread } from '../../host/processes/thread.js';
import type * as Finish from '../../outputs/pdf/finish.js';
import type { PdfFinisher } from '../../outputs/pdf/pdf-finisher.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { ChartWorker } from '../drawing/chart-worker.js';
import { type DrawingMemory, type DrawWith, drawAtWorkers } from '../drawing/draw-charts.js';
import { markAsHandled } from '../promises.js';
import { Turns } from './turns.js';

/** What works beside the main thread: started early, so that it is ready by the time that there is work for it. */
export interface WorkerPool {
  /**
   * Starts what is wanted later than that which draws first and the browser: the second process for charts, where there are more than a few, and the
   * thread that finishes prints. Had all begun at once, they would keep each other from being ready, and the main thread.
   */
  getReady(): void;
  readonly draw: DrawWith;
  readonly finisher: PdfFinisher;
  /** Reports whose outputs are made: what they are made from takes memory, and more of them at a time gain nothing. */
  readonly reports: Turns;
  /** Those of them that have the browser. */
  readonly prints: Turns;
  /** Rejects with an `EnvironmentProblem` where no browser starts. */
  printer(): Promise<Printer>;
  /**
   * Lets go what draws, once all is drawn: two processes hold as much memory as all else of a build. In a session that builds again they stay, since
   * a new one takes several times as long for its first charts.
   */
  restDrawing(): void;
  /** Ends everything, also what is still starting. Never fails. */
  close(): Promise<void>;
}

interface WorkerPoolOptions {
  /** The browser starts at once; else only when it is asked for. */
  readonly wantsBrowser: boolean;
  /** How many charts there may be: a process for them starts at once; else only when there are charts for it. */
  readonly draws: number;
  readonly limits: ResourceLimits;
  readonly env: NodeJS.ProcessEnv;
  readonly warn: (diagnostic: Diagnostic) => void;
  readonly drawings: DrawingMemory;
}

/** Opens a worker pool, to be closed by the caller whatever happens. */
export function openWorkerPool({
  wantsBrowser,
  draws,
  limits,
  env,
  warn,
  drawings,
}: WorkerPoolOptions): WorkerPool {
  const processors = Math.max(2, availableParallelism());
  const workers = Array.from({ length: Math.min(2, availableParallelism()) }, () => new ChartWorker(limits));
  let isBuiltAgain = false;
  const thread = lazy(() => new Thread());
  // Loading it takes 200 ms, which the thread can spend early.
  const finisher = lazy(() =>
    thread.get().hold<typeof Finish.openPdfFinisher>('finish.js', 'openPdfFinisher'),
  );
  const printer = lazy(() => openPrinter({ toolRoot: toolRoot(), env, warn }));
  if (wantsBrowser) markAsHandled(printer.get());
  // Few charts need one process, which is got ready beside the data. A session that has drawn charts before may not need to draw any.
  if (draws > 0 && drawings.drawn.isEmpty) workers[0]?.warmUp();
  return {
    getReady() {
      if (draws >= many && drawings.drawn.isEmpty) workers[1]?.warmUp();
      if (wantsBrowser) markAsHandled(finisher.get());
    },
    reports: new Turns(processors + 1),
    prints: new Turns(processors),
    draw: (work, cache, asked) => drawAtWorkers(work, workers, drawings, cache, asked),
    finisher: {
      async read(input) {
        const { value, call, drop } = await (await finisher.get()).hold('read', input);
        return {
          read: value,
          finish: () => call('finish'),
          // A thread that has ended holds nothing.
          setAside: () => void call('setAside').catch(() => {}),
          drop,
        };
      },
    },
    printer: printer.get,
    restDrawing() {
      if (!isBuiltAgain) for (const worker of workers) worker.rest();
      isBuiltAgain = true;
    },
    async close() {
      const opened = printer.made()?.then((each) => each.close());
      for (const worker of workers) worker.close();
      await Promise.allSettled([opened, thread.made()?.close()]);
    },
  };
}

/** Charts from which on a second process is worth its start. */
const many = 4;

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
