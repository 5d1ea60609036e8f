import { add, compare, type Exact, exact, multiply, zero } from '../../../model/exact.js';
import { listAt } from '../../../model/group-by.js';
import { ask, evidence, quoted, type Remark, scalar, type TidyTable } from './found-table.js';
import { isTotalWord } from './names.js';
import type { RoledColumn } from './roles.js';

/** What adding up has found. */
export interface FoundTotals {
  /** By the name of a dimension the category that holds its totals. */
  readonly totals: ReadonlyMap<string, string>;
  /** By the name of a column what is to be said there. */
  readonly remarks: ReadonlyMap<string, readonly Remark[]>;
  /** Measures that do not add up where others do. */
  readonly notAdditive: ReadonlySet<string>;
}

/** How often a category was looked at and was the sum of the others. */
interface Count {
  groups: number;
  right: number;
  /** Groups in which it lies between the others: it may be a rate or a mean of them. */
  between: number;
}

/** Groups that show a total though nothing is called one, of one measure or of all. */
const shown = 3;
/** Of those that are called total, the share that must add up. */
const mostly = 0.8;
/** Categories beyond which no wholes are looked for, and no total but what is called one. */
const mostCategories = 500;

/** Adds up: in every group of rows that differ in one dimension alone, which category is the sum of the others. */
export function totalsOf(table: TidyTable, columns: readonly RoledColumn[]): FoundTotals {
  const dimensions = columns.filter(({ role }) => role === 'dimension');
  const measures = columns.filter(({ role }) => role === 'measure');
  const totals = new Map<string, string>();
  const remarks = new Map<string, Remark[]>();
  const notAdditive = new Set<string>();
  for (const dimension of dimensions) {
    const counts = measures.map((measure) => ({
      measure,
      found: countsOf(table, dimension, dimensions, measure),
    }));
    const own = counts.map(({ found }) => found);
    const best = bestTotal(dimension, own) ?? bestTotal(dimension, [allOf(own)]);
    if (best === undefined) {
      const named = dimension.categories.find((each) => isTotalWord(each) && each !== '');
      const question =
        named === undefined
          ? undefined
          : totalQuestion(
              named,
              counts.map(({ found }) => found.get(named)),
            );
      if (question !== undefined) remarks.set(dimension.name, [question]);
      continue;
    }
    totals.set(dimension.name, best.category);
    const { groups, right } = best.count;
    remarks.set(dimension.name, [
      evidence(
        `${quoted(best.category)} is the sum of the others in ${right} of ${groups} groups${right < groups ? '; a build names the others' : ''}`,
      ),
    ]);
    for (const { measure, found } of counts) {
      const count = found.get(best.category);
      if (count === undefined || !isRate(count)) continue;
      notAdditive.add(measure.name);
      const said = evidence(
        `adds up to ${quoted(best.category)} in ${count.right} of ${count.groups} groups: a rate or similar`,
      );
      listAt(remarks, measure.name).push(said);
    }
  }
  return { totals, remarks, notAdditive };
}

function bestTotal(
  { categories, type }: RoledColumn,
  found: readonly ReadonlyMap<string, Count>[],
): { readonly category: string; readonly count: Count } | undefined {
  const ranked = categories.flatMap((category) => {
    if (type === 'year' && /^\d{4}$/.test(category)) return [];
    return found.flatMap((counts) => {
      const count = counts.get(category);
      return count !== undefined && isTotal(category, count) ? [{ category, count }] : [];
    });
  });
  return ranked.sort((a, b) => b.count.right - a.count.right)[0];
}

/** What is mostly no sum; a single group may as well be a mistake. */
const isRate = ({ groups, right, between }: Count): boolean =>
  right < groups / 2 && (groups > 1 || between > 0);

/** The counts of all measures together, where each has few groups; what may be a rate is no count. */
function allOf(found: readonly ReadonlyMap<string, Count>[]): ReadonlyMap<string, Count> {
  const all = new Map<string, Count>();
  for (const [category, { groups, right, between }] of found.flatMap((counts) => [...counts])) {
    const sum = all.get(category) ?? { groups: 0, right: 0, between: 0 };
    all.set(category, { groups: sum.groups + groups - between, right: sum.right + right, between: 0 });
  }
  return all;
}

const isTotal = (category: string, { groups, right }: Count): boolean =>
  isTotalWord(category) ? groups > 0 && right / groups >= mostly : groups >= shown && right === groups;

