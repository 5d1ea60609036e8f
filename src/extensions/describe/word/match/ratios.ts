import { everyCategory } from '../../../../content/selection/filters.js';
import type { Cell, Dimension } from './cells.js';
import type { Measure, Table } from './tables.js';

/** What a number is divided by. */
export interface Base {
  readonly table: Table;
  readonly measure: Measure;
  readonly cell: Cell;
}

/** One number of the data by another that is told apart as it is. */
export interface Ratio {
  readonly table: Table;
  readonly measure: Measure;
  readonly cell: Cell;
  readonly base: Base;
  readonly value: number;
}

/** More would hold any number somewhere. */
const mostRatios = 300_000;
const mostCells = 4000;
/** On a smaller base no ratio is printed. */
const leastBase = 50;
/** Categories of a dimension whose categories are divided by one another, as measures are. */
const mostCategories = 30;

/** All ratios, ascending. */
export function ratiosOf(tables: readonly Table[]): readonly Ratio[] {
  const bases = tables.flatMap((table) => table.measures.map((measure) => ({ table, measure })));
  const found: Ratio[] = [];
  for (const part of bases) {
    if (!part.measure.addsUp || part.measure.cells.size > mostCells) continue;
    for (const base of bases) {
      if (!base.measure.addsUp || found.length > mostRatios) continue;
      if (base.measure !== part.measure) addJoined(part, base, found);
    }
    for (const dimension of part.table.dimensions) addWithin(part, dimension, found);
  }
  return found.sort((a, b) => a.value - b.value);
}

type Part = Omit<Base, 'cell'>;

/** The year that a number is of, by its row or its column. */
function yearOf({ table: { order }, measure: { year } }: Part, { keys }: Cell): number | undefined {
  const own = Number.parseInt(keys[order?.name ?? ''] ?? '', 10);
  return Number.isNaN(own) ? year : own;
}

function add(part: Part, cell: Cell, base: Base, found: Ratio[]): void {
  if (base.cell.value < leastBase || cell.value <= 0) return;
  const years = [yearOf(part, cell), yearOf(base, base.cell)].filter((year) => year !== undefined);
  if (new Set(years).size > 1) return;
  found.push({ ...part, cell, base, value: cell.value / base.cell.value });
}

function addJoined(part: Part, base: Part, found: Ratio[]): void {
  const join = joinOf(part.table, base.table);
  if (join === undefined) return;
  for (const cell of part.measure.cells.values()) {
    const keys = Object.fromEntries(
      join.map(({ dimension, of }) => {
        const key = of === undefined ? dimension.total : cell.keys[of.name];
        return [dimension.name, (of !== undefined && key === of.total ? dimension.total : key) ?? ''];
      }),
    );
    const other = base.table.cellAt(base.measure, keys);
    if (other !== undefined) add(part, cell, { ...base, cell: other }, found);
  }
}

interface Joined {
  readonly dimension: Dimension;
  /** None where its total is taken. */
  readonly of: Dimension | undefined;
}

/** The dimensions of another table as those of one; undefined where one of them is neither there nor has a total. */
function joinOf(one: Table, other: Table): readonly Joined[] | undefined {
  const joined = other.dimensions.map((dimension) => ({
    dimension,
    of: one.dimensions.find((each) => areAlike(each, dimension)),
  }));
  return joined.every(({ dimension, of }) => of !== undefined || dimension.total !== undefined)
    ? joined
    : undefined;
}

/** Years, or mostly the same categories. */
function areAlike(one: Dimension, other: Dimension): boolean {
  if (one === other) return true;
  if (one.isTime || other.isTime) return one.isTime && other.isTime && isMonthly(one) === isMonthly(other);
  const own = new Set(one.values.filter((value) => value !== one.total));
  const asked = other.values.filter((value) => value !== other.total);
  return asked.filter((value) => own.has(value)).length > 0.7 * Math.max(own.size, asked.length);
}

const isMonthly = ({ values }: Dimension): boolean => (values[0] ?? '').includes('-');

/** What a column is called whose categories are measures. */
const measureWords =
  /^(?:measures?|items?|variables?|figures?|tregues\p{L}*|показатељ\p{L}*|pokazatelj\p{L}*|мер[ае]|mer[ae]|mas[aë]t?)$/iu;

/** Categories by one another, where they are measures and no parts of one thing. */
function addWithin(part: Part, { name, isSummed, values }: Dimension, found: Ratio[]): void {
  if (!measureWords.test(name) || isSummed !== true || values.length > mostCategories) return;
  for (const { cells } of part.measure.slices.get(name) ?? []) {
    if (found.length > mostRatios) return;
    const own = [...cells].filter(([key]) => key !== everyCategory && !key.includes('|'));
    for (const [key, cell] of own)
      for (const [other, base] of own) if (other !== key) add(part, cell, { ...part, cell: base }, found);
  }
}

/** Those whose value lies between two. */
export function ratiosBetween(ratios: readonly Ratio[], least: number, most: number): readonly Ratio[] {
  let [from, to] = [0, ratios.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ratios[middle]?.value ?? 0) < least) from = middle + 1;
    else to = middle;
  }
  let end = from;
  while (end < ratios.length && (ratios[end]?.value ?? 0) <= most) end++;
  return ratios.slice(from, end);
}
