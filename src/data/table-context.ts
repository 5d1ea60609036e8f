import type { Host } from '../host/host.js';
import type { AskEngine } from '../model/dataset/query.js';
import type { OpenTable } from '../model/dataset/source-table.js';
import type { ResourceLimits } from '../resource-limits.js';
import type { ResourceContract } from './contract.js';
import type { ReportFault } from './report.js';
import type { Range } from './shape/contract.js';
import type { CheckedTable } from './tables.js';

/** What the reading of a table is done with. */
export interface TableContext {
  readonly contract: ResourceContract;
  readonly limits: ResourceLimits;
  readonly fault: ReportFault;
  /** The cells that other resources read of the same sheet. */
  readonly others?: readonly Range[];
}

/** What a table is loaded with. */
export interface LoadTools {
  readonly packageFile: string;
  readonly host: Host;
  readonly open: OpenTable;
  readonly fault: ReportFault;
}

/** What a query is answered with. */
export interface QueryTools extends LoadTools {
  readonly ask: AskEngine;
  /** Those that it may read: the files of the package, and the queries before it. */
  readonly tables: readonly CheckedTable[];
  /** The resources that have faults. */
  readonly faulty: readonly string[];
}
