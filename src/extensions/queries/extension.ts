import { Child, ChildEnded } from '../../host/processes/child.js';
import type { AskEngine, QueryAnswer, QueryFault } from '../../model/dataset/query.js';
import { wording } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { Extension } from '../extension.js';
import { checkKept } from './kept.js';
import { loadQuery } from './load-query.js';
import type * as QueryProcess from './query-process.js';
import { resolveQuery } from './resolve-query.js';

/** What the process needs beside the memory of the engine, in megabytes: the rows as they are handed over. */
const beside = 1_024;

/**
 * Where queries over files are answered: a process of their own, started for the first and ended with the last. One
 * that never ends, or an engine that fails, is then a problem of its query. The engine is loaded there alone.
 */
export class QueryWorker {
  #child: Child | undefined;
  readonly #start: (limits: ResourceLimits) => Child;

  /** @param start Starts the process; tests start another. */
  constructor(start = (_: ResourceLimits): Child => new Child(beside)) {
    this.#start = start;
  }

  readonly ask: AskEngine = async (request, limits) => {
    this.#child ??= this.#start(limits);
    const child = this.#child;
    let result: QueryAnswer | QueryFault | undefined;
    const timer = setTimeout(() => child.close(new ChildEnded('time')), limits.querySeconds * 1000);
    try {
      await child.call<typeof QueryProcess.answerQuery>(
        'query-process.js',
        'answerQuery',
        [request, limits],
        (part) => {
          result = part as QueryAnswer | QueryFault;
        },
      );
      if (result === undefined) throw new Error('a query came to nothing');
      return result;
    } catch (error) {
      this.#child = undefined;
      if (!(error instanceof ChildEnded)) throw error;
      return { about: error.reason, at: 0, ...wording('queries/query-worker.x0') };
    } finally {
      clearTimeout(timer);
    }
  };

  close(): void {
    this.#child?.close();
    this.#child = undefined;
  }
}

/** Tables that are answers to SQL, of the files of a package by DuckDB, or of a database. */
export const queries = {
  queries: { resolve: resolveQuery, load: loadQuery, checkKept, open: () => new QueryWorker() },
} satisfies Extension;
