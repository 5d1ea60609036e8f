import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { titleSaysUnit } from '../../model/unit.js';
import { isPart } from '../composite/parts.js';
import { axes, facetChannels, isNone, type JsonObject, toObject } from '../spec.js';
import { labelSize, lineStep } from '../theme.js';
import { encodedField, type Unit } from '../unit.js';
import type { Composition } from './composition.js';

/** The title of the horizontal and of the vertical axis of a plot; null for none, absent when nothing is known. */
export type AxisTitles = Readonly<Partial<Record<'x' | 'y', string | null>>>;

/** A channel of a unit as it is composed. */
export interface Composing {
  readonly channel: string;
  /** What its author says of it, and what was added so far. */
  readonly definition: JsonObject;
  readonly unit: Unit;
  readonly titles: AxisTitles;
  readonly composition: Composition;
}

/** The axis that a channel is drawn on. */
export function axisOf(channel: string): 'x' | 'y' | undefined {
  return channel === 'x' || channel === 'y' ? channel : undefined;
}

/** Returns the titles that the layers of one plot share: the author's first, else that of the first measure or dimension. */
export function axisTitles(units: readonly Unit[], dataset: PublishedDataset, inFacet: boolean): AxisTitles {
  const titles: Partial<Record<'x' | 'y', string | null>> = {};
  for (const axis of axes) {
    // A range between two measures is about the one that is drawn in it.
    const isRange = ({ channels }: Unit): number => Number(channels[`${axis}2`] !== undefined);
    const definitions = units
      .toSorted((a, b) => isRange(a) - isRange(b))
      .map(({ channels }) => toObject(channels[axis]?.definition));
    // A part of a composite mark has the title of its measure, unless another layer has one of its own.
    const ranked = units.toSorted((a, b) => Number(isPart(a)) - Number(isPart(b)));
    const own = ranked
      .map(({ channels }) => authorTitle(toObject(channels[axis]?.definition)))
      .find((title) => title !== undefined);
    const fields = definitions
      .filter(({ aggregate }) => aggregate === undefined || aggregate === 'sum')
      .flatMap((definition) => encodedField(definition, dataset.fields) ?? []);
    const isOfSeveral = new Set(units.map(({ data }) => data)).size > 1;
    const field = isOfSeveral ? sharedField(fields) : fields[0];
    // The title of a vertical axis would stand where panels have their heads; the subtitle names the measure.
    const isOverHeads = axis === 'y' && (inFacet || units.some(isPanel));
    const title = own === undefined && field !== undefined ? (isOverHeads ? null : fieldTitle(field)) : own;
    if (title !== undefined) titles[axis] = title;
  }
  return titles;
}

/** What layers over several datasets have in common: their measure, or its unit alone. */
function sharedField(fields: readonly Field[]): Field | undefined {
  const [first] = fields;
  if (first?.role !== 'measure' || fields.every(({ title }) => title === first.title)) return first;
  const { unit: title = '', unit: _, ...field } = first;
  return title === ''
    ? undefined
    : { ...field, title: `${title.slice(0, 1).toUpperCase()}${title.slice(1)}` };
}

/** True for a plot that is one of several panels. */
export function isPanel({ channels }: Unit): boolean {
  return facetChannels.some((channel) => channels[channel] !== undefined);
}

/** How high the title of a vertical axis stands: above the plot, and above the labels on its tallest bar. */
export function titleHeight(units: readonly Unit[]): number {
  return units.some(({ mark }) => mark === 'text') && units.some(({ mark }) => mark === 'bar') ? -22 : -8;
}

/** Where the title of a vertical axis stands: level above the plot, but beside a panel, which has its head there. */
export function titlePlace(unit: Unit, lines: number, { units }: Composition): JsonObject {
  if (isPanel(unit)) return { titleAngle: -90, titlePadding: 8 };
  const level = { titleAngle: 0, titleAlign: 'left', titleAnchor: 'start', titleBaseline: 'bottom' };
  return { ...level, titleX: 0, titleY: titleHeight(units) - Math.max(0, lines - 1) * lineStep };
}

/**
 * The lines of an axis title: one, but where the frame is narrower than that, or the panel whose axis it is.
 *
 * @param panelAxis Of a panel: which of its axes bears the title.
 */
export function titleLines(
  title: string,
  { frame, textWidth, layout }: Composition,
  panelAxis?: 'x' | 'y',
): readonly string[] {
  const own = { x: layout.width, y: panelHeight };
  const room = Math.min(
    frame.isNarrow ? frame.width - 8 : Number.POSITIVE_INFINITY,
    panelAxis === undefined ? Number.POSITIVE_INFINITY : own[panelAxis],
  );
  return Number.isFinite(room) ? textWidth.lines(title, room, labelSize) : [title];
}

/** Of a panel whose author gives it no height. */
export const panelHeight = 140;

/** The title that the author gives a channel; null when they want none, or no axis at all. */
export function authorTitle(definition: Readonly<Record<string, unknown>>): string | null | undefined {
  const { title, axis } = definition;
  const given = title === undefined ? toObject(axis).title : title;
  if (isNone(axis)) return undefined;
  return typeof given === 'string' || given === null ? given : undefined;
}

/**
 * Returns the title of a field's axis in the style of the house: a measure with its unit unless that repeats it,
 * nothing for categories and years, which speak for themselves.
 */
export function fieldTitle(field: Field): string | null {
  if (field.role !== 'measure') return null;
  const { title, unit } = field;
  if (unit === undefined || titleSaysUnit(field)) return title;
  return `${title} (${unit})`;
}