function totalQuestion(category: string, counts: readonly (Count | undefined)[]): Remark | undefined {
  const groups = counts.reduce((sum, count) => sum + (count?.groups ?? 0), 0);
  const right = counts.reduce((sum, count) => sum + (count?.right ?? 0), 0);
  if (groups === 0) return undefined;
  return ask(
    `${quoted(category)} is called a total, and is the sum of the others in ${right} of ${groups} groups. Is it one? Then add to the field`,
    `total: ${scalar(category)}`,
  );
}

/** By category. A group counts where two of its parts are not nought, since one part is always the whole. */
function countsOf(
  { rows }: TidyTable,
  dimension: RoledColumn,
  dimensions: readonly RoledColumn[],
  measure: RoledColumn,
): ReadonlyMap<string, Count> {
  const others = dimensions.filter((each) => each !== dimension);
  const groups = new Map<string, { readonly category: string; readonly value: Exact }[]>();
  const broken = new Set<string>();
  for (const { texts } of rows) {
    const key = others.map(({ index }) => texts[index] ?? '').join('\u0000');
    const value = measure.facts.numberOf(texts[measure.index] ?? '');
    if (value === undefined) broken.add(key);
    else listAt(groups, key).push({ category: texts[dimension.index] ?? '', value });
  }
  const counts = new Map<string, Count>();
  const isMany = dimension.categories.length > mostCategories;
  for (const [key, cells] of groups) {
    if (broken.has(key) || cells.filter(({ value }) => compare(value, zero) !== 0).length < 3) continue;
    const values = cells.map(({ value }) => value).toSorted(compare);
    const sum = values.reduce(add, zero);
    for (const { category, value } of cells) {
      if (isMany && !isTotalWord(category)) continue;
      const count = counts.get(category) ?? { groups: 0, right: 0, between: 0 };
      counts.set(category, count);
      count.groups++;
      if (compare(multiply(value, two), sum) === 0) count.right++;
      else if (isBetween(value, values)) count.between++;
    }
  }
  return counts;
}

/** Between the first and the last of numbers in their order. */
const isBetween = (value: Exact, [least = zero, ...others]: readonly Exact[]): boolean =>
  compare(least, value) < 0 && compare(value, others.at(-1) ?? zero) < 0;

const two = exact(2n);

/** A category and those right below it whose sum it is. */
interface Whole {
  readonly category: string;
  readonly parts: readonly string[];
}

/** Groups that show a whole. */
const shownWhole = 2;

/**
 * Asks whether categories are part of one another, where one is the sum of those that follow it in the file, as where districts stand
 * below their region. At least two groups of rows must have them all, and none may say otherwise.
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

/** What a text in place of a number means by the totals; undefined where these do not tell. */
export type LetterOf = (code: string, measure: RoledColumn) => 'n' | 'z' | undefined;

/** Not applicable is what stands in rows of totals alone; none is what makes every total right where it adds nothing. */
export const lettersBy =
  (table: TidyTable, columns: readonly RoledColumn[], totals: ReadonlyMap<string, string>): LetterOf =>
  (code, measure) => {
    const dimensions = columns.filter(({ role }) => role === 'dimension');
    const coded = table.rows.filter(({ texts }) => texts[measure.index] === code);
    const isPart = ({ name, index }: RoledColumn): boolean =>
      coded.some(({ texts }) => texts[index] !== totals.get(name));
    const numberOf = (text: string): Exact | undefined =>
      text === code ? zero : measure.facts.numberOf(text);
    const whole = { ...measure, facts: { ...measure.facts, numberOf } };
    const isRight = (group: Group, total: string): boolean => {
      const sum = [...group.values()].reduce(add, zero);
      return compare(multiply(group.get(total) ?? zero, two), sum) === 0;
    };
    const summed = dimensions.filter(({ name }) => totals.has(name));
    if (coded.length > 0 && summed.some((each) => !isPart(each))) return 'z';
    const areRight = summed.some(
      (each) =>
        coded.length > 0 &&
        groupsOf(table, each, dimensions, whole).every((group) =>
          isRight(group, totals.get(each.name) ?? ''),
        ),
    );
    return areRight ? 'n' : undefined;
  };

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
  for (let end = at + 1; end < order.length && open.length >= shownWhole; end++) {
    const next = order[end] ?? '';
    open = open.flatMap((each) => {
      const part = each.group.get(next);
      if (part === undefined) return [];
      const filled = each.filled + (compare(part, zero) === 0 ? 0 : 1);
      return [{ ...each, sum: add(each.sum, part), filled }];
    });
    const isSum = open.length >= shownWhole && open.every(({ sum, whole }) => compare(sum, whole) === 0);
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
  const told = `${quoted(first?.category ?? '')} is the sum of the ${first?.parts.length} below it in each of ${groups} groups${others}`;
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
