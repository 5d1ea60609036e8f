import type { FieldContract, ResourceContract } from '../../contract.js';
import type { CheckedTable } from '../../tables.js';
import type { Cells } from '../rules.js';
import { type ResourceWords, yearsNamed } from './names.js';

/** Cells of two datasets that state one quantity, as far as their names tell. */
export interface Twin {
  readonly own: Cells;
  readonly other: Cells;
  /** False where one name says more than the other, so that only equal figures show that both mean the same. */
  readonly isCertain: boolean;
}

/** The cells of two tables that state one quantity: of the same unit and name, over the same time, everything else at its total. */
export function twinsOfTables(own: CheckedTable, other: CheckedTable, words: ResourceWords): Twin[] {
  const [mine, theirs] = [own.contract, other.contract];
  const name = relationOf(mine, theirs, words);
  const where = name === undefined ? undefined : whereOf(own, other);
  if (name === undefined || where === undefined) return [];
  return measuresOf(mine).flatMap((measure) =>
    measuresOf(theirs)
      .filter((each) => fold(each.unit) === fold(measure.unit) && fold(each.title) === fold(measure.title))
      .map((each) => ({
        own: { dataset: mine.name, measure: measure.name, where: where.own },
        other: { dataset: theirs.name, measure: each.name, where: where.other },
        isCertain: name === 'same',
      })),
  );
}

const measuresOf = ({ fields }: ResourceContract): FieldContract[] =>
  fields.filter(({ role, unit }) => role === 'measure' && unit !== undefined);

const fold = (text: string | undefined): string => (text ?? '').trim().toLowerCase();

/** Whether two resources count the same thing, by what they say of it; undefined where they do not. */
function relationOf(
  a: ResourceContract,
  b: ResourceContract,
  words: ResourceWords,
): 'same' | 'narrower' | undefined {
  if (a.illustrative !== b.illustrative || !mayCountAlike(a, b)) return undefined;
  const [own, other] = [words.of(a), words.of(b)];
  let shared = 0;
  for (const word of own) if (other.has(word)) shared++;
  if (shared === 0) return undefined;
  if (shared === own.size && shared === other.size) return 'same';
  return shared === own.size || shared === other.size ? 'narrower' : undefined;
}

/** False where what two resources declare of how they count differs. */
function mayCountAlike({ counts: a }: ResourceContract, { counts: b }: ResourceContract): boolean {
  if (a === undefined || b === undefined) return true;
  const alike = (['unit', 'definition', 'dated'] as const).every(
    (key) =>
      a[key] === undefined ||
      b[key] === undefined ||
      typeof a[key] !== typeof b[key] ||
      JSON.stringify(a[key]).toLowerCase() === JSON.stringify(b[key]).toLowerCase(),
  );
  return alike && (a.status === undefined || b.status === undefined || a.status === b.status);
}

interface Where {
  readonly own: Record<string, string>;
  readonly other: Record<string, string>;
}

/** The categories at which the rows of two tables meet; undefined where some dimension has no total, or the times differ. */
function whereOf(own: CheckedTable, other: CheckedTable): Where | undefined {
  const [mine, theirs] = [dimensionsOf(own), dimensionsOf(other)];
  const isShared = (field: FieldContract, fields: readonly FieldContract[]): boolean =>
    fields.some(({ name, type }) => name === field.name && type === field.type);
  const where: Where = { own: {}, other: {} };
  for (const [fields, others, at] of [
    [mine, theirs, where.own],
    [theirs, mine, where.other],
  ] as const) {
    for (const field of fields) {
      if (isShared(field, others)) continue;
      const [table, beside] = at === where.own ? [own, other] : [other, own];
      const category =
        field.type === 'year' ? yearWithin(table, field, beside) : restOf(field, table, beside);
      if (category === undefined) return undefined;
      at[field.name] = category;
    }
  }
  return timesAgree(own, other) ? where : undefined;
}

const dimensionsOf = ({ contract }: CheckedTable): FieldContract[] =>
  contract.fields.filter(({ role }) => role === 'dimension');

/** The total of a dimension; of the statuses that are told apart the one that the other table counts. */
function restOf(field: FieldContract, { contract }: CheckedTable, beside: CheckedTable): string | undefined {
  const isStatus = contract.counts?.statusField === field.name;
  return isStatus ? beside.contract.counts?.status : field.total;
}

/** The year, or the total over all years, that another table without years covers. */
function yearWithin(
  table: CheckedTable,
  field: FieldContract,
  { contract }: CheckedTable,
): string | undefined {
  const { period } = contract;
  if (period === undefined) return undefined;
  if (period.from === period.to) return String(period.from);
  const [from, to] = spanOf(table, field);
  return from === period.from && to === period.to ? field.total : undefined;
}

/** The first and the last year of a dimension. */
export function spanOf({ rows }: CheckedTable, { name, total }: FieldContract): readonly [number, number] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { keys } of rows) {
    if (keys[name] === total) continue;
    const year = Number(keys[name]);
    [from, to] = [Math.min(from, year), Math.max(to, year)];
  }
  return [from, to];
}

/**
 * Without years of their own both must say the same period, and where neither says one no other years in their titles; with them, totals
 * must be over the same years.
 */
function timesAgree(own: CheckedTable, other: CheckedTable): boolean {
  const [mine, theirs] = [own, other].map((table) => dimensionsOf(table).find(({ type }) => type === 'year'));
  if (mine === undefined && theirs === undefined) {
    const [a, b] = [own.contract.period, other.contract.period];
    if (a === undefined && b === undefined) return !areOfOtherYears(own.contract, other.contract);
    return a?.from === b?.from && a?.to === b?.to;
  }
  if (mine?.total === undefined || theirs?.total === undefined) return true;
  const [a, b] = [spanOf(own, mine), spanOf(other, theirs)];
  return a[0] === b[0] && a[1] === b[1];
}

/** "Visits in 2013" and "Visits in 2014". */
function areOfOtherYears(a: ResourceContract, b: ResourceContract): boolean {
  const [mine, theirs] = [yearsNamed(a), yearsNamed(b)];
  return mine !== '' && theirs !== '' && mine !== theirs;
}
