import type { Host } from '../host/host.js';
import type { OpenTable } from '../model/source-table.js';
import type { ResourceLimits } from '../resource-limits.js';
import type { ResourceContract } from './contract.js';
import type { Fault } from './report.js';

/** What the reading of a table is done with. */
export interface TableContext {
  readonly contract: ResourceContract;
  readonly limits: ResourceLimits;
  readonly fault: Fault;
}

/** What a table is loaded with. */
export interface LoadTools {
  readonly packageFile: string;
  readonly host: Host;
  readonly open: OpenTable;
  readonly fault: Fault;
}
