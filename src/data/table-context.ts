import type { ResourceLimits } from '../resource-limits.js';
import type { ResourceContract } from './contract.js';
import type { Fault } from './report.js';

/** What the reading of a table is done with. */
export interface TableContext {
  readonly contract: ResourceContract;
  readonly limits: ResourceLimits;
  readonly fault: Fault;
}
