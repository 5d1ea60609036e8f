/** Another table in place of one that would hide much: levels of detail are left out, and categories are put together. */

import { type Diagnostic, didYouMean, listNames } from '../../../diagnostics.js';
import type { Category, Dataset, Field, Row } from '../../../model/dataset/dataset.js';
import { Tree } from '../../../model/dataset/hierarchy.js';
import { addendOf, missingSum, united } from '../../../model/dataset/missing.js';
import type { CategoryMerge, LeftOut } from '../../../model/dataset/protection.js';
import { decimalsOf, isNumeric, toExact, type Value } from '../../../model/dataset/value.js';
import { add, type Exact, toDecimalText, zero } from '../../../model/exact.js';
import { groupBy } from '../../../model/group-by.js';
import { ownOf } from '../../../model/own.js';
import { type FaultCall, type ProblemId, problem } from '../../../problems/problem.js';

/** What a policy asks for and the data do not allow. */
export class Impossible extends Error {
  constructor(readonly fault: Diagnostic) {
    super(fault.message);
    this.name = 'Impossible';
  }
}

/** What stands for everything but the totals of a dimension. */
export const everything = 'all';

/** The categories that are left out. */
export function categoriesOut(field: Field, { level }: Pick<LeftOut, 'level'>): ReadonlySet<string> {
  const depth = depthOf(field, level);
  const tree = new Tree(field);
  const all = field.categories.map(({ value }) => value);
  return new Set(all.filter((value) => value !== field.total && tree.depthOf(value) >= depth));
}

/** Which level is left out, 0 for the topmost; -1 where there is none of this name. A level may be called as everything is. */
function depthOf({ levels = [] }: Field, level: string): number {
  const named = levels.indexOf(level);
  return named < 0 && level === everything ? 0 : named;
}

/**
 * A dataset without a level of detail. All parts of a whole go together, so that totals still are the sums of what stands under
 * them, and nobody subtracts what is printed from a total.
 * @throws {Impossible} where something is left out of which no total stands in the data.
 */
export function leftOut(dataset: Dataset, asked: LeftOut): Dataset {
  const { dimension, level, position } = asked;
  const field = dataset.fields.find(({ name }) => name === dimension);
  if (field === undefined) return dataset;
  const { levels = [], total } = field;
  const depth = depthOf(field, level);
  if (depth < 0)
    throw new Impossible(
      problem('protect/redesign.level', position, {
        level,
        dimension,
        levels: listNames([...levels, everything]),
      }),
    );
  const out = categoriesOut(field, asked);
  const tree = new Tree(field);
  const keyOf = keysWithout(dataset, dimension);
  const kept = dataset.rows.filter(({ keys }) => !out.has(keys[dimension] ?? ''));
  const known = new Set(kept.map((row) => keyOf(row, row.keys[dimension] ?? '')));
  for (const row of dataset.rows) {
    const value = row.keys[dimension] ?? '';
    if (!out.has(value)) continue;
    const above = [...tree.ancestorsOf(value), ...(total === undefined ? [] : [total])];
    if (above.some((each) => known.has(keyOf(row, each)))) continue;
    throw new Impossible(
      problem('protect/redesign.total', position, {
        everything: depth === 0 ? `\`${everything}\`` : `level \`${level}\``,
        dimension,
        value,
      }),
    );
  }
  const { levels: _, ...rest } = field;
  const left = levels.slice(0, depth);
  const short: Field = {
    ...rest,
    categories: field.categories.filter(({ value }) => !out.has(value)),
    ...(left.length > 1 ? { levels: left } : {}),
  };
  return { ...dataset, fields: dataset.fields.map((each) => (each === field ? short : each)), rows: kept };
}

/** A row by the categories of the other dimensions, at a category of one. */
function keysWithout({ fields }: Dataset, dimension: string): (row: Row, category: string) => string {
  const others = fields.filter(({ role, name }) => role === 'dimension' && name !== dimension);
  return ({ keys }, category) => JSON.stringify([category, ...others.map(({ name }) => keys[name])]);
}

