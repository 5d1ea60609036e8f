import type { Cell, Dimension } from './cells.js';
import type { Mentions, NamedRange } from './mentions.js';
import { type Base, type Ratio, ratiosBetween } from './ratios.js';
import type { Measure, Table } from './tables.js';
import { keysIn, type OfYear, type Twins } from './twins.js';
import type { TypedNumber } from './typed-numbers.js';

/** A calculation on cells that comes to a typed number. */
export interface Candidate {
  readonly operation: 'value' | 'share' | 'change' | 'percent-change' | 'sum' | 'average' | 'ratio';
  readonly table: Table;
  readonly measure: Measure;
  /** Several categories of one dimension are the parts of a sum. */
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  readonly cells: readonly Cell[];
  /** Of shares: the dimension whose total is the whole. */
  readonly of?: string;
  /** Of changes: the first year or month. */
  readonly from?: string;
  /** Of changes between columns or sheets of single years: where the first year is. */
  readonly before?: OfYear;
  /** Of sums, and of shares of several: the categories. */
  readonly parts?: readonly string[];
  /** The parts follow one another, and the first and the last are named: "from March to June". */
  readonly isRange?: true;
  /** Of sums over years: the first and the last. */
  readonly run?: readonly [string, string];
  readonly isRounded?: true;
  /** It was typed in the thousands of its file, without their word. */
  readonly isAsInFile?: true;
  /** Of ratios: what is divided by, and for how many. */
  readonly base?: Base;
  readonly per?: number;
}

/** What the words around a number allow it to be. */
export interface Allowed {
  readonly isAbout: boolean;
  readonly isChange: boolean;
  readonly isRate: boolean;
  readonly mentions: Mentions;
  readonly ranges: readonly NamedRange[];
  /** The paragraph speaks of all the years together. */
  readonly allYears: boolean;
}

/** What numbers are looked up in. */
export interface Searched {
  readonly tables: readonly Table[];
  readonly ratios: readonly Ratio[];
  readonly twins: Twins;
}

/** Everything in the data that comes to a number, before its words are looked at. */
export function candidatesFor(
  { tables, ratios, twins }: Searched,
  typed: TypedNumber,
  allowed: Allowed,
): Candidate[] {
  const found = tables.flatMap((table) =>
    table.measures.flatMap((measure) => {
      // 2.3 million of data in thousands is 2300.
      const both = measure.scale > 1 && typed.scale > 1;
      const own = both
        ? { ...typed, value: typed.value / measure.scale, scale: typed.scale / measure.scale }
        : typed;
      const cells = [...measure.cells.values()].flatMap((cell) => {
        const input = { table, measure, cell, typed: own };
        return [...cellOf(input, allowed.isAbout), ...(typed.isWord ? [] : sharesOf(input))];
      });
      if (typed.isWord) return cells;
      return [
        ...cells,
        ...asInFile(table, measure, typed, allowed),
        ...changesIn(table, measure, own, allowed),
        ...changesOfTwins({ table, measure, typed: own }, twins.get(measure) ?? [], allowed),
        ...sumsIn(table, measure, own, allowed),
      ];
    }),
  );
  const all = [...found.filter((each) => !isTotalBySum(each, found)), ...ratiosFor(ratios, typed, allowed)];
  // Points are the difference of two percentages, and nothing else.
  return typed.isPoints ? all.filter(({ operation }) => operation === 'change') : all;
}

/** Numbers that stand in a text as in a file that counts in thousands. */
function asInFile(table: Table, measure: Measure, typed: TypedNumber, allowed: Allowed): Candidate[] {
  const { times } = measure;
  if (times !== 1000 || typed.scale > 1 || typed.isPercent) return [];
  const whole = { ...typed, value: typed.value * times, scale: times };
  const cells = [...measure.cells.values()].flatMap((cell) =>
    cellOf({ table, measure, cell, typed: whole }, false),
  );
  return [...cells, ...sumsIn(table, measure, whole, allowed)].flatMap((each) =>
    each.operation === 'average' ? [] : [{ ...each, isAsInFile: true as const }],
  );
}

