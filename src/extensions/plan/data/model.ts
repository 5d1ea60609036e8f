import type { CheckedRow } from '../../../data/tables.js';
import type { Position } from '../../../diagnostics.js';
import type { Tone } from '../../../model/chart/palette.js';
import { cellKey } from '../../../model/dataset/cell.js';
import type { Category } from '../../../model/dataset/dataset.js';
import type { Value } from '../../../model/dataset/value.js';
import { ownOf } from '../../../model/own.js';
import type { CellKey } from '../../../model/quantity.js';

/** The words of a plan: its parts as the data package names them, and the codes of its columns. */

/** The resources that make up a plan, by their keys under `plan` in the data package. */
export const planParts = ['objectives', 'institutions', 'actions', 'indicators', 'indicator-values'] as const;
export type PlanPart = (typeof planParts)[number];

/** The part that a plan may do without: its actions as they were before they were amended. */
export const earlierPart = 'earlier-actions';

/** What there is of each part of a plan: its name, its contract. */
export type PlanParts<T> = Readonly<Record<PlanPart, T>> & { readonly [earlierPart]?: T };

/** Which resource holds which part of the plan. */
export interface PlanContract {
  readonly resources: PlanParts<string>;
  /** Where the data package says so. */
  readonly position: Position;
}

/** What an action can have come to. */
export const statuses = ['implemented', 'on-track', 'late', 'not-started', 'cancelled'] as const;
type Status = (typeof statuses)[number];

/** Where an indicator should go; a neutral one is shown and not scored (more victims found is not plainly bad). */
export const directions = ['up', 'down', 'neutral'] as const;
type Direction = (typeof directions)[number];

/** What is said of an indicator in a year: see `fulfilment.ts`. */
export const verdicts = ['reached', 'advanced', 'behind', 'not-scored', 'gap'] as const;
export type Verdict = (typeof verdicts)[number];

/** The names of the datasets that are derived from a plan; no resource beside a plan may bear one. */
export const derivedNames = [
  'plan-objectives',
  'plan-specific-objectives',
  'plan-institutions',
  'plan-status',
  'plan-institution-status',
  'plan-actions',
  'plan-indicators',
  'plan-verdicts',
  'plan-changes',
  'plan-changed-actions',
] as const;
export type DerivedName = (typeof derivedNames)[number];

/** The category that holds totals in derived datasets; no objective or institution may bear it as its code. */
export const totalCode = 'total';

/** The last day of a year, at whose end the plan is examined. */
export const lastDay = (year: number): string => `${year}-12-31`;

/** What the status of an action says of it. */
export const statusTones: Readonly<Record<string, Tone>> = {
  implemented: 'good',
  'on-track': 'fair',
  late: 'bad',
  'not-started': 'idle',
  cancelled: 'gone',
};

/** What the way from its baseline to its target says of an indicator. */
export const resultTones: Readonly<Record<string, Tone>> = {
  reached: 'good',
  advanced: 'fair',
  behind: 'bad',
  'not-scored': 'gone',
  gap: 'idle',
};

/** Categories in the colours of what they say, so that charts and tiles agree. */
export const withTones = (
  categories: readonly Category[],
  tones: Readonly<Record<string, Tone>>,
): readonly Category[] =>
  categories.map((category) => {
    const tone = ownOf(tones, category.value);
    return tone === undefined ? category : { ...category, paint: { kind: 'tone', tone } };
  });

/**
 * A plan as its tables say, every code resolved: what is checked and what progress is derived from. The model is that
 * of national strategies: strategic objective -> specific objective -> action, and indicators beside the actions.
 */

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

/** An action as a version of the plan has it. Dates are ISO text (`2015-12-31`), which orders them. */
export interface PlannedAction extends Coded {
  /** Code of its specific objective. */
  readonly specific: string;
  readonly institution: string;
  readonly start: string;
  readonly deadline: string;
}

/** An action of the plan as it stands now, with what it came to. */
export interface Action extends PlannedAction {
  /** As the version has it by which the year is scored; undefined for one that came later, and itself without versions. */
  readonly inForce: PlannedAction | undefined;
  /** Code of the strategic objective above that. */
  readonly strategic: string;
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
export function sourceCell({ resource, row }: PlanRow, field: string, beside?: readonly CellKey[]): CellKey {
  return { ...cellKey({ name: resource }, row, { name: field }), ...(beside && { beside }) };
}

/** The days by which an action is planned for a year. */
export const datesOf = ({ inForce, ...own }: Action): readonly CellKey[] =>
  ['start', 'deadline'].map((field) => sourceCell(inForce ?? own, field));

/** Why an action is among those done, late or cancelled. */
export const standingOf = (action: Action): readonly CellKey[] => [
  sourceCell(action, 'status'),
  ...datesOf(action),
];

/** What an amendment can do to an action. */
export const changeKinds = ['added', 'dropped', 'moved', 'reworded', 'reassigned'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What an amendment did to an action. */
export interface Change {
  /** The first day of the version that has it. */
  readonly since: string;
  readonly kind: ChangeKind;
  readonly action: Action;
  /** Undefined of an action that was added. */
  readonly before: PlannedAction | undefined;
  /** Undefined of one that was dropped. */
  readonly after: PlannedAction | undefined;
}

/** A plan that was examined; the parts that a fault makes unsafe to derive from are absent. */
export interface Plan {
  /** The year at whose end it is examined. */
  readonly edition: number;
  /** In the order of their codes, strategic ones and specific ones. */
  readonly objectives: readonly Objective[];
  readonly institutions?: readonly Institution[];
  readonly actions?: readonly Action[];
  /** What changed in the year; absent where no earlier version is kept. */
  readonly changes?: readonly Change[];
  readonly indicators?: readonly Indicator[];
}