/**
 * A dataset in which the counts of some categories are added up to one. Each row of it knows the rows that it was made from.
 * @throws {Impossible} where they cannot be added up.
 */
export function merged(dataset: Dataset, merge: CategoryMerge): Dataset {
  const field = checkMerge(dataset, merge);
  const { dimension, into } = merge;
  const own = new Set(together(field, merge));
  const keyOf = keysWithout(dataset, dimension);
  const joined = dataset.rows.filter(({ keys }) => own.has(keys[dimension] ?? ''));
  const groups = groupBy(joined, (row) => keyOf(row, into));
  for (const rows of groups.values()) checkWhole(dataset, merge, field, own.size, rows);
  const others = dataset.rows.filter(({ keys }) => !own.has(keys[dimension] ?? ''));
  const sums = [...groups.values()].map((rows) => sumOf(rows, { [dimension]: into }));
  const made: Field = { ...field, categories: categoriesOf(field, merge, own) };
  const fields = dataset.fields.map((each) => (each === field ? made : each));
  return { ...dataset, fields, rows: inOrder([...others, ...sums], fields) };
}

/** Without a total that was added up, nobody knows whether what has no row is nothing. */
function checkWhole(
  { rows: all, accepted = [] }: Dataset,
  { dimension, into, position }: CategoryMerge,
  { total, remainder }: Field,
  expected: number,
  rows: readonly Row[],
): void {
  if (rows.length === expected) return;
  const [first] = rows;
  const agrees = ({ keys }: Row): boolean =>
    Object.entries(keys).every(([name, value]) => name === dimension || first?.keys[name] === value);
  const isAdded = !accepted.some(({ code }) => code === 'data/total') && remainder === undefined;
  if (isAdded && total !== undefined && all.some((row) => row.keys[dimension] === total && agrees(row)))
    return;
  const where = Object.entries(first?.keys ?? {}).filter(([name]) => name !== dimension);
  throw new Impossible(
    problem('protect/redesign.row', position, {
      into,
      where: where.map(([name, value]) => `, ${name} \`${value}\``).join(''),
    }),
  );
}

/** One row for several, which answers for all of them. */
function sumOf(rows: readonly Row[], keys: Row['keys']): Row {
  const [first] = rows as [Row, ...Row[]];
  const names = Object.keys(first.measures);
  const marks = names.flatMap((name) => {
    const all = united(rows.map((row) => ({ marks: ownOf(row.marks, name) ?? [] }))).marks;
    return all === undefined ? [] : [[name, all] as const];
  });
  const shared = Object.entries(first.attributes).filter(([name, text]) =>
    rows.every(({ attributes }) => attributes[name] === text),
  );
  const { marks: _, sources: __, derivations: ___, noteFields: ____, ...rest } = first;
  return {
    ...rest,
    keys: { ...first.keys, ...keys },
    measures: Object.fromEntries(
      names.map((name) => [name, added(rows.flatMap(({ measures }) => measures[name] ?? []))]),
    ),
    attributes: Object.fromEntries(shared),
    ...notesOf(rows),
    sources: rows.flatMap(({ origin, sources }) => sources ?? [origin]),
    ...(marks.length === 0 ? {} : { marks: Object.fromEntries(marks) }),
  };
}

/** Each note once, with its field where that is known. */
function notesOf(rows: readonly Row[]): Pick<Row, 'notes' | 'noteFields'> {
  const fields = new Map(
    rows.flatMap(({ notes, noteFields }) => notes.map((note, index) => [note, noteFields?.[index]] as const)),
  );
  const named = [...fields.values()].flatMap((field) => field ?? []);
  return { notes: [...fields.keys()], ...(named.length > 0 ? { noteFields: named } : {}) };
}

/** The sum by the rules for what is missing: none recorded and one are one, not known and one are not known. */
function added(values: readonly Value[]): Value {
  const parts = values.map((value) => (isNumeric(value) ? toExact(value) : value));
  const missing = missingSum(parts);
  if (missing !== undefined) return missing;
  const sum = parts.reduce<Exact>((all, part) => add(all, addendOf(part) ?? zero), zero);
  const scale = values.filter(isNumeric).reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
  const isWhole = values.filter(isNumeric).every(({ kind }) => kind === 'integer');
  const digits = BigInt(toDecimalText(sum, scale).replace('.', ''));
  return isWhole ? { kind: 'integer', value: digits } : { kind: 'decimal', coefficient: digits, scale };
}

