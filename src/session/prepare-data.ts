import { type DataInput, type PreparedData, prepare } from '../data/prepare.js';
import { dataGrammar } from '../features/features.js';
import type { Host } from '../host/host.js';
import { sourcesWith } from '../inputs/sources.js';
import type { ReadWorkbook } from '../inputs/workbook/format.js';
import { protect } from '../protect/protect.js';
import { WorkbookDesk } from './workbook-desk.js';

/**
 * The published data of a project, with what features derive from them.
 * @param read Reads the sheets of workbooks; tests do it in their own process.
 */
export async function prepareData(input: DataInput, host: Host, read?: ReadWorkbook): Promise<PreparedData> {
  const desk = new WorkbookDesk();
  try {
    return await prepare(input, host, {
      grammar: dataGrammar,
      sources: sourcesWith(read ?? desk.read),
      protect,
    });
  } finally {
    desk.close();
  }
}
