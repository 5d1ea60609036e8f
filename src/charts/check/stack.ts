import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { type JsonObject, point } from '../spec.js';
import { encodedField, type Unit } from '../unit.js';

/** A unit that lays the numbers of a measure one on the other. */
export interface Stack {
  readonly unit: Unit;
  readonly measure: Field;
  readonly pointer: string;
  /** What the segments are. */
  readonly by: readonly string[];
}

/** Channels that make segments of a bar or area. Source: Vega-Lite, `STACK_BY_DEFAULT_CHANNELS` and `stack.ts`. */
const splitting = [
  'color',
  'fill',
  'stroke',
  'detail',
  'opacity',
  'fillOpacity',
  'strokeOpacity',
  'strokeWidth',
  'strokeDash',
  'size',
  'shape',
];

/** The stack that a unit draws; undefined of one whose marks stand alone. */
export function stackOf(unit: Unit, { fields }: Pick<PublishedDataset, 'fields'>): Stack | undefined {
  const { mark, channels } = unit;
  const by = splittingFields(unit);
  const candidates = (['x', 'y', 'theta'] as const).filter(
    (name) =>
      encodedField(channels[name]?.definition, fields)?.role === 'measure' &&
      isStacked(mark, channels[name]?.definition, channels[`${name}2`] !== undefined),
  );
  const axis = stackedAxis(candidates, unit);
  const channel = axis === undefined ? undefined : channels[axis];
  const measure = encodedField(channel?.definition, fields);
  if (channel === undefined || measure?.role !== 'measure' || by.length === 0) return undefined;
  return { unit, measure, pointer: point(channel.pointer, 'field'), by };
}

/** Of two axes of numbers the one along which vega-lite stacks: that which says so or adds up, else the upright one. */
function stackedAxis<Axis extends string>(
  candidates: readonly Axis[],
  { channels, style }: Unit,
): Axis | undefined {
  if (candidates.length < 2) return candidates[0];
  const says = (key: 'stack' | 'aggregate'): Axis | undefined => {
    const saying = candidates.filter((name) => channels[name]?.definition[key] !== undefined);
    return saying.length === 1 ? saying[0] : undefined;
  };
  return says('stack') ?? says('aggregate') ?? candidates[style.orient === 'horizontal' ? 0 : 1];
}

/** The fields by which bars that stand at one place are parts of each other's sum; none where they stand side by side. */
export function splittingFields({ channels }: Pick<Unit, 'channels'>): readonly string[] {
  if (channels.xOffset !== undefined || channels.yOffset !== undefined) return [];
  const along = [channels.x, channels.y].map((channel) => channel?.definition.field);
  return splitting.flatMap((name) => {
    const { field, aggregate } = channels[name]?.definition ?? {};
    return typeof field === 'string' && aggregate === undefined && !along.includes(field) ? [field] : [];
  });
}

function isStacked(mark: string, definition: JsonObject | undefined, hasEnd: boolean): boolean {
  if (definition === undefined || hasEnd) return false;
  const { stack, field, aggregate, type, bin } = definition;
  if (stack === null || stack === false || type === 'nominal' || type === 'ordinal' || bin !== undefined)
    return false;
  if (typeof field !== 'string' || (aggregate !== undefined && aggregate !== 'sum')) return false;
  return mark === 'bar' || mark === 'area' || mark === 'arc' ? true : stack !== undefined;
}
