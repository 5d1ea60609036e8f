import { listNames } from '../../../diagnostics.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { CountStatus, Counts, Field, PublishedDataset, Stated } from '../../../model/dataset/dataset.js';
import { defined } from '../../../model/defined.js';
import {
  dimensionsOf,
  findCategory,
  findDimension,
  findMeasure,
  type Keys,
  measuresOf,
} from '../../selection/fields.js';
import { readFilters, singleKeys } from '../../selection/filters.js';
import { type Call, findDataset, type Scope } from '../call.js';
import { fail } from '../problem.js';

/** A row of a comparison: a category that at least one of the two datasets has. */
export interface ComparedRow {
  readonly value: string;
  readonly label: string;
  readonly total: boolean;
}

/** What is compared, before any cell is read. */
export interface Comparison {
  readonly official: Side;
  readonly own: Side;
  readonly rows: readonly ComparedRow[];
}

/** Lays out a comparison: the dimension of its rows, the rows of both sides together, the cells of each. */
export function arrangeComparison(
  call: Call,
  [official, own]: readonly [PublishedDataset, PublishedDataset],
): Comparison {
  const [left, right] = rowFields(call, official, own);
  const sides = {
    official: sideOf(call, official, left, 0),
    own: sideOf(call, own, right, 1),
  };
  return { ...sides, rows: rowsOf(call, [sides.official, sides.own]) };
}

/** The shared dimension that `rows` names; else the one that is not fixed to a category, years first. */
function rowFields(call: Call, official: PublishedDataset, own: PublishedDataset): readonly [Field, Field] {
  const name = call.text('rows');
  if (name !== undefined) {
    return [
      findDimension(official, name, call.hashAt('rows')),
      findDimension(own, name, call.hashAt('rows')),
    ];
  }
  const pairs = dimensionsOf(official).flatMap((field): (readonly [Field, Field])[] => {
    const other = dimensionsOf(own).find((candidate) => candidate.name === field.name);
    return other === undefined ? [] : [[field, other]];
  });
  const open = pairs.filter(([field]) => !isFixed(call, field.name));
  const [best, ...others] = open.some(([{ type }]) => type === 'year')
    ? open.filter(([{ type }]) => type === 'year')
    : open;
  if (best !== undefined && others.length === 0) return best;
  if (pairs.length === 0)
    return fail('content/argument.compare-apart', call.at, { official: official.name, own: own.name });
  return fail('content/argument.compare', call.at, { names: listNames(pairs.map(([field]) => field.name)) });
}

/** True when a call asks for one category of a dimension. */
function isFixed(call: Call, name: string): boolean {
  const text = call.has(name) ? call.text(name) : undefined;
  return text !== undefined && !text.includes('|');
}

/**
 * The categories of the rows: those that the call names, else all that one side has a row for, in the order of the
 * official dataset, years in their own. A total over different rows would mislead, so it is there only when asked for
 * or when both sides have it and the same parts.
 */
function rowsOf(call: Call, sides: readonly [Side, Side]): ComparedRow[] {
  const [official, own] = sides;
  const wanted = wantedValues(call, sides);
  if (wanted !== undefined) return wanted.map((value) => rowOf(value, sides));
  const [left, right] = [valuesOf(call, official), valuesOf(call, own)];
  const parts = merged(left.parts, right.parts);
  if (official.rowField.type === 'year') parts.sort((a, b) => Number(a) - Number(b));
  const inside = parts.filter((value) => isWithin(call, official.rowField, value));
  const whole =
    inside.length === left.parts.length && inside.length === right.parts.length && left.total && right.total;
  const { total } = official.rowField;
  return [...inside, ...(whole && total !== undefined ? [total] : [])].map((value) => rowOf(value, sides));
}

function wantedValues(call: Call, [official, own]: readonly [Side, Side]): string[] | undefined {
  const { name } = official.rowField;
  if (!call.has(name)) return undefined;
  const position = call.hashAt(name);
  const known = [...official.rowField.categories, ...own.rowField.categories];
  const unique = [...new Map(known.map((category) => [category.value, category])).values()];
  const both: Field = { ...official.rowField, categories: unique };
  return (call.text(name) ?? '').split('|').map((value) => findCategory(both, value.trim(), position));
}