/** For how many a ratio may be told, and in what: a kilogram is a thousandth of a tonne. */
const bases = [1, 100, 1000, 10_000, 100_000];

/** Ratios that print as typed; of short numbers there are too many. */
function ratiosFor(ratios: readonly Ratio[], typed: TypedNumber, { isRate }: Allowed): Candidate[] {
  // Any whole number is some thousandths of something.
  if (!isRate && typed.digits === 0 && !typed.isPercent) return [];
  if (typed.isWord || typed.scale > 1 || figuresOf(typed) < 2 || (typed.digits === 0 && typed.value < 100))
    return [];
  const half = 0.5 * 10 ** -typed.digits;
  return (typed.isPercent ? [100] : bases).flatMap((per) =>
    ratiosBetween(ratios, (typed.value - half) / per, (typed.value + half) / per)
      .filter(({ value }) => printsAs(value * per, typed) && !(typed.isPercent && value > 1))
      .map(({ table, measure, cell, base }): Candidate => {
        const operation = typed.isPercent ? 'share' : 'ratio';
        return { operation, table, measure, keys: cell.keys, cells: [cell, base.cell], base, per };
      }),
  );
}

/** The figures of a number; noughts at the end of a whole one may come of rounding. */
export function figuresOf({ value, digits }: TypedNumber): number {
  const figures = String(Math.round(value * 10 ** digits));
  return (digits > 0 ? figures : figures.replace(/0+$/, '')).length;
}

/** Those that are written: two of "3.1 million". */
export const writtenFigures = (typed: TypedNumber): number =>
  figuresOf({ ...typed, value: typed.value / typed.scale });

interface Looked {
  readonly table: Table;
  readonly measure: Measure;
  readonly cell: Cell;
  readonly typed: TypedNumber;
}

/** A number as it would be printed with the digits of the typed one. */
function rounded(value: number, { digits, scale }: TypedNumber): number {
  const factor = 10 ** digits / scale;
  return Math.round(Math.abs(value) * factor + 1e-9) / factor;
}

export const printsAs = (value: number, typed: TypedNumber): boolean =>
  Math.abs(rounded(value, typed) - typed.value) < 1e-9 * Math.max(1, typed.value);

const isExactly = (value: number, { value: asked }: TypedNumber): boolean =>
  Math.abs(Math.abs(value) - asked) < 1e-9 * Math.max(1, asked);

function cellOf({ table, measure, cell, typed }: Looked, isAbout: boolean): Candidate[] {
  if (measure.isPercent !== typed.isPercent) return [];
  const made = { operation: 'value' as const, table, measure, keys: cell.keys, cells: [cell] };
  // "3,212" of 3,212.4.
  const isRoundable =
    typed.scale > 1 ||
    ((typed.digits > 0 || typed.value >= 100) && !Number.isInteger(cell.value)) ||
    measure.isPercent;
  if (isExactly(cell.value, typed) || (isRoundable && printsAs(cell.value, typed))) return [made];
  const zeros = zerosOf(typed);
  // One figure with noughts is near to anything.
  if (typed.isPercent || typed.value < 20 || figuresOf(typed) < 2 || zeros < (isAbout ? 1 : 2)) return [];
  const fits = Math.round(cell.value / 10 ** zeros) * 10 ** zeros === typed.value;
  return fits ? [{ ...made, isRounded: true }] : [];
}

/** The noughts at the end of a number, which may come of rounding. */
export const zerosOf = ({ value, digits }: TypedNumber): number =>
  digits > 0 ? 0 : (/0*$/.exec(`${value}`)?.[0].length ?? 0);

/** Shares of totals. */
function sharesOf({ table, measure, cell, typed }: Looked): Candidate[] {
  if (!typed.isPercent || !measure.addsUp) return [];
  return table.dimensions.flatMap(({ name, total }): Candidate[] => {
    if (total === undefined || cell.keys[name] === total) return [];
    const whole = table.cellAt(measure, { ...cell.keys, [name]: total });
    if (whole === undefined || whole.value === 0) return [];
    if (!printsAs((100 * cell.value) / whole.value, typed)) return [];
    return [{ operation: 'share', table, measure, keys: cell.keys, cells: [cell, whole], of: name }];
  });
}

