/** The words of a plan: its parts as the data package names them, and the codes of its columns. */
import type { Position } from '../../../diagnostics.js';

/** The resources that make up a plan, by their keys under `plan` in the data package. */
export const planParts = ['objectives', 'institutions', 'actions', 'indicators', 'indicator-values'] as const;
export type PlanPart = (typeof planParts)[number];

/** Which resource holds which part of the plan. */
export interface PlanContract {
  readonly resources: Readonly<Record<PlanPart, string>>;
  /** Where the data package says so. */
  readonly position: Position;
}

/** What an action can have come to. */
export const statuses = ['implemented', 'on-track', 'late', 'not-started', 'cancelled'] as const;
export type Status = (typeof statuses)[number];

/** Where an indicator should go; a neutral one is shown and not scored (more victims found is not plainly bad). */
export const directions = ['up', 'down', 'neutral'] as const;
export type Direction = (typeof directions)[number];

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
] as const;
export type DerivedName = (typeof derivedNames)[number];

/** The category that holds totals in derived datasets; no objective or institution may bear it as its code. */
export const totalCode = 'total';
