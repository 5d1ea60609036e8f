import { posix } from 'node:path';
import type { ResourceContract } from '../../data/contract.js';
import type { ResourceSpec } from '../../data/package/package-schema.js';
import type { ReportFaultAt } from '../../data/report.js';
import type { Position } from '../../diagnostics.js';
import { Child, ChildEnded } from '../../host/processes/child.js';
import type { AskEngine, QueryAnswer, QueryFault } from '../../model/dataset/query.js';
import { wording } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { YamlPath } from '../../yaml/positions.js';
import type { Extension } from '../extension.js';
import type * as QueryProcess from './host/query-process.js';
import { checkKept } from './kept.js';
import { loadQuery } from './load-query.js';

const codes = {
  'data/query': 'A query is not exact, or not the same in every engine, or the engine refuses it.',
  'data/query-kept': 'The kept result of a query is missing, is of another query, or was changed since.',
  'protect/query': 'A query reads a dataset that is protected.',
  'host/database': 'A database that a query asks cannot be reached.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

/** What is about a file of data, and so about no query. */
const aboutFiles = [
  'format',
  'encoding',
  'dialect',
  'table',
  'columns',
  'combine',
  'unpivot',
  'flags',
  'constants',
  'rename',
] as const satisfies readonly (keyof ResourceSpec)[];

interface Surroundings {
  readonly folder: string;
  readonly packageFile: string;
  readonly report: ReportFaultAt;
  readonly at: (path: YamlPath) => Position;
}

/** The query of a resource and where it stands; nothing for a resource that is a file. */
function resolveQuery(
  resource: ResourceSpec,
  { folder, packageFile, report, at }: Surroundings,
): Pick<ResourceContract, 'query' | 'file' | 'pathPosition'> | undefined {
  const { query, schema, source } = resource;
  if (query === undefined) {
    if (source !== undefined) report(['source'], 'key', 'data/package.source');
    return undefined;
  }
  for (const name of aboutFiles) {
    if (resource[name] !== undefined) {
      report([name], 'key', 'data/package.query', { name });
    }
  }
  if (typeof schema === 'object' && schema.primaryKey === undefined) {
    report(['schema'], 'key', 'data/package.tell');
  }
  const position = at(['query']);
  const inPackage = (path: string): string => (posix.isAbsolute(path) ? path : posix.join(folder, path));
  const isFile = /^\S+\.sql$/i.test(query);
  const text = isFile ? { file: inPackage(query) } : { text: query };
  if (source === undefined) {
    if (resource.path !== undefined) {
      report(['path'], 'key', 'data/package.kept');
    }
    return { query: { position, ...text }, file: text.file ?? packageFile, pathPosition: position };
  }
  const { path } = resource;
  if (typeof path !== 'string' || !/\.csv$/i.test(path)) {
    report(path === undefined ? ['query'] : ['path'], 'value', 'data/package.ends');
    return undefined;
  }
  const database = source.postgres.slice('env:'.length);
  return { query: { position, ...text, database }, file: inPackage(path), pathPosition: at(['path']) };
}

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
  codes,
  queries: { resolve: resolveQuery, load: loadQuery, checkKept, open: () => new QueryWorker() },
} satisfies Extension;
