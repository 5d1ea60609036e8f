import type { Position } from '../../../diagnostics.js';
import type { Tone } from '../../../model/chart/palette.js';
import type { Category } from '../../../model/dataset/dataset.js';
import { ownOf } from '../../../model/own.js';

/** The words of a plan: its parts as the data package names them, and the codes of its columns. */

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
