/** Bars, areas and slices that lie one on the other: what splits them into segments, and how these follow one another. */
import { derivedFields } from '../rows.js';
import { isNone, type JsonObject } from '../spec.js';
import { encodedField, isCategorical, type Unit } from '../unit.js';
import type { Composition } from './composition.js';
import { drawnOrder } from './order.js';

/** Slices of a circle, and words that stand beside them: they follow one another around it. */
export const standsInCircle = ({ mark, channels: { theta } }: Unit): boolean =>
  theta !== undefined && (mark === 'arc' || (mark === 'text' && theta.definition.field !== undefined));

/** The channel that splits a mark into segments laid one on the other; undefined where nothing is stacked. */
export function stackedChannel(unit: Unit, { dataset }: Composition): string | undefined {
  const { x, y, theta, xOffset, yOffset } = unit.channels;
  const positions = [x, y, theta].map((channel) => channel?.definition.stack);
  const isStack =
    unit.mark === 'bar' ||
    unit.mark === 'area' ||
    standsInCircle(unit) ||
    positions.some((stack) => typeof stack === 'string');
  const isBeside = xOffset !== undefined || yOffset !== undefined;
  if (!isStack || isBeside || positions.some(isNone)) return undefined;
  const along = [x, y].map((channel) => channel?.definition.field);
  return ['color', 'fill', 'detail'].find((name) => {
    const field = encodedField(unit.channels[name]?.definition, dataset.fields);
    return isCategorical(field) && !along.includes(field.name);
  });
}

/** A channel `order`, and what calculates the place of each segment where rows do not have it. */
interface SegmentOrder {
  readonly order?: JsonObject;
  readonly transform?: readonly JsonObject[];
}

/**
 * The order of the segments that a channel splits a mark into: that of their categories, or what the author's `sort` says. Vega-lite
 * would take the alphabet.
 */
export function segmentOrder(name: string, unit: Unit, composition: Composition): SegmentOrder {
  const { fields } = composition.dataset;
  const channel = unit.channels[name];
  const field = encodedField(channel?.definition, fields);
  if (channel === undefined || field === undefined) return {};
  const { timeUnit, sort } = channel.definition;
  const derived = derivedFields(fields.indexOf(field));
  // Days of one month are one segment.
  if (timeUnit !== undefined)
    return { order: { field: derived.moment, timeUnit, type: 'temporal', sort: 'ascending' } };
  const by = (place: string): SegmentOrder => ({
    order: { field: place, type: 'quantitative', sort: 'ascending' },
  });
  if (sort === undefined) return by(derived.order);
  const sorted = Array.isArray(sort) ? sort : drawnOrder(channel, field, composition);
  const rank = `indexof(${JSON.stringify(sorted)}, datum[${JSON.stringify(field.name)}])`;
  const place = '__segment';
  // What is not in the list comes last.
  return { ...by(place), transform: [{ calculate: `(${rank} + 1) || 1000000`, as: place }] };
}
