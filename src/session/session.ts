import { SubjectsOfData } from '../content/numbers/subjects.js';
import { RowIndex } from '../content/selection/fields.js';
import type { Publisher } from '../data/extension.js';
import type { Diagnostic } from '../diagnostics.js';
import { DatasetHashes } from '../outputs/manifest/published-rows.js';
import { RowLines } from '../outputs/snapshot/render-snapshot.js';
import type { ResourceLimits } from '../resource-limits.js';
import type { DrawingMemory } from './drawing/draw-charts.js';
import { DrawnCharts } from './drawing/drawn-charts.js';
import { Memory } from './memo/memory.js';
import { IdleScheduler } from './tuning/idle-scheduler.js';
import { PrintOrders } from './tuning/print-guess.js';
import { openWorkerPool, type WorkerPool } from './workers/worker-pool.js';

/** What lasts from one compile to the next: the environment, browser, threads and processes, and what was made before. */
export interface Session {
  /** As it was when the session was opened: nothing below reads it anew. */
  readonly env: NodeJS.ProcessEnv;
  readonly memory: Memory;
  /** Rows of published datasets by their keys. */
  readonly rows: RowIndex;
  /** The names in published data. */
  readonly subjects: SubjectsOfData;
  /** Of what published datasets publish. */
  readonly hashes: DatasetHashes;
  /** The rows that reports publish, as text. */
  readonly rowLines: RowLines;
  /** In which orders reports were printed last. */
  readonly orders: PrintOrders;
  /** When there is time for what nobody waits for. */
  readonly idle: IdleScheduler;
  /** True once a compile has asked for pages: a session that draws for them does so always, so that it draws nothing twice. */
  drawsForPages(wanted: boolean): boolean;
  /** What works beside the main thread, started at the first call, and anew where the limits are others. */
  workerPool(needs: WorkerPoolNeeds): WorkerPool;
  /** What decides what may be published, opened at the first call. */
  publisher(open: () => Publisher): Publisher;
  /** What has been said of the machine since it was last asked. */
  warnings(): readonly Diagnostic[];
  /** Ends everything that was started; what is remembered stays. Never fails. */
  rest(): Promise<void>;
}

/** What a compile needs of the worker pool. */
export interface WorkerPoolNeeds {
  /** The browser starts at once; else only when it is asked for. */
  readonly wantsBrowser: boolean;
  /** How many charts there may be: what draws them starts at once; else only when there are charts for it. */
  readonly draws?: number;
  readonly limits: ResourceLimits;
}

/** Opens a session, to be put to rest by the caller whatever happens. */
export function openSession(env: NodeJS.ProcessEnv): Session {
  const memory = new Memory();
  const drawings: DrawingMemory = { drawn: new DrawnCharts(), memory };
  let said: Diagnostic[] = [];
  let drawsForPages = false;
  let publisher: Publisher | undefined;
  let open: { readonly workerPool: WorkerPool; readonly limits: string } | undefined;
  const closing = new Set<Promise<void>>();
  const close = (): void => {
    const done = open?.workerPool.close();
    open = undefined;
    if (done !== undefined) closing.add(done);
  };
  return {
    env,
    memory,
    rows: new RowIndex(),
    subjects: new SubjectsOfData(),
    hashes: new DatasetHashes(),
    rowLines: new RowLines(),
    orders: new PrintOrders(),
    idle: new IdleScheduler(),
    drawsForPages(wanted) {
      drawsForPages ||= wanted;
      return drawsForPages;
    },
    workerPool({ wantsBrowser, draws = 0, limits }) {
      const name = JSON.stringify(limits);
      if (open !== undefined && open.limits !== name) close();
      const warn = (diagnostic: Diagnostic): void => void said.push(diagnostic);
      open ??= {
        limits: name,
        workerPool: openWorkerPool({ wantsBrowser, draws, limits, env, warn, drawings }),
      };
      return open.workerPool;
    },
    publisher(openOne) {
      publisher ??= openOne();
      return publisher;
    },
    warnings() {
      const all = said;
      said = [];
      return all;
    },
    async rest() {
      close();
      publisher?.close();
      await Promise.all(closing);
      closing.clear();
    },
  };
}
