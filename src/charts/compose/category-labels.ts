import { greatest } from '../../model/chart/extremes.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field } from '../../model/dataset/dataset.js';
import { ordinalOf } from '../../model/dataset/periods.js';
import { ownOf } from '../../model/own.js';
import { facetChannels, type JsonObject } from '../spec.js';
import { headSize, headWeight, labelSize } from '../theme.js';
import type { Composition } from './composition.js';
import { fittedNames } from './fitted-names.js';
import { namesAbove } from './names-above.js';

/**
 * Returns the `labelExpr` that prints the labels of a dimension instead of its category values, broken into lines
 * where an axis leaves little room.
 */
export function categoryLabels(field: Field, channel: string, composition: Composition): string {
  const room = labelRoom(field, channel, composition);
  const isHead = facetChannels.includes(channel);
  const size = isHead ? headSize : channel === 'y' ? fittedNames(field, composition).size : labelSize;
  const weight = isHead ? headWeight : undefined;
  const lines = field.categories.map(({ value, label }): [string, string | readonly string[]] => {
    const wrapped = composition.textWidth.lines(label, room, size, weight);
    return [value, wrapped.length === 1 ? label : wrapped];
  });
  // A list of pairs instead of an object: a category may bear any name.
  const values = JSON.stringify(lines.map(([value]) => value));
  const labels = JSON.stringify(lines.map(([, label]) => label));
  return `${labels}[indexof(${values}, toString(datum.value))]`;
}

function labelRoom(field: Field, channel: string, composition: Composition): number {
  const { layout, frame } = composition;
  if (channel === 'y')
    return namesAbove(field, composition) === undefined ? fittedNames(field, composition).room : frame.width;
  if (facetChannels.includes(channel)) return channel === 'row' ? Number.POSITIVE_INFINITY : layout.width;
  // Beside the symbols of a legend.
  if (channel !== 'x') return frame.width - (frame.isNarrow ? 30 : besideLegend);
  return standsUpright(field, composition) ? uprightWidth : roomBelow(field, composition);
}

/** The symbol of a legend, and the labels of the axis that it begins behind. */
const besideLegend = 90;

/** Pixels for the label of one of the marks that stand side by side. */
function roomBelow({ name, categories }: Field, { layout }: Composition): number {
  return layout.width / Math.max(ownOf(layout.shown, name)?.length ?? categories.length, 1) - 8;
}

/** Labels that stand upright break into lines beyond this length. */
const uprightWidth = 110;

/** True where a word is wider than its mark, so that names below marks would lie over each other: they are turned on end. */
export function standsUpright(field: Field, composition: Composition): boolean {
  const { frame, layout, textWidth } = composition;
  if (field.type === 'year' || areNumerals(field)) return false;
  // On paper a word may come close to the next before all of them are turned.
  const room = roomBelow(field, composition) + (frame.isNarrow ? 4 : 8);
  const shown = ownOf(layout.shown, field.name);
  return field.categories
    .filter(({ value }) => shown === undefined || shown.includes(value))
    .some(({ label }) => label.split(' ').some((word) => textWidth(word, labelSize) > room));
}

/** True of ages or sizes whose names are numerals, so that some of them along an axis stand for all. */
export const areNumerals = ({ categories }: Field): boolean =>
  categories.length > 3 && categories.every(({ label }) => /^\d+$/.test(label));

/**
 * Of values in order, evenly and with the last, as many as have room along a horizontal axis.
 *
 * @param gap From one value to the next, in pixels.
 */
export function thinned<T>(
  values: readonly T[],
  gap: number,
  { frame, textWidth }: Composition,
): readonly T[] {
  if (values.length < 2) return values;
  const apart = frame.isNarrow ? 6 : 2;
  const widest = greatest(values.map((value) => textWidth(`${value}`, labelSize))) + apart;
  const step = Math.ceil(widest / gap);
  return values.filter((_, index) => (values.length - 1 - index) % step === 0);
}

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
