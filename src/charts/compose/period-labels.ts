import { labelOf } from '../../model/dataset/category.js';
import type { Field } from '../../model/dataset/dataset.js';
import { ordinalOf } from '../../model/dataset/periods.js';
import type { JsonObject } from '../spec.js';
import { labelSize } from '../theme.js';
import type { Composition } from './composition.js';

/** How many periods may lie between two labels, so that the same ones of each year have one. */
const steps: Readonly<Record<string, readonly number[]>> = {
  quarter: [1, 2, 4, 8, 20, 40],
  month: [1, 2, 3, 6, 12, 24, 60, 120],
  week: [1, 2, 4, 8, 13, 26, 52],
  'school-year': [1, 2, 5, 10, 20, 50],
  'financial-year': [1, 2, 5, 10, 20, 50],
};

/** Pixels between two labels. */
const between = 12;

/** Which periods along the foot of a chart have a label: all, or so many, evenly, as have room beside each other. */
export function periodLabels(
  channel: string,
  field: Field,
  order: readonly string[],
  { layout, textWidth }: Composition,
): JsonObject {
  const known = steps[field.type];
  const times = order.filter((value) => value !== field.total);
  if (channel !== 'x' || known === undefined || times.length < 2) return {};
  // Labels break at their spaces.
  const widest = times
    .flatMap((value) => labelOf(field, value).split(' '))
    .reduce((most, part) => Math.max(most, textWidth(part, labelSize)), 0);
  const room = (step: number): number => (layout.width / times.length) * step;
  const step = known.find((each) => room(each) >= widest + between) ?? times.length;
  const values = times.filter((value) => (ordinalOf(field.type, value) ?? 0) % step === 0);
  // Vega takes a count of ticks for the most that there may be of values too.
  return step === 1 ? {} : { values, tickCount: values.length };
}
