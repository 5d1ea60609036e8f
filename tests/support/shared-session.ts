import { standardLimits } from '../../src/resource-limits.js';
import { ChartWorker } from '../../src/session/drawing/chart-worker.js';
import { drawAtWorkers } from '../../src/session/drawing/draw-charts.js';
import { DrawnCharts } from '../../src/session/drawing/drawn-charts.js';
import { openSession, type Session } from '../../src/session/session.js';

/** Sessions for tests that build one report after another. */
export interface SharedSessions {
  /**
   * A session that knows nothing of the ones before it but how charts came out, so that a build with it goes through every
   * stage.
   */
  open(): Session;
  /** A session that knows not even that, as one of a new process: each chart is drawn for it, or found where others kept it. */
  openApart(env: NodeJS.ProcessEnv): Session;
  /** Ends what works for all of them; the next session starts it again. */
  rest(): Promise<void>;
}

let first: Session | undefined;
let worker: ChartWorker | undefined;

/**
 * Sessions of which one browser, one thread and one process for charts work for all, in every file that a process runs, which
 * saves half of the processor time. They end with the process, as they do when a program is ended (`host/processes/exit.ts`), and when the limits
 * change. A file that changes what a browser or a program is found by must `rest` before and after.
 */
export const sharedSessions: SharedSessions = {
  open() {
    first ??= openSession(process.env);
    const { workerPool } = first;
    // What the start of the browser warns of belongs to no build: any that runs by then would have it.
    return { ...openSession(process.env), workerPool, warnings: () => [], rest: async () => {} };
  },
  openApart(env) {
    worker ??= new ChartWorker(standardLimits);
    const workers = [worker];
    const session = openSession(env);
    const drawings = { drawn: new DrawnCharts(), memory: session.memory };
    const workerPool: Session['workerPool'] = (needs) => ({
      ...session.workerPool({ ...needs, draws: 0 }),
      draw: (work, cache, asked) => drawAtWorkers(work, workers, drawings, cache, asked),
      restDrawing: () => {},
    });
    return { ...session, workerPool };
  },
  async rest() {
    const ended = first;
    first = undefined;
    worker?.close();
    worker = undefined;
    await ended?.rest();
  },
};
