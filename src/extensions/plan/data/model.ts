/**
 * A plan as its tables say, every code resolved: what is checked and what progress is derived from. The model is that
 * of national strategies: strategic objective -> specific objective -> action, and indicators beside the actions.
 */

import type { CheckedRow } from '../../../data/tables.js';
import { cellKey } from '../../../model/dataset/cell.js';
import type { Value } from '../../../model/dataset/value.js';
import type { CellKey } from '../../../model/quantity.js';
import type { Direction, Status } from './parts.js';

/** A row of a table of the plan, with the name of its resource. */
export interface PlanRow {
  readonly resource: string;
  readonly row: CheckedRow;
}

interface Coded extends PlanRow {
  readonly code: string;
  readonly title: string;
}

export interface Objective extends Coded {
  /** The strategic objective that a specific one belongs to; absent for strategic ones. */
  readonly parent?: string;
}

export type Institution = Coded;

/** Dates are ISO text (`2015-12-31`), which orders them. */
export interface Action extends Coded {
  /** Code of its specific objective. */
  readonly specific: string;
  /** Code of the strategic objective above that. */
  readonly strategic: string;
  readonly institution: string;
  readonly start: string;
  readonly deadline: string;
  /** What the deadline has been put off to. */
  readonly newDeadline?: string;
  readonly completed?: string;
  readonly status: Status;
  readonly planned: Value;
  readonly spent: Value;
}

/** What was aimed at and reached in one year. */
export interface Observation extends PlanRow {
  readonly year: number;
  readonly target: Value;
  readonly actual: Value;
}

/** `title` is its name. */
export interface Indicator extends Coded {
  readonly strategic: string;
  readonly unit: string;
  readonly direction: Direction;
  readonly baselineYear?: string;
  readonly baseline: Value;
  /** By year; empty for an indicator without any row among the values. */
  readonly observations: ReadonlyMap<number, Observation>;
}

/** Address of a cell of the plan, for what a derived number answers with. */
export function sourceCell({ resource, row }: PlanRow, field: string): CellKey {
  return cellKey({ name: resource }, row, { name: field });
}

/** A plan that was examined; the parts that a fault makes unsafe to derive from are absent. */
export interface Plan {
  /** The year at whose end it is examined. */
  readonly edition: number;
  /** In the order of their codes, strategic ones and specific ones. */
  readonly objectives: readonly Objective[];
  readonly institutions?: readonly Institution[];
  readonly actions?: readonly Action[];
  readonly indicators?: readonly Indicator[];
}
