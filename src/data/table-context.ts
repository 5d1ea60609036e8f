import type { Position } from '../diagnostics.js';
import type { CsvProblem, RecordPlace } from '../inputs/csv.js';
import type { ResourceLimits } from '../resource-limits.js';
import type { ResourceContract } from './contract.js';
import { type Fault, reportExcess } from './report.js';

/** What the reading of a file is done with. */
export interface TableContext {
  readonly contract: ResourceContract;
  readonly packageFile: string;
  readonly limits: ResourceLimits;
  readonly place: (record: RecordPlace, index: number) => Position;
  readonly fault: Fault;
}

/** Bytes that one record may have: the longest cells in every column, each character in four bytes, and in quotes. */
export function recordBytes({ contract, limits }: TableContext): number {
  return Math.min((4 * limits.cellLength + 3) * Math.max(contract.fields.length, 8), limits.dataBytes);
}

/** Reports the fault that ended the reading of a file. */
export function reportProblem(
  problem: CsvProblem,
  { contract, limits, fault }: Pick<TableContext, 'contract' | 'limits' | 'fault'>,
): void {
  const { kind, message, hint, line, column } = problem;
  const position = { file: contract.file, line, column };
  if (kind === 'record-size') {
    reportExcess(fault, { name: 'cellLength', limits, position, found: 'long cell' });
  } else {
    const code = kind === 'delimiter' ? 'data/delimiter' : 'data/csv';
    fault(code, position, message, hint === undefined ? {} : { hint });
  }
}
