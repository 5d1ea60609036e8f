import type { Opened, SourceFile, SourceProblem } from '../../model/dataset/source-table.js';
import { problem } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { SourceFormat } from '../format.js';
import type { SheetContent, WorkbookFault, WorkbookKind, WorkbookRequest } from './content.js';
import { sheetTable } from './sheet-table.js';

/** Reads a sheet, in a process of its own, since a workbook may be made to take all of its memory. */
export type ReadWorkbook = (
  request: WorkbookRequest,
  limits: ResourceLimits,
) => Promise<SheetContent | WorkbookFault | Excess>;

/** A limit that ended the reading. */
export interface Excess {
  readonly about: 'limit';
  readonly problem: Omit<SourceProblem, 'position'>;
}

/** A sheet of a workbook. */
export const workbook = (kind: WorkbookKind, read: ReadWorkbook): SourceFormat => ({
  dialect: ['sheetName'],
  open: async ({ file, bytes, sheet }: SourceFile, limits): Promise<Opened> => {
    const name = sheet?.name;
    const content = await read({ kind, bytes, ...(name === undefined ? {} : { sheet: name }) }, limits);
    const whole = { file, line: 1, column: 1 };
    if (!('about' in content)) {
      if (content.rows.length > 0) return sheetTable(file, content);
      return problem('data/empty.sheet', whole, { name: content.name });
    }
    if (content.about === 'limit') return { ...content.problem, position: whole };
    const { about, ...said } = content;
    return {
      code: 'data/workbook',
      position: about === 'sheet' ? (sheet?.position ?? whole) : whole,
      ...said,
    };
  },
});
