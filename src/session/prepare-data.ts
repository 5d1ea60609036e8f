import { type DataInput, type PreparedData, type Protect, prepare } from '../data/prepare.js';
import { sortDiagnostics } from '../diagnostics.js';
import { dataGrammar } from '../features/features.js';
import type { Host } from '../host/host.js';
import { readGeometry } from '../inputs/geometry/read-geometry.js';
import { sourcesWith } from '../inputs/sources.js';
import type { ReadWorkbook } from '../inputs/workbook/format.js';
import type { AskEngine } from '../model/query.js';
import { readLock } from '../protect/lock.js';
import { protect, publishWhole } from '../protect/protect.js';
import { ProtectionDesk } from './protection-desk.js';
import { QueryDesk } from './query-desk.js';
import { WorkbookDesk } from './workbook-desk.js';

/**
 * The published data of a project, with what features derive from them.
 * @param read Reads the sheets of workbooks, and `ask` answers queries; tests do it in their own process.
 */
export async function prepareData(
  input: DataInput,
  host: Host,
  read?: ReadWorkbook,
  ask?: AskEngine,
): Promise<PreparedData> {
  const desk = new ProtectionDesk(host.limits.protectSeconds);
  const lock = await readLock(host.project, host.limits);
  try {
    const prepared = await prepareWith(
      (datasets, links) => protect(datasets, { links, lock: lock.value, ask: desk.ask }),
      input,
      host,
      { ...(read && { read }), ...(ask && { ask }) },
    );
    return { ...prepared, diagnostics: sortDiagnostics([...lock.diagnostics, ...prepared.diagnostics]) };
  } finally {
    desk.close();
  }
}

/** The same, with another word on what may be published of the datasets. */
export async function prepareWith(
  all: Protect['all'],
  input: DataInput,
  host: Host,
  { read, ask }: { readonly read?: ReadWorkbook; readonly ask?: AskEngine } = {},
): Promise<PreparedData> {
  const desk = new WorkbookDesk();
  const queries = new QueryDesk();
  try {
    return await prepare(input, host, {
      grammar: dataGrammar,
      sources: sourcesWith(read ?? desk.read),
      protect: { all, derived: publishWhole },
      ask: ask ?? queries.ask,
      readGeometry,
    });
  } finally {
    desk.close();
    queries.close();
  }
}
