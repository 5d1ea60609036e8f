import type { Field } from '../../model/dataset/dataset.js';
import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  fromDouble,
  multiply,
  subtract,
  zero,
} from '../../model/exact.js';
import { groupBy } from '../../model/group-by.js';
import { ownOf } from '../../model/own.js';
import { isExact } from '../../model/quantity.js';
import type { ChartDataset } from '../datasets/parts.js';
import { nowhere } from '../provenance/deriving.js';
import { membersOf } from '../provenance/members.js';
import { quantityIn } from '../provenance/operate.js';
import { isObject, type JsonObject, toArray, toObject } from '../spec.js';
import { type Channel, encodedField, isCategorical, splittingFields, type Unit, valuesOf } from '../unit.js';
import type { Datums, Layout } from './composition.js';

/**
 * Returns the categories of a field in the order that a definition asks for: the declared one, its reverse, a list,
 * or by size of another channel or field as it was drawn.
 */
function categoryOrder(definition: JsonObject, field: Field, ordered: Ordered): readonly string[] {
  const declared = valuesOf(field);
  const { sort } = definition;
  if (Array.isArray(sort)) {
    const first = sort.map(String);
    return [...first, ...declared.filter((value) => !first.includes(value))];
  }
  if (sort === 'descending') return declared.toReversed();
  const by = ordered.units.map((unit) => sizeKey(sort, unit)).find((key) => key !== undefined);
  if (by === undefined) return declared;
  const sizes = sizesBy(field.name, by, ordered);
  // Categories without a number come last either way; ties keep the declared order.
  const bySize = (a: string, b: string): number => {
    const [one, other] = [sizes.get(a), sizes.get(b)];
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined);
    return by.descending ? compare(other, one) : compare(one, other);
  };
  // What gathers the rest is no category among others: its size places it nowhere.
  const rest = new Set(
    field.categories.filter(({ paint }) => paint?.kind === 'rest').map(({ value }) => value),
  );
  const isRest = (value: string): number => (rest.has(value) ? 1 : 0);
  return declared.toSorted((a, b) => isRest(a) - isRest(b) || bySize(a, b));
}

/** Units with what they drew of a dataset. */
interface Ordered {
  readonly units: readonly Unit[];
  readonly layout: Pick<Layout, 'drawn' | 'shown'>;
  readonly dataset: ChartDataset;
}

/** The categories of a field that a chart shows, in the order in which it draws them. */
export function drawnOrder(
  channel: Channel,
  field: Field,
  { units, layout, dataset }: Ordered,
): readonly string[] {
  // Layers that share a definition share its order, so it is worked out for all of them at once.
  const sharing = units.filter(({ channels }) =>
    Object.values(channels).some(({ pointer }) => pointer === channel.pointer),
  );
  const order = categoryOrder(channel.definition, field, { units: sharing, layout, dataset });
  const shown = ownOf(layout.shown, field.name);
  return shown === undefined
    ? order.filter((value) => value !== field.total)
    : order.filter((value) => shown.includes(value));
}

/** By what number of its rows a category is placed. */
interface SizeKey {
  readonly op: string;
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
  return typeof field === 'string' && sortOperations.includes(String(op))
    ? { op: String(op), field, descending }
    : undefined;
}

/**
 * What the operation makes of the rows of each category, over all panels and colours, in the unit that shows most categories: layers repeat
 * the same rows.
 */
function sizesBy(
  category: string,
  { op, field = '' }: SizeKey,
  { units, layout, dataset }: Ordered,
): ReadonlyMap<string, Exact> {
  let best: ReadonlyMap<string, Exact> = new Map();
  for (const unit of units) {
    const groups = groupBy(rowsBefore(unit, layout.drawn[unit.name] ?? []), (row) => String(row[category]));
    const sizes = new Map(
      [...groups].flatMap(([name, rows]): readonly (readonly [string, Exact])[] => {
        const numbers = rows.flatMap((row) => numberIn(row, field, dataset) ?? []);
        const size = sorting(
          op,
          rows.map((row) => row[field]),
          numbers,
        );
        return size === undefined ? [] : [[name, size]];
      }),
    );
    if (sizes.size > best.size) best = sizes;
  }
  return best;
}

