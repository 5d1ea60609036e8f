/** The names of categories: along axes, beside rows, in legends. */
import { greatest } from '../../model/chart/extremes.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field } from '../../model/dataset/dataset.js';
import { ordinalOf } from '../../model/dataset/periods.js';
import { ownOf } from '../../model/own.js';
import { mostHeight } from '../drawing/frame.js';
import { facetChannels, isNone, isOfNames, type JsonObject, toObject } from '../spec.js';
import { barStep, headSize, headWeight, labelSize, lineStep } from '../theme.js';
import type { Unit } from '../unit.js';
import type { Composition } from './composition.js';
import { namesAbove } from './names-above.js';
import { type Composing, isPanel, titleHeight, titleLines } from './titles.js';

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

/** Every how many periods one has a label, so that the same ones of each year have it. */
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

/** How names stand beside rows: their size and the room that they break into lines beyond, in pixels. */
export interface FittedNames {
  readonly size: number;
  readonly room: number;
  /** From the foot of one line to that of the next. */
  readonly line: number;
  /** Of a row with the name of most lines. */
  readonly step: number;
  /** The least that rows may be set to: names of one line need no more than it. */
  readonly least: number;
}

/** Of a row, in pixels. */
export const leastStep = 14;

/** Of the rows of a figure that has a sheet for itself, in pixels. */
const wholeSheet = 710;

/** Names of so many rows that paper would not hold them take more room, then become smaller: 8.5 pixels are 6.4 pt. */
const smaller = [
  { size: labelSize, room: 290, line: lineStep, gap: 6 },
  { size: 10.5, room: 290, line: 12.5, gap: 4 },
  { size: 9.5, room: 300, line: 11, gap: 2 },
  { size: 8.5, room: 310, line: 8.5, gap: 0.9 },
] as const;

/**
 * The names beside rows as they are usually set; on paper the largest with which all rows fit on a page of text, else on a sheet of their own.
 */
export function fittedNames(field: Field, { layout, textWidth, frame }: Composition): FittedNames {
  const shown = ownOf(layout.shown, field.name);
  const names = field.categories.filter(({ value }) => shown === undefined || shown.includes(value));
  const namesOf = ({ size, room, line, gap }: (typeof smaller)[number] | Usual): FittedNames => {
    const lines = names.map(({ label }) => textWidth.lines(label, room, size).length);
    const most = greatest([1, ...lines]);
    const step = most === 1 ? barStep : most * line + gap;
    return { size, room, line, step, least: most === 1 ? leastStep : step };
  };
  const usual = namesOf({ size: labelSize, room: frame.sideWidth, line: lineStep, gap: 6 });
  if (frame.name !== 'paper' || usual.step === barStep || usual.step * names.length <= mostHeight)
    return usual;
  const tried = smaller.map(namesOf);
  const holds = (most: number): FittedNames | undefined =>
    tried.find(({ step }) => step === barStep || step * names.length <= most);
  return holds(mostHeight) ?? holds(wholeSheet) ?? usual;
}

interface Usual {
  readonly size: number;
  readonly room: number;
  readonly line: number;
  readonly gap: number;
}

/** How a legend of categories is set: in columns when it is too wide for a line. */
export function legendLayout(
  order: readonly string[],
  field: Field,
  unit: Unit,
  composition: Composition,
): JsonObject {
  return { ...(isLine(unit) ? lineSymbol : {}), ...legendColumns(order, field, composition) };
}

/** How a legend of layers is set that their author names: `color: {datum: "Arrested"}`. */
export function layerLegend(unit: Unit): JsonObject {
  return { title: null, ...(isLine(unit) ? lineSymbol : {}) };
}

const isLine = ({ mark }: Unit): boolean => mark === 'line' || mark === 'trail';

/** Lines are known by a stroke, other marks by a square. */
const lineSymbol = { symbolType: 'stroke', symbolSize: 250, symbolStrokeWidth: 2.25 };

/** Room for a symbol and the gap to the next entry of a legend, in pixels. */
const entryGap = 34;

/** A plot that is narrower, such as a panel, does not narrow the legend above all of them. */
const least = 300;

/** Puts a legend that is wider than the chart into columns. */
function legendColumns(
  order: readonly string[],
  field: Field,
  { textWidth, frame, layout }: Composition,
): JsonObject {
  const widths = order.map((value) => textWidth(labelOf(field, value), labelSize) + entryGap);
  const total = widths.reduce((sum, width) => sum + width, 0);
  // It begins where the plot does: one that is wider would leave the plot no room.
  const room = Math.min(frame.width, Math.max(layout.width, least));
  return total <= room ? {} : { columns: Math.max(1, Math.floor(room / greatest(widths))) };
}

/** A composed channel with what holds for legends of names, numbers and days alike. */
export function withLegend(own: Composing): JsonObject {
  const { definition } = own;
  const { legend, field, datum, aggregate } = definition;
  const isExplained = field !== undefined || datum !== undefined || aggregate !== undefined;
  if (!isExplained || isNone(legend)) return definition;
  const house = {
    ...(own.channel === 'size' && sizeSymbol(own.unit)),
    ...timeColumns(definition, own.composition),
    ...aboveTitle(toObject(legend), own),
  };
  return Object.keys(house).length === 0
    ? definition
    : { ...definition, legend: { ...house, ...toObject(legend) } };
}

/** What a size is the size of is known by its shape. */
const sizeSymbol = ({ mark, channels, style }: Unit): JsonObject =>
  ['point', 'circle'].includes(mark) && channels.shape === undefined && style.shape === undefined
    ? { symbolType: 'circle' }
    : {};

/** A year, and a longer part of days, with its symbol, in pixels. */
const [yearEntry, timeEntry] = [62, 90];

/** Legends of years or months as wide as the frame would leave the plot no room. */
function timeColumns(channel: JsonObject, { frame }: Composition): JsonObject {
  const { timeUnit } = channel;
  if (timeUnit === undefined || !isOfNames(channel)) return {};
  const entry = String(timeUnit).endsWith('year') ? yearEntry : timeEntry;
  return { columns: Math.max(1, Math.floor((frame.width - timeEntry) / entry)) };
}

/** A legend stands above the title of the vertical axis; a panel has that at its side. */
function aboveTitle(
  { orient = 'top' }: JsonObject,
  { unit, titles: { y }, composition }: Composing,
): JsonObject {
  if (orient !== 'top' || typeof y !== 'string' || isPanel(unit)) return {};
  const lines = titleLines(y, composition).length;
  return { offset: 28 - titleHeight(composition.units) + (lines - 1) * lineStep };
}
