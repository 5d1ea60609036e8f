import type { Field, PublishedDataset } from '../datasets/dataset.js';
import { toObject } from './spec.js';
import { encodedField, type Unit } from './unit.js';

/** The title of the horizontal and of the vertical axis of a plot; null for none, absent when nothing is known. */
export type AxisTitles = Readonly<Partial<Record<'x' | 'y', string | null>>>;

/** The axis that a channel is drawn on. */
export function axisOf(channel: string): 'x' | 'y' | undefined {
  return channel === 'x' || channel === 'y' ? channel : undefined;
}

/** Returns the titles that the layers of one plot share: the author's first, else that of the first measure or dimension. */
export function axisTitles(units: readonly Unit[], dataset: PublishedDataset): AxisTitles {
  const titles: Partial<Record<'x' | 'y', string | null>> = {};
  for (const axis of ['x', 'y'] as const) {
    const definitions = units.map(({ channels }) => toObject(channels[axis]?.definition));
    const own = definitions.map(authorTitle).find((title) => title !== undefined);
    const field = definitions
      .filter(({ aggregate }) => aggregate === undefined || aggregate === 'sum')
      .map((definition) => encodedField(definition, dataset.fields))
      .find((candidate) => candidate !== undefined);
    const title = own ?? (field === undefined ? undefined : fieldTitle(field));
    if (own !== undefined || title !== undefined) titles[axis] = own === undefined ? (title ?? null) : own;
  }
  return titles;
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
  if (unit === undefined || title.toLowerCase().includes(unit.toLowerCase())) return title;
  return `${title} (${unit})`;
}
