import type { PublishedDataset } from '../model/dataset.js';
import { isObject, type JsonObject, point, toArray, toObject } from './spec.js';
import { encodedField, isCategorical, unitsOf } from './unit.js';

/** What is left of a spec, and where something was taken out of it. */
export interface Mended {
  readonly spec: JsonObject;
  readonly pointers: readonly string[];
}

/**
 * A spec whose categories have the colours that they have in every other chart. A `range` or `scheme` that gives them
 * others is taken out where the data package or the house has a colour for each.
 */
export function withRegisteredColours(spec: JsonObject, { fields }: PublishedDataset): Mended {
  const found = new Set<string>();
  for (const { channels } of unitsOf(spec)) {
    for (const name of ['color', 'fill', 'stroke']) {
      const channel = channels[name];
      const field = encodedField(channel?.definition, fields);
      const { range, scheme } = toObject(channel?.definition.scale);
      if (channel === undefined || !isCategorical(field) || channel.definition.type === 'ordinal') continue;
      if (!field.categories.every(({ paint }) => paint !== undefined)) continue;
      // Two series of one look are a fault of another kind, and told.
      const looks = toArray(range).map((each) => JSON.stringify(each).toLowerCase());
      if (new Set(looks).size < looks.length) continue;
      if (range !== undefined) found.add(point(channel.pointer, 'scale', 'range'));
      if (scheme !== undefined) found.add(point(channel.pointer, 'scale', 'scheme'));
    }
  }
  return { spec: toObject(without(spec, '', found)), pointers: [...found] };
}

/** A part of a spec without the parts at some pointers. */
export function without(value: unknown, pointer: string, left: ReadonlySet<string>): unknown {
  if (left.size === 0) return value;
  if (Array.isArray(value)) return value.map((part, index) => without(part, point(pointer, index), left));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, part, point(pointer, key)] as const)
      .filter(([, , at]) => !left.has(at))
      .map(([key, part, at]) => [key, without(part, at, left)]),
  );
}
