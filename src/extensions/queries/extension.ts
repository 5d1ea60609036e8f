import type { Extension } from '../extension.js';
import { checkKept } from './kept.js';
import { loadQuery } from './load-query.js';
import { QueryWorker } from './query-worker.js';
import { resolveQuery } from './resolve-query.js';

/** Tables that are answers to SQL, of the files of a package by DuckDB, or of a database. */
export const queries = {
  queries: { resolve: resolveQuery, load: loadQuery, checkKept, open: () => new QueryWorker() },
} satisfies Extension;