/** Changes since earlier years, where the sentence speaks of one. */
function changesIn(table: Table, measure: Measure, typed: TypedNumber, { isChange }: Allowed): Candidate[] {
  const isPoints = measure.isPercent && typed.isPercent;
  if (!isChange || table.order === undefined || (isPoints && !typed.isPoints)) return [];
  const operation = typed.isPercent && !isPoints ? 'percent-change' : 'change';
  const fits = (before: Cell, cell: Cell): boolean => isChangeOf(operation, before, cell, typed);
  return slicesOf(measure, table.order).flatMap(({ cells }) => {
    const known = table.periods.flatMap((year) => {
      const cell = cells.get(year);
      return cell === undefined ? [] : [{ year, cell }];
    });
    return known.flatMap(({ cell }, index) =>
      known
        .slice(0, index)
        .filter((before) => fits(before.cell, cell))
        .map((before): Candidate => {
          const cells = [before.cell, cell];
          return { operation, table, measure, keys: cell.keys, cells, from: before.year };
        }),
    );
  });
}

/** Whether two cells differ by a number; of thousands and millions to its last figure. */
export function isChangeOf(
  operation: 'change' | 'percent-change',
  before: Cell,
  cell: Cell,
  typed: TypedNumber,
): boolean {
  const change = cell.value - before.value;
  if (operation === 'change')
    return typed.scale > 1 && writtenFigures(typed) > 2 ? printsAs(change, typed) : isExactly(change, typed);
  return before.value !== 0 && printsAs((100 * change) / before.value, typed);
}

/** Changes since the column or the sheet of an earlier year. */
function changesOfTwins(
  { table, measure, typed }: Omit<Looked, 'cell'>,
  twins: readonly OfYear[],
  { isChange }: Allowed,
): Candidate[] {
  const isPoints = measure.isPercent && typed.isPercent;
  if (!isChange || (isPoints && !typed.isPoints)) return [];
  const operation = typed.isPercent && !isPoints ? 'percent-change' : 'change';
  return twins
    .filter(({ year }) => year < (measure.year ?? 0))
    .flatMap((before) =>
      [...measure.cells.values()].flatMap((cell): Candidate[] => {
        const first = before.table.cellAt(before.measure, keysIn(before.table, cell.keys, table));
        if (first === undefined || !isChangeOf(operation, first, cell, typed)) return [];
        const made = { operation, table, measure, keys: cell.keys, cells: [first, cell] } as const;
        return [{ ...made, from: `${before.year}`, before }];
      }),
    );
}

/** Categories of which every part is tried. */
const mostParts = 6;

/** Sums of categories that the sentence names: of all others any number would be the sum of something. */
function sumsIn(table: Table, measure: Measure, typed: TypedNumber, allowed: Allowed): Candidate[] {
  const { labels } = allowed.mentions;
  const found = table.dimensions.flatMap((dimension) => {
    const own = labels.filter((each) => each.table === table && each.dimension === dimension.name);
    const names = [...new Set(own.map(({ category }) => category))];
    if (dimension.isOfTwoYears || names.length < 2 || names.length > mostParts) return [];
    const ranges = allowed.ranges.filter((each) => each.table === table && each.dimension === dimension.name);
    return slicesOf(measure, dimension).flatMap(({ keys }) => [
      ...subsets(names).flatMap((parts) => sumOf(table, measure, typed, { dimension, keys, parts })),
      ...ranges.flatMap(({ parts }) =>
        sumOf(table, measure, typed, { dimension, keys, parts }).map((each) => ({
          ...each,
          isRange: true as const,
        })),
      ),
    ]);
  });
  return [...found, ...sumsOfYears(table, measure, typed, allowed)];
}

/** "16.4 million" is a sum to one decimal. */
const isSumAsTyped = (sum: number, typed: TypedNumber): boolean =>
  isExactly(sum, typed) || (typed.scale > 1 && figuresOf(typed) > 1 && printsAs(sum, typed));

interface Parts {
  readonly dimension: Dimension;
  readonly keys: Readonly<Record<string, string>>;
  readonly parts: readonly string[];
}

