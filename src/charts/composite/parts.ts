import type { Unit } from '../unit.js';

/** The part of a composite mark that a unit is, by the style that Vega-Lite gives it; undefined for a mark of its own. */
export function partOf({ style: { style } }: Pick<Unit, 'style'>): string | undefined {
  return typeof style === 'string' && /^(?:boxplot|errorbar|errorband)-/.test(style) ? style : undefined;
}

/** True for a unit that is a part of a composite mark. */
export const isPart = (unit: Pick<Unit, 'style'>): boolean => partOf(unit) !== undefined;

/** The numbers of composite marks by the beginnings of the fields in which Vega-Lite has them; longer ones are looked at first. */
const numbers = [
  ['lower_whisker_', 'lower-whisker'],
  ['upper_whisker_', 'upper-whisker'],
  ['lower_box_', 'lower-box'],
  ['upper_box_', 'upper-box'],
  ['mid_box_', 'median'],
  ['lower_', 'lower'],
  ['upper_', 'upper'],
] as const;

type PartNumber = (typeof numbers)[number][1];

/** The same in the order in which a reader goes from the least to the greatest. */
export const readingOrder: readonly (PartNumber | undefined)[] = [
  ...(['lower-whisker', 'lower', 'lower-box', 'median', 'upper-box', 'upper', 'upper-whisker'] as const),
  undefined,
];

/** Which number of a composite mark a field is; undefined for a cell. */
export const partNumber = (field: string): PartNumber | undefined =>
  numbers.find(([beginning]) => field.startsWith(beginning))?.[1];
