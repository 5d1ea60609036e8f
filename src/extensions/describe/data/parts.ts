import { add, compare, type Exact, zero } from '../../../model/exact.js';
import { ask, type Remark, type TidyTable } from './found-table.js';
import type { RoledColumn } from './roles.js';
import { quoted, scalar } from './yaml-text.js';

/** A category and those right below it whose sum it is. */
interface Whole {
  readonly category: string;
  readonly parts: readonly string[];
}

/** Groups that show a whole. */
const shown = 2;
/** Categories beyond which no wholes are looked for. */
const mostCategories = 500;

/**
 * Asks whether categories are part of one another, where in every group of rows one is the sum of those that follow it in the
 * file, as where districts stand below their region.
 */
export function partsOf(
  table: TidyTable,
  columns: readonly RoledColumn[],
  totals: ReadonlyMap<string, string>,
): ReadonlyMap<string, Remark> {
  const dimensions = columns.filter(({ role }) => role === 'dimension');
  const measures = columns.filter(({ role }) => role === 'measure');
  const found = new Map<string, Remark>();
  for (const dimension of dimensions) {
    if (dimension.type !== 'string' || dimension.categories.length > mostCategories) continue;
    const total = totals.get(dimension.name);
    const order = dimension.categories.filter((each) => each !== total);
    for (const measure of measures) {
      const groups = groupsOf(table, dimension, dimensions, measure);
      const wholes = wholesOf(order, groups);
      if (wholes.length === 0) continue;
      found.set(dimension.name, question(order, wholes, groups.length, total));
      break;
    }
  }
  return found;
}

type Group = ReadonlyMap<string, Exact>;

function groupsOf(
  { rows }: TidyTable,
  dimension: RoledColumn,
  dimensions: readonly RoledColumn[],
  measure: RoledColumn,
): readonly Group[] {
  const others = dimensions.filter((each) => each !== dimension);
  const groups = new Map<string, Map<string, Exact>>();
  for (const { texts } of rows) {
    const value = measure.facts.numberOf(texts[measure.index] ?? '');
    if (value === undefined) continue;
    const key = others.map(({ index }) => texts[index] ?? '').join('\u0000');
    const group = groups.get(key) ?? new Map<string, Exact>();
    groups.set(key, group);
    group.set(texts[dimension.index] ?? '', value);
  }
  return [...groups.values()];
}

function wholesOf(order: readonly string[], groups: readonly Group[]): readonly Whole[] {
  const wholes: Whole[] = [];
  for (let at = 0; at < order.length; at++) {
    const parts = runBelow(order, at, groups);
    if (parts === undefined) continue;
    wholes.push({ category: order[at] ?? '', parts });
    at += parts.length;
  }
  return wholes;
}

/** The fewest categories below one that come to it in every group in which they all are. */
function runBelow(
  order: readonly string[],
  at: number,
  groups: readonly Group[],
): readonly string[] | undefined {
  const category = order[at] ?? '';
  let open = groups.flatMap((group) => {
    const whole = group.get(category);
    return whole === undefined || compare(whole, zero) === 0 ? [] : [{ group, whole, sum: zero, filled: 0 }];
  });
  for (let end = at + 1; end < order.length && open.length >= shown; end++) {
    const next = order[end] ?? '';
    open = open.flatMap((each) => {
      const part = each.group.get(next);
      if (part === undefined) return [];
      const filled = each.filled + (compare(part, zero) === 0 ? 0 : 1);
      return [{ ...each, sum: add(each.sum, part), filled }];
    });
    const isSum = open.length >= shown && open.every(({ sum, whole }) => compare(sum, whole) === 0);
    if (isSum && open.some(({ filled }) => filled > 1)) return order.slice(at + 1, end + 1);
  }
  return undefined;
}

function question(
  order: readonly string[],
  wholes: readonly Whole[],
  groups: number,
  total: string | undefined,
): Remark {
  const parents = new Map(wholes.flatMap(({ category, parts }) => parts.map((part) => [part, category])));
  const [first] = wholes;
  const others = wholes.length === 1 ? '' : `, and so ${wholes.length - 1} more of their own`;
  const told = `${quoted(first?.category ?? '')} is the sum of the ${first?.parts.length} below it wherever they stand (${groups} groups)${others}`;
  return ask(
    `${told}. Are these parts of it? Then the categories and the names of the levels are`,
    'categories:',
    ...order.map((each) => {
      const parent = parents.get(each);
      return `  - ${parent === undefined ? scalar(each) : `{value: ${scalar(each)}, parent: ${scalar(parent)}}`}`;
    }),
    ...(total === undefined || total === '' ? [] : [`  - ${scalar(total)}`]),
    'levels: [region, district]',
  );
}