function sumOf(
  table: Table,
  measure: Measure,
  typed: TypedNumber,
  { dimension: { name, total }, keys, parts }: Parts,
): Candidate[] {
  const cells = parts.flatMap((each) => table.cellAt(measure, { ...keys, [name]: each }) ?? []);
  // With a part of 0 every value is a sum.
  if (cells.length < parts.length || cells.some(({ value }) => value === 0)) return [];
  const sum = cells.reduce((all, { value }) => all + value, 0);
  const made = { table, measure, keys: { ...keys, [name]: parts }, parts };
  if (!typed.isPercent) return isSumAsTyped(sum, typed) ? [{ ...made, operation: 'sum', cells }] : [];
  const whole = total === undefined ? undefined : table.cellAt(measure, { ...keys, [name]: total });
  if (measure.isPercent || whole === undefined || whole.value === 0) return [];
  const fits = printsAs((100 * sum) / whole.value, typed);
  return fits ? [{ ...made, operation: 'share', cells: [...cells, whole], of: name }] : [];
}

/** A category over a run of years of which both ends are named, or over all of them where the text says so. */
function sumsOfYears(table: Table, measure: Measure, typed: TypedNumber, allowed: Allowed): Candidate[] {
  const { time } = table;
  const runs = time === undefined || typed.isPercent ? [] : runsIn(table, allowed);
  if (time === undefined || runs.length === 0) return [];
  return slicesOf(measure, time).flatMap((slice) =>
    runs.flatMap((run): Candidate[] => {
      const cells = run.flatMap((each) => slice.cells.get(each) ?? []);
      if (cells.length < run.length) return [];
      const keys = { ...slice.keys, [time.name]: run };
      const made = { table, measure, keys, cells, run: [run[0] ?? '', run.at(-1) ?? ''] as const };
      const sum = cells.reduce((all, { value }) => all + value, 0);
      if (isSumAsTyped(sum, typed)) return [{ ...made, operation: 'sum' }];
      // The helper would take the mean of all parts.
      if (cells.some(({ isSum }) => isSum) || !printsAs(sum / run.length, typed)) return [];
      // A mean of counts is printed with a decimal.
      return [{ ...made, operation: 'average', ...(typed.digits === 0 && { isRounded: true as const }) }];
    }),
  );
}

/** The runs of years or months whose ends a text names; of months a year is one. */
function runsIn({ years, periods }: Table, { mentions, allYears }: Allowed): readonly string[][] {
  const isMonthly = periods.length > years.length;
  if (!isMonthly && years.length < 3) return [];
  const named = years.filter((each) => mentions.years.some((one) => one.year === each));
  const ends: readonly (readonly number[])[] = [
    ...named.flatMap((from) => named.map((to) => [from, to])),
    ...(allYears ? [[years.at(0) ?? 0, years.at(-1) ?? 0]] : []),
  ];
  return [...new Map(ends.map((each) => [each.join(), each])).values()]
    .map(([from = 0, to = 0]) =>
      periods.filter((each) => `${from}` <= each && Number(each.slice(0, 4)) <= to),
    )
    .filter(({ length }) => length > 1);
}

const slicesOf = ({ slices }: Measure, { name }: Dimension) => slices.get(name) ?? [];

/** Every choice of at least two. */
const subsets = (names: readonly string[]): string[][] =>
  Array.from({ length: 2 ** names.length }, (_, bits) =>
    names.filter((_name, index) => (bits >> index) & 1),
  ).filter(({ length }) => length > 1);

/** All parts together are the total, and the total is a cell. */
function isTotalBySum(
  { parts, of, run, table, measure, keys }: Candidate,
  found: readonly Candidate[],
): boolean {
  const adds =
    (parts !== undefined && of === undefined) || (run !== undefined && table.time?.total !== undefined);
  return (
    adds &&
    found.some(
      (other) =>
        other.operation === 'value' &&
        other.table === table &&
        other.measure === measure &&
        table.dimensions.every(({ name, total }) => {
          const key = keys[name];
          return other.keys[name] === (typeof key === 'string' ? key : total);
        }),
    )
  );
}
