import type { Field, PublishedDataset } from '../model/dataset.js';
import { titleSaysUnit } from '../model/unit.js';
import { isPart } from './composite/parts.js';
import type { Composition } from './composition.js';
import { facetChannels, toObject } from './spec.js';
import { wrapLabel } from './text-width.js';
import { labelSize } from './theme.js';
import { encodedField, type Unit } from './unit.js';

/** The title of the horizontal and of the vertical axis of a plot; null for none, absent when nothing is known. */
export type AxisTitles = Readonly<Partial<Record<'x' | 'y', string | null>>>;

/** The axis that a channel is drawn on. */
export function axisOf(channel: string): 'x' | 'y' | undefined {
  return channel === 'x' || channel === 'y' ? channel : undefined;
}

/** Returns the titles that the layers of one plot share: the author's first, else that of the first measure or dimension. */
export function axisTitles(units: readonly Unit[], dataset: PublishedDataset, inFacet: boolean): AxisTitles {
  const titles: Partial<Record<'x' | 'y', string | null>> = {};
  for (const axis of ['x', 'y'] as const) {
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
    const isPanel = axis === 'y' && (inFacet || units.some(isFacetted));
    const title = own === undefined && field !== undefined ? (isPanel ? null : fieldTitle(field)) : own;
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

function isFacetted({ channels }: Unit): boolean {
  return facetChannels.some((channel) => channels[channel] !== undefined);
}

/** The lines of an axis title: one, but where the frame is narrower than that. */
export function titleLines(title: string, { frame, textWidth }: Composition): readonly string[] {
  if (!frame.isNarrow) return [title];
  return wrapLabel(title, frame.width - 8, (line) => textWidth(line, labelSize));
}

/** The title that the author gives a channel; null when they want none, or no axis at all. */
export function authorTitle(definition: Readonly<Record<string, unknown>>): string | null | undefined {
  const { title, axis } = definition;
  const given = title === undefined ? toObject(axis).title : title;
  if (axis === null || axis === false) return undefined;
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
