import type { JsonObject } from '../spec.js';
import type { Unit } from '../unit.js';

/** What a composite mark is made of. */
export interface Composite {
  readonly mark: JsonObject & { readonly type: string };
  /** The axis of the numbers, and its channel as the author wrote it. */
  readonly axis: 'x' | 'y';
  readonly own: JsonObject;
  readonly measure: string;
  /** The channels that set one mark apart from another, and their fields. */
  readonly around: JsonObject;
  readonly groupby: readonly string[];
  /** All channels, those of the views around included. */
  readonly encoding: JsonObject;
}

/** What a mark of a composite one is. */
const parts = ['beyond', 'whisker', 'box', 'median', 'bar', 'end', 'band', 'border'] as const;
type Part = (typeof parts)[number];

const prefix = 'part-';

/** The style by which a mark is known as a part of a composite one. */
export const partStyle = (part: Part): { readonly style: string } => ({ style: `${prefix}${part}` });

/** The part of a composite mark that a unit is; undefined for a mark of its own. */
export function partOf({ style: { style } }: Pick<Unit, 'style'>): Part | undefined {
  const name = typeof style === 'string' && style.startsWith(prefix) ? style.slice(prefix.length) : undefined;
  return parts.find((part) => part === name);
}

/** True for a unit that is a part of a composite mark. */
export const isPart = (unit: Pick<Unit, 'style'>): boolean => partOf(unit) !== undefined;

/** Makes the channels of a part: where it begins along the axis of the numbers, and where it ends. */
export function numberChannel({ axis, own }: Composite): (from: string, to?: string) => JsonObject {
  return (from, to) => ({
    [axis]: { ...own, field: from, type: 'quantitative' },
    ...(to === undefined ? {} : { [`${axis}2`]: { field: to } }),
  });
}