/** Both lists in one, each in its own order: what only the second has stands before what follows it there. */
function merged(first: readonly string[], second: readonly string[]): string[] {
  const list = [...first];
  for (const [index, value] of second.entries()) {
    if (list.includes(value)) continue;
    const next = second.slice(index + 1).find((later) => list.includes(later));
    list.splice(next === undefined ? list.length : list.indexOf(next), 0, value);
  }
  return list;
}

function valuesOf(call: Call, side: Side): { readonly parts: readonly string[]; readonly total: boolean } {
  const present = side.rowField.categories
    .map(({ value }) => value)
    .filter(
      (value) => call.rowAt(side.dataset, { ...side.fixed, [side.rowField.name]: value }) !== undefined,
    );
  const { total } = side.rowField;
  return {
    parts: present.filter((value) => value !== total),
    total: total !== undefined && present.includes(total),
  };
}

/** `from=` and `to=` cut the years. */
function isWithin(call: Call, field: Field, value: string): boolean {
  for (const end of ['from', 'to'] as const) {
    const year = call.text(end);
    if (year === undefined) continue;
    if (field.type !== 'year') {
      fail('content/argument.rows-years', call.hashAt(end), { end });
    }
    if (end === 'from' ? Number(value) < Number(year) : Number(value) > Number(year)) return false;
  }
  return true;
}

function rowOf(value: string, [official, own]: readonly [Side, Side]): ComparedRow {
  const has = official.rowField.categories.some((category) => category.value === value);
  const field = has ? official.rowField : own.rowField;
  return { value, label: labelOf(field, value), total: value === field.total };
}

/** One of the two datasets of a comparison, and which of its cells are compared. */
export interface Side {
  readonly dataset: PublishedDataset;
  readonly measure: Field;
  /** The dimension down the side of the table, as this dataset declares it. */
  readonly rowField: Field;
  /** The categories of its other dimensions. */
  readonly fixed: Keys;
  /** What is counted: as declared, else the unit of the measure. */
  readonly unit: string;
  readonly counts?: Counts;
  /** The status of every cell compared, where there is one. */
  readonly status?: CountStatus;
}

/** The two datasets that a call names: the official one first. */
export function comparedDatasets(
  call: Call,
  scope: Scope,
): readonly [official: PublishedDataset, own: PublishedDataset] {
  const find = (index: number): PublishedDataset =>
    findDataset(scope.data, call.textParam(index, 'the name of a dataset'), call.paramAt(index));
  const [official, own] = [find(0), find(1)];
  if (official !== own) return [official, own];
  return fail('content/argument.itself', call.paramAt(1), { name: own.name });
}

/**
 * One side of the comparison: its measure, and one category of every dimension but that of the rows. Filters apply
 * to each dataset that has the dimension; those of the rows are read where both sides are known.
 */
function sideOf(call: Call, dataset: PublishedDataset, rowField: Field, place: 0 | 1): Side {
  const { [rowField.name]: _, from: __, to: ___, ...hash } = call.hash;
  const own = call.with({ hash });
  const fixed = singleKeys(own, dataset, readFilters(own, dataset), [rowField]);
  const measure = findMeasure(dataset, measureName(call, dataset, place), call.hashAt('measure'));
  const { counts } = dataset;
  const status = statusOf(counts, fixed);
  return defined({
    dataset,
    measure,
    rowField,
    fixed,
    unit: counts?.unit ?? measure.unit ?? '',
    counts,
    status,
  });
}

/** What a side says of itself: one text, or that of its status. */
export function statedBy({ status }: Side, stated: Stated | undefined): string | undefined {
  if (stated === undefined || typeof stated === 'string') return stated;
  return status === undefined ? undefined : stated[status];
}

/** `measure="cases|defendants"`: that of the official dataset, then our own; one word serves both, or the one that has a choice. */
function measureName(call: Call, dataset: PublishedDataset, place: 0 | 1): string | undefined {
  const names = call
    .text('measure')
    ?.split('|')
    .map((name) => name.trim());
  if (names === undefined) return undefined;
  if (names.length > 1) return names[place];
  return measuresOf(dataset).length === 1 ? undefined : names[0];
}

function statusOf(counts: Counts | undefined, fixed: Keys): CountStatus | undefined {
  if (counts?.statusField === undefined) return counts?.status;
  const value = fixed[counts.statusField];
  return value === 'presumed' || value === 'identified' || value === 'assisted' ? value : undefined;
}
