import type { Field } from '../model/dataset.js';
import type { Datums, Layout } from './composition.js';
import { isObject, type JsonObject, toObject } from './spec.js';
import { type Channel, encodedField, isCategorical, type Unit } from './unit.js';

/**
 * Returns the categories of a field in the order that a definition asks for: the declared one, its reverse, a list,
 * or by size of another channel or field as it was drawn.
 */
function categoryOrder(
  definition: JsonObject,
  field: Field,
  units: readonly Unit[],
  drawn: readonly Datums[],
): readonly string[] {
  const declared = field.categories.map(({ value }) => value);
  const { sort } = definition;
  if (Array.isArray(sort)) {
    const first = sort.map(String);
    return [...first, ...declared.filter((value) => !first.includes(value))];
  }
  if (sort === 'descending') return declared.toReversed();
  const by = units.map((unit) => sizeKey(sort, unit)).find((key) => key !== undefined);
  if (by === undefined) return declared;
  const sizes = sizesBy(field.name, by.key, drawn);
  const direction = by.descending ? -1 : 1;
  // Categories without a number come last either way; ties keep the declared order.
  const size = (value: string): number => sizes.get(value) ?? direction * Number.POSITIVE_INFINITY;
  // What gathers the rest is no category among others: its size places it nowhere.
  const rest = new Set(
    field.categories.filter(({ paint }) => paint?.kind === 'rest').map(({ value }) => value),
  );
  const isRest = (value: string): number => (rest.has(value) ? 1 : 0);
  return declared.toSorted(
    (a, b) => isRest(a) - isRest(b) || (size(a) === size(b) ? 0 : direction * (size(a) - size(b))),
  );
}

/** The categories of a field that a chart shows, in the order in which it draws them. */
export function drawnOrder(
  channel: Channel,
  field: Field,
  units: readonly Unit[],
  layout: Pick<Layout, 'drawn' | 'shown'>,
): readonly string[] {
  // Layers that share a definition share its order, so it is worked out for all of them at once.
  const sharing = units.filter(({ channels }) =>
    Object.values(channels).some(({ pointer }) => pointer === channel.pointer),
  );
  const drawn = sharing.map(({ name }) => layout.drawn[name] ?? []);
  const order = categoryOrder(channel.definition, field, sharing, drawn);
  const shown = layout.shown?.[field.name];
  return shown === undefined
    ? order.filter((value) => value !== field.total)
    : order.filter((value) => shown.includes(value));
}

function sizeKey(
  sort: unknown,
  unit: Pick<Unit, 'channels'>,
): { readonly key: string; readonly descending: boolean } | undefined {
  if (typeof sort === 'string') {
    const descending = sort.startsWith('-');
    return sizeKey({ encoding: sort.slice(descending ? 1 : 0), order: descending ? 'descending' : '' }, unit);
  }
  if (!isObject(sort)) return undefined;
  const descending = sort.order === 'descending';
  if (typeof sort.field === 'string') return { key: sort.field, descending };
  const channel = unit.channels[String(sort.encoding)]?.definition;
  const { field, aggregate } = toObject(channel);
  if (typeof field !== 'string') return undefined;
  return { key: typeof aggregate === 'string' ? `${aggregate}_${field}` : field, descending };
}

/** Sums per category what the unit that shows most categories drew: layers repeat the same rows. */
function sizesBy(field: string, key: string, drawn: readonly Datums[]): ReadonlyMap<string, number> {
  let best: ReadonlyMap<string, number> = new Map();
  for (const datums of drawn) {
    const sizes = new Map<string, number>();
    for (const datum of datums) {
      const value = datum[key];
      if (typeof value !== 'number') continue;
      const category = String(datum[field]);
      sizes.set(category, (sizes.get(category) ?? 0) + value);
    }
    if (sizes.size > best.size) best = sizes;
  }
  return best;
}

/** The field of categories that a definition splits by, when it holds categories rather than numbers. */
export function discreteField(
  definition: JsonObject | undefined,
  fields: readonly Field[],
): Field | undefined {
  const field = encodedField(definition, fields);
  return isCategorical(field) ? field : undefined;
}
