import type { Field } from '../../model/dataset/dataset.js';
import { listAt } from '../../model/group-by.js';
import { ownOf } from '../../model/own.js';
import { splittingFields } from '../check/stack.js';
import { membersOf } from '../provenance/members.js';
import { isObject, type JsonObject, toArray, toObject } from '../spec.js';
import { type Channel, encodedField, isCategorical, type Unit } from '../unit.js';
import type { Datums, Layout } from './composition.js';
import { isSortOperation, type SortOperation, sortOperations } from './sort-operations.js';

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
  const sizes = sizesBy(field.name, by, units, drawn);
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
  const shown = ownOf(layout.shown, field.name);
  return shown === undefined
    ? order.filter((value) => value !== field.total)
    : order.filter((value) => shown.includes(value));
}

/** By what number of its rows a category is placed. */
interface SizeKey {
  readonly op: SortOperation;
  /** Absent where rows are counted. */
  readonly field?: string;
  readonly descending: boolean;
}

/** Source: Vega-Lite, `domainSort`: without an operation the least number, and the sum where parts are stacked. */
function sizeKey(sort: unknown, unit: Unit): SizeKey | undefined {
  if (typeof sort === 'string') {
    const descending = sort.startsWith('-');
    return sizeKey({ encoding: sort.slice(descending ? 1 : 0), order: descending ? 'descending' : '' }, unit);
  }
  if (!isObject(sort)) return undefined;
  const descending = sort.order === 'descending';
  const isStack = (unit.mark === 'bar' || unit.mark === 'area') && splittingFields(unit).length > 0;
  const isOwn = sort.encoding === undefined;
  const { field, aggregate } = isOwn
    ? { field: sort.field, aggregate: sort.op }
    : toObject(unit.channels[String(sort.encoding)]?.definition);
  const op = aggregate ?? (isStack ? 'sum' : 'min');
  if (op === 'count') return { op, descending };
  return typeof field === 'string' && isSortOperation(op) ? { op, field, descending } : undefined;
}

/**
 * What the operation makes of the rows of each category, over all panels and colours, in the unit that shows most categories: layers repeat
 * the same rows.
 */
function sizesBy(
  category: string,
  { op, field = '' }: SizeKey,
  units: readonly Unit[],
  drawn: readonly Datums[],
): ReadonlyMap<string, number> {
  let best: ReadonlyMap<string, number> = new Map();
  units.forEach((unit, index) => {
    const groups = new Map<string, unknown[]>();
    for (const row of rowsBefore(unit, drawn[index] ?? []))
      listAt(groups, String(row[category])).push(row[field]);
    const sizes = new Map(
      [...groups].flatMap(([name, values]): readonly (readonly [string, number])[] => {
        const size = sortOperations[op](values);
        return size === undefined || Number.isNaN(size) ? [] : [[name, size]];
      }),
    );
    if (sizes.size > best.size) best = sizes;
  });
  return best;
}

/** The rows that a unit puts together, as they were before; as they are where it does not. */
function rowsBefore(unit: Unit, datums: Datums): ReadonlySet<JsonObject> {
  const made = Object.values(unit.channels).flatMap(({ definition: { aggregate, field } }) =>
    aggregate === undefined
      ? []
      : [membersOf(aggregate === 'count' ? '__count' : `${String(aggregate)}_${String(field)}`)],
  );
  return new Set(
    datums.flatMap((datum) => {
      const members = made.map((key) => toArray(datum[key])).find((each) => each.length > 0);
      return members === undefined ? [datum] : members.filter(isObject);
    }),
  );
}

/** The field of categories that a definition splits by, when it holds categories rather than numbers. */
export function discreteField(
  definition: JsonObject | undefined,
  fields: readonly Field[],
): Field | undefined {
  const field = encodedField(definition, fields);
  return isCategorical(field) ? field : undefined;
}
