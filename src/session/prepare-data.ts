import { type DataInput, type PreparedData, type Protect, prepare } from '../data/prepare.js';
import { sortDiagnostics } from '../diagnostics.js';
import { dataGrammar } from '../extensions/extensions.js';
import type { AskProtection } from '../extensions/protect/ask.js';
import { ProtectionWorker } from '../extensions/protect/choose/protection-worker.js';
import { readLock } from '../extensions/protect/lock.js';
import { disclose, protect, publishWhole } from '../extensions/protect/protect.js';
import type { Host } from '../host/host.js';
import { readGeometry } from '../inputs/geometry/read-geometry.js';
import { sourcesWith } from '../inputs/sources.js';
import type { ReadWorkbook } from '../inputs/workbook/format.js';
import type { AskEngine } from '../model/dataset/query.js';
import { WorkbookWorker } from './workers/workbook-worker.js';

/** What works on data in processes of their own, where it is not their workers; tests do it in theirs. */
export interface Workers {
  /** Reads the sheets of workbooks. */
  readonly read?: ReadWorkbook;
  /** Answers queries. */
  readonly ask?: AskEngine;
  /** Chooses, audits and rounds counts that are protected. */
  readonly askProtection?: AskProtection;
  /** Where they are chosen and audited, if that is to last longer than one call. */
  readonly protection?: ProtectionWorker;
}

/** The published data of a project, with what features derive from them. */
export async function prepareData(
  input: DataInput,
  host: Host,
  workers: Workers = {},
): Promise<PreparedData> {
  const own = new ProtectionWorker();
  const worker = workers.protection ?? own;
  const lock = await readLock(host.project, host.limits);
  const ask = workers.askProtection ?? worker.within(host.limits.protectSeconds);
  // What was hidden will be audited; the process is ready by the time that the tables are read.
  if (workers.askProtection === undefined && lock.value.file !== undefined) worker.warmUp();
  try {
    const prepared = await prepareWith(
      (datasets, links, names) =>
        protect(datasets, { links, names, lock: lock.value, edition: input.edition, ask }),
      input,
      host,
      workers,
    );
    return { ...prepared, diagnostics: sortDiagnostics([...lock.diagnostics, ...prepared.diagnostics]) };
  } finally {
    own.close();
  }
}

/**
 * The data of a project with every count, whatever its policies say: what a confidential report is made of, and nothing else. There is
 * nothing to choose or to audit.
 */
export const prepareDisclosed = (
  input: DataInput,
  host: Host,
  workers: Workers = {},
): Promise<PreparedData> =>
  prepareAs({ all: async (datasets) => disclose(datasets), derived: disclose }, input, host, workers);

/** The published data, with another word on what may be published of the datasets. */
export const prepareWith = (
  all: Protect['all'],
  input: DataInput,
  host: Host,
  workers: Workers = {},
): Promise<PreparedData> => prepareAs({ all, derived: publishWhole }, input, host, workers);

/** Answers no query, where no extension does. */
const nobody: AskEngine = () => Promise.reject(new Error('a query was asked that nobody answers'));

async function prepareAs(
  protect: Protect,
  input: DataInput,
  host: Host,
  { read, ask }: Workers,
): Promise<PreparedData> {
  const worker = new WorkbookWorker();
  const queries = dataGrammar.queries?.open();
  try {
    return await prepare(input, host, {
      grammar: dataGrammar,
      sources: sourcesWith(read ?? worker.read),
      protect,
      ask: ask ?? queries?.ask ?? nobody,
      readGeometry,
    });
  } finally {
    worker.close();
    queries?.close();
  }
}
