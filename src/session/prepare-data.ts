import type { Publisher } from '../data/extension.js';
import { type DataInput, type DataTools, type PreparedData, prepare } from '../data/prepare.js';
import { publishAll } from '../data/publish.js';
import { sortDiagnostics } from '../diagnostics.js';
import { dataGrammar } from '../extensions/extensions.js';
import type { Host } from '../host/host.js';
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
  /** Decides what may be published, if that is to last longer than one call. */
  readonly publisher?: Publisher | undefined;
}

/** The published data of a project, with what extensions derive from them. */
export async function prepareData(
  input: DataInput,
  host: Host,
  workers: Workers = {},
): Promise<PreparedData> {
  const own = workers.publisher === undefined ? dataGrammar.publishing?.open() : undefined;
  try {
    const begun = await (workers.publisher ?? own)?.begin(input.edition, host);
    const prepared = await prepareWith(begun?.value ?? publishAll, input, host, workers);
    return {
      ...prepared,
      diagnostics: sortDiagnostics([...(begun?.diagnostics ?? []), ...prepared.diagnostics]),
    };
  } finally {
    own?.close();
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
): Promise<PreparedData> => prepareWith('disclosed', input, host, workers);

/** Answers no query, where no extension does. */
const nobody: AskEngine = () => Promise.reject(new Error('a query was asked that nobody answers'));

/** The data with another word on what may be published of them. */
export async function prepareWith(
  publish: DataTools['publish'],
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
      publish,
      ask: ask ?? queries?.ask ?? nobody,
    });
  } finally {
    worker.close();
    queries?.close();
  }
}
