import { type DataInput, type PreparedData, prepare } from '../data/prepare.js';
import { dataGrammar } from '../features/features.js';
import type { Host } from '../host/host.js';
import { readGeometry } from '../inputs/geometry/read-geometry.js';
import { sourcesWith } from '../inputs/sources.js';
import type { ReadWorkbook } from '../inputs/workbook/format.js';
import type { AskEngine } from '../model/query.js';
import { protect } from '../protect/protect.js';
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
  const desk = new WorkbookDesk();
  const queries = new QueryDesk();
  try {
    return await prepare(input, host, {
      grammar: dataGrammar,
      sources: sourcesWith(read ?? desk.read),
      protect,
      ask: ask ?? queries.ask,
      readGeometry,
    });
  } finally {
    desk.close();
    queries.close();
  }
}