function categoriesOf(field: Field, merge: CategoryMerge, own: ReadonlySet<string>): Category[] {
  const { into, label } = merge;
  const existing = field.categories.find(({ value }) => value === into);
  const parts = field.categories.filter(({ value }) => own.has(value));
  const last = parts.at(-1);
  const parent = last?.parent;
  const category: Category = {
    ...(existing ?? { value: into, label: into, ...(parent === undefined ? {} : { parent }) }),
    ...(label === undefined ? {} : { label }),
  };
  const place = existing ?? last;
  return field.categories.flatMap((each) =>
    each === place ? [category] : own.has(each.value) ? [] : [each],
  );
}

/** Rows in the order of their categories, dimension by dimension, as those of every dataset are. */
function inOrder(rows: readonly Row[], fields: readonly Field[]): readonly Row[] {
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  const ranks = dimensions.map(
    ({ name, categories }) => [name, new Map(categories.map(({ value }, index) => [value, index]))] as const,
  );
  const rankOf = ({ keys }: Row): number[] => ranks.map(([name, rank]) => rank.get(keys[name] ?? '') ?? 0);
  const ranked = rows.map((row) => ({ row, rank: rankOf(row) }));
  ranked.sort((a, b) => {
    const index = a.rank.findIndex((each, at) => each !== b.rank[at]);
    return index < 0 ? 0 : (a.rank[index] ?? 0) - (b.rank[index] ?? 0);
  });
  return ranked.map(({ row }) => row);
}

/**
 * The dimension of a merge that makes sense.
 * @throws {Impossible} where it does not.
 */
function checkMerge(dataset: Dataset, merge: CategoryMerge): Field {
  const { dimension, into, parts, position } = merge;
  const refuse = <Id extends ProblemId>(...[id, ...given]: FaultCall<Id>): never => {
    throw new Impossible(problem(id, position, ...given));
  };
  const field =
    dataset.fields.find(({ name, role }) => name === dimension && role === 'dimension') ??
    refuse('protect/redesign.dimension', { dimension, name: dataset.name });
  if (field.type !== 'string' || dataset.counts?.statusField === dimension)
    refuse('protect/redesign.order', { dimension });
  const rate = dataset.fields.find(({ role, additive }) => role === 'measure' && additive === false);
  if (rate !== undefined) refuse('protect/redesign.rate', { name: dataset.name, rateName: rate.name });
  const known = field.categories.map(({ value }) => value);
  const stranger = parts.find((value) => !known.includes(value));
  if (stranger !== undefined)
    refuse('protect/redesign.category', { stranger, dimension }, didYouMean(stranger, known));
  const own = together(field, merge);
  if (field.total !== undefined && (own.includes(field.total) || into === field.total))
    refuse('protect/redesign.merge', { total: field.total, dimension });
  if (own.length < 2) refuse('protect/redesign.alone', { parts: parts.join('`, `') });
  if (!areSiblings(field, own)) refuse('protect/redesign.across', { into, dimension });
  if (own.some((value) => field.categories.some((each) => each.value === value && each.bounds !== undefined)))
    refuse('protect/redesign.bounds', { dimension });
  return field;
}

/** The categories whose counts become one: that which they are added to is one of them where it exists. */
export const together = (
  { categories }: Pick<Field, 'categories'>,
  { into, parts }: CategoryMerge,
): string[] => [...new Set([...(categories.some(({ value }) => value === into) ? [into] : []), ...parts])];

/** True for categories of which none is made of others, and all are parts of the same. */
function areSiblings(field: Field, categories: readonly string[]): boolean {
  const tree = new Tree(field);
  const [first, ...others] = categories;
  const parent = tree.ancestorsOf(first ?? '')[0];
  return (
    categories.every((value) => !tree.isWhole(value)) &&
    others.every((value) => tree.ancestorsOf(value)[0] === parent)
  );
}
