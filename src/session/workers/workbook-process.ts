import { openArchive } from '../../host/files/archive.js';
import { mostFiles } from '../../inputs/workbook/check-archive.js';
import type { SheetContent, WorkbookFault, WorkbookRequest } from '../../inputs/workbook/content.js';
import { readSheet } from '../../inputs/workbook/read-sheet.js';
import type { ResourceLimits } from '../../resource-limits.js';

/** Reads a sheet, in whatever process this is called. */
export const readHere = (
  request: WorkbookRequest,
  limits: ResourceLimits,
): Promise<SheetContent | WorkbookFault> =>
  readSheet(request, limits, (bytes) => openArchive(bytes, mostFiles));

/** What the process of workbooks is asked for. */
export async function readWorkbook(
  request: WorkbookRequest,
  limits: ResourceLimits,
  tell: (part: SheetContent | WorkbookFault) => Promise<void>,
): Promise<void> {
  await tell(await readHere(request, limits));
}