/** A cell, or what an operation made; of a number by Vega the digits that are kept of it. */
function numberIn(row: JsonObject, field: string, dataset: ChartDataset): Exact | undefined {
  const value = quantityIn(row, field, { dataset, at: nowhere })?.value;
  const drawn = row[field];
  if (value !== undefined) return isExact(value) ? value : undefined;
  return typeof drawn === 'number' && Number.isFinite(drawn) ? fromDouble(drawn) : undefined;
}

/** The rows that a unit puts together, as they were before; as they are where it does not. */
function rowsBefore(unit: Unit, datums: Datums): readonly JsonObject[] {
  const made = Object.values(unit.channels).flatMap(({ definition: { aggregate, field } }) =>
    aggregate === undefined
      ? []
      : [membersOf(aggregate === 'count' ? '__count' : `${String(aggregate)}_${String(field)}`)],
  );
  const rows = datums.flatMap((datum) => {
    const members = made.map((key) => toArray(datum[key])).find((each) => each.length > 0);
    return members === undefined ? [datum] : members.filter(isObject);
  });
  return [...new Set(rows)];
}

/** The field of categories that a definition splits by, when it holds categories rather than numbers. */
export function discreteField(
  definition: JsonObject | undefined,
  fields: readonly Field[],
): Field | undefined {
  const field = encodedField(definition, fields);
  return isCategorical(field) ? field : undefined;
}

type Numbers = readonly Exact[];

const sum = (numbers: Numbers): Exact => numbers.reduce(add, zero);
const mean = (numbers: Numbers): Exact => divide(sum(numbers), exact(numbers.length));

/** The number below which so many quarters of some numbers lie, between two of them where it falls there. */
const quartile =
  (quarters: 1 | 2 | 3) =>
  (numbers: Numbers): Exact | undefined => {
    const sorted = numbers.toSorted(compare);
    const place = (sorted.length - 1) * quarters;
    const [low, high = low] = [sorted[Math.floor(place / 4)], sorted[Math.ceil(place / 4)]];
    return low && high && add(low, multiply(subtract(high, low), exact(place % 4, 4)));
  };

/** @param fewer By how many less than there are numbers the squares are divided. */
const variance =
  (fewer: 0 | 1) =>
  (numbers: Numbers): Exact | undefined => {
    if (numbers.length <= fewer) return undefined;
    const middle = mean(numbers);
    const squares = numbers.map((each) => subtract(each, middle)).map((each) => multiply(each, each));
    return divide(sum(squares), exact(numbers.length - fewer));
  };

/** What Vega-Lite sorts categories by that is of their numbers. A deviation sorts as its square does. */
const ofNumbers: Readonly<Record<string, (numbers: Numbers) => Exact | undefined>> = {
  sum,
  product: (numbers) => numbers.reduce(multiply, exact(1)),
  mean,
  median: quartile(2),
  q1: quartile(1),
  q3: quartile(3),
  min: (numbers) => numbers.reduce((a, b) => (compare(b, a) < 0 ? b : a)),
  max: (numbers) => numbers.reduce((a, b) => (compare(b, a) > 0 ? b : a)),
  variance: variance(1),
  variancep: variance(0),
  stdev: variance(1),
  stdevp: variance(0),
  stderr: (numbers) => {
    const square = variance(1)(numbers);
    return square && divide(square, exact(numbers.length));
  },
};

type Values = readonly unknown[];
const isThere = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/** And what is of their rows. */
const ofRows: Readonly<Record<string, (values: Values) => number>> = {
  count: (values) => values.length,
  valid: (values) => values.filter(isThere).length,
  missing: (values) => values.filter((value) => !isThere(value)).length,
  distinct: (values) => new Set(values).size,
};

export const sortOperations: readonly string[] = [...Object.keys(ofRows), ...Object.keys(ofNumbers)];

/** What an operation of {@link sortOperations} makes of the values of a field, and of the numbers among them; undefined where it has none. */
function sorting(op: string, values: Values, numbers: Numbers): Exact | undefined {
  const count = ownOf(ofRows, op);
  if (count !== undefined) return exact(count(values));
  return numbers.length === 0 ? undefined : ownOf(ofNumbers, op)?.(numbers);
}
