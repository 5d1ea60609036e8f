/**
 * Relations that hold in the numbers of a publication though nobody declared them: whoever reads all tables side by side finds them
 * too, and works hidden counts out with them.
 */
import type { Dataset, Field, Row } from '../../model/dataset.js';
import { countIn, countsOf } from '../counted-cells.js';

/** A count by its place, which stays what it is when the dataset is rounded. */
export interface Place {
  readonly dataset: string;
  /** Index of the row. */
  readonly row: number;
  readonly measure: string;
}

/** One count that is the sum of others, or equal to the only one. */
export interface Sum {
  readonly whole: Place;
  readonly parts: readonly Place[];
}

/** A relation that holds wherever the numbers that it speaks of are known. */
export interface FoundRelation {
  /** As it is written in the lock and under `unrelated`. */
  readonly words: string;
  /** Of which it would be declared. */
  readonly dataset: Dataset;
  /** What declares it in the data package. */
  readonly remedy: string;
  /** Unlikely to hold by chance: in three sums or more, with three different numbers and one of 10 or more. */
  readonly isSure: boolean;
  readonly sums: readonly Sum[];
}

/** Below these, unrelated tables of small counts agree by chance. Source: 50 random packages for each mean count of 0.5 to 100. */
const leastSums = 3;
const leastNumbers = 3;
const leastLargest = 10;

/** Measures beyond which sums of three are not tried. */
const mostMeasures = 40;

interface Table {
  readonly dataset: Dataset;
  readonly dimensions: readonly Field[];
  readonly measures: readonly string[];
  readonly countAt: (row: number, measure: string) => number | undefined;
}

/** All relations among counts of which one at least is protected; those that are declared as well. */
export function findRelations(datasets: readonly Dataset[]): FoundRelation[] {
  const tables = datasets.map(tableOf).filter(({ measures }) => measures.length > 0);
  const isProtected = ({ dataset }: Table): boolean => dataset.protection !== undefined;
  const guarded = tables.filter(isProtected);
  return [
    ...guarded.flatMap((table) => [...totalsIn(table), ...measuresIn(table)]),
    ...tables.flatMap((table, index) =>
      tables
        .slice(index + 1)
        .flatMap((other) => (isProtected(table) || isProtected(other) ? [...equalsIn(table, other)] : [])),
    ),
  ];
}

function tableOf(dataset: Dataset): Table {
  const { fields, rows } = dataset;
  const measures = countsOf(dataset).map(({ name }) => name);
  const values = new Map(measures.map((name) => [name, rows.map((row) => countIn(row, name))]));
  return {
    dataset,
    dimensions: fields.filter(({ role }) => role === 'dimension'),
    measures,
    countAt: (row, measure) => values.get(measure)?.[row],
  };
}

const placeIn = ({ dataset }: Table, row: number, measure: string): Place => ({
  dataset: dataset.name,
  row,
  measure,
});

/** Sums whose numbers do not all come to nothing, with what tells whether chance could have made them. */
class Sums {
  readonly all: Sum[] = [];
  readonly #numbers = new Set<number>();
  #largest = 0;

  add(whole: Place, parts: readonly Place[], value: number): void {
    this.all.push({ whole, parts });
    this.#numbers.add(value);
    this.#largest = Math.max(this.#largest, value);
  }

  get isSure(): boolean {
    return (
      this.all.length >= leastSums && this.#numbers.size >= leastNumbers && this.#largest >= leastLargest
    );
  }
}

/** Categories that are the sum of all others of their dimension, for all counts of the table alike. */
function* totalsIn(table: Table): Generator<FoundRelation> {
  const { dataset, dimensions, measures, countAt } = table;
  for (const dimension of dimensions) {
    const { name, total } = dimension;
    const isBelow = new Set(
      dimension.categories.filter(({ parent }) => parent !== undefined).map(({ value }) => value),
    );
    const slices = [...slicesOf(dataset.rows, dimensions, (each) => each.name !== name).values()].map(
      (rows) =>
        rows
          .map((row) => ({ row, category: dataset.rows[row]?.keys[name] ?? '' }))
          .filter(({ category }) => category !== total && !isBelow.has(category)),
    );
    const categories = new Set(slices.flatMap((slice) => slice.map(({ category }) => category)));
    for (const category of categories) {
      const sums = totalSums(category);
      if (sums === undefined) continue;
      yield {
        words: `${dataset.name}: ${name} ${category} is the sum of the others`,
        dataset,
        remedy: `total: ${category}\` at \`${name}`,
        isSure: sums.isSure,
        sums: sums.all,
      };
    }

    function totalSums(category: string): Sums | undefined {
      const sums = new Sums();
      for (const slice of slices) {
        const whole = slice.find((each) => each.category === category);
        const parts = slice.filter((each) => each !== whole);
        if (whole === undefined || parts.length < 2) continue;
        for (const measure of measures) {
          const value = countAt(whole.row, measure);
          const numbers = parts.map(({ row }) => countAt(row, measure));
          if (value === undefined || !areKnown(numbers)) continue;
          if (sumOf(numbers) !== value) return undefined;
          // One part that is not 0 is always the whole, and tells nothing.
          if (numbers.filter((each) => (each ?? 0) > 0).length < 2) continue;
          const places = parts.map(({ row }) => placeIn(table, row, measure));
          sums.add(placeIn(table, whole.row, measure), places, value);
        }
      }
      return sums.all.length === 0 ? undefined : sums;
    }
  }
}

/** Measures that are the sum of one, two, three or all others in every row. */
function* measuresIn(table: Table): Generator<FoundRelation> {
  const { dataset, measures, countAt } = table;
  const rows = dataset.rows.map((_, index) => index);
  const known: (readonly string[])[] = [];
  const sizes = measures.length > mostMeasures ? [1, 2] : [1, 2, 3];
  const sets = [...new Set([...sizes, measures.length - 1])]
    .filter((size) => size > 0 && size < measures.length)
    .flatMap((size) => [...subsets(measures, size)]);
  for (const parts of sets) {
    for (const whole of measures) {
      if (parts.includes(whole) || (parts.length === 1 && whole > (parts[0] ?? ''))) continue;
      // What a smaller sum says already.
      if (known.some(([first, ...rest]) => first === whole && rest.every((part) => parts.includes(part))))
        continue;
      const sums = new Sums();
      const holds = rows.every((row) => {
        const value = countAt(row, whole);
        const numbers = parts.map((part) => countAt(row, part));
        if (value === undefined || !areKnown(numbers)) return true;
        if (sumOf(numbers) !== value) return false;
        const places = parts.map((part) => placeIn(table, row, part));
        if (value > 0) sums.add(placeIn(table, row, whole), places, value);
        return true;
      });
      const isMoved = parts.every((part) => rows.some((row) => (countAt(row, part) ?? 0) > 0));
      if (!holds || !isMoved || sums.all.length === 0) continue;
      known.push([whole, ...parts]);
      const words = `${whole} = ${parts.join(' + ')}`;
      yield {
        words: `${dataset.name}: ${words}`,
        dataset,
        remedy: '',
        isSure: sums.isSure,
        sums: sums.all,
      };
    }
  }
}

/** Slices of two tables that agree in every cell that they share: for each two measures the widest ones. */
function* equalsIn(one: Table, other: Table): Generator<FoundRelation> {
  const shared = one.dimensions
    .map(({ name }) => name)
    .filter((name) => other.dimensions.some((each) => each.name === name));
  const said = new Set<string>();
  for (let size = shared.length; size > 0; size--) {
    for (const open of subsets(shared, size)) {
      const pairs = slicePairs(one, other, open, shared);
      // The more pairs are compared, the longer are runs that agree by chance.
      const least = leastSums - 1 + Math.ceil(Math.log10(Math.max(10, pairs.length)));
      for (const own of one.measures) {
        for (const beside of other.measures) {
          for (const [a, b] of pairs) {
            const sums = agreeing(a, b, [one, own], [other, beside]);
            if (sums === undefined) continue;
            const isSure = sums.isSure && sums.all.length >= least;
            const isWhole = a.where === '' && b.where === '';
            // Narrow slices of small counts agree by chance: nobody is asked about them.
            if (!isSure && !(isWhole && sums.all.length >= 2)) continue;
            const keys = sums.all.map(
              ({ whole, parts: [part] }) => `${own} ${whole.row} ${beside} ${part?.row}`,
            );
            if (keys.every((key) => said.has(key))) continue;
            for (const key of keys) said.add(key);
            yield {
              words: `${one.dataset.name}.${own}${a.where} = ${other.dataset.name}.${beside}${b.where}`,
              dataset: one.dataset.protection === undefined ? other.dataset : one.dataset,
              remedy: '',
              isSure,
              sums: sums.all,
            };
          }
        }
      }
    }
  }
}

type Counted = readonly [table: Table, measure: string];

/** The rows of one slice by the combination of their open categories. */
interface Slice {
  /** ` (year 2014, sex total)`, or nothing where it is the whole table. */
  readonly where: string;
  readonly rows: ReadonlyMap<string, number>;
}

/** Pairs of slices beyond which narrower ones are not compared: they tell chance from truth no more. */
const mostPairs = 100_000;

/** The slices of two tables with the same open dimensions, and the same category in each other dimension that both have. */
function slicePairs(
  one: Table,
  other: Table,
  open: readonly string[],
  shared: readonly string[],
): (readonly [Slice, Slice])[] {
  const closed = shared.filter((name) => !open.includes(name));
  const keyOf = ({ keys }: Row, names: readonly string[]): string =>
    JSON.stringify(names.map((name) => keys[name]));
  const slicesOfTable = ({ dataset, dimensions }: Table): Map<string, Slice[]> => {
    const fixed = dimensions.filter(({ name }) => !open.includes(name));
    const found = new Map<string, Slice[]>();
    for (const rows of slicesOf(dataset.rows, dimensions, ({ name }) => !open.includes(name)).values()) {
      const first = dataset.rows[rows[0] ?? 0];
      if (first === undefined) continue;
      const key = keyOf(first, closed);
      const byOpen = rows.flatMap((row): [string, number][] => {
        const each = dataset.rows[row];
        return each === undefined ? [] : [[keyOf(each, open), row]];
      });
      const slice = { where: whereOf(first, fixed), rows: new Map(byOpen) };
      found.set(key, [...(found.get(key) ?? []), slice]);
    }
    return found;
  };
  const besides = slicesOfTable(other);
  const pairs: (readonly [Slice, Slice])[] = [];
  for (const [key, own] of slicesOfTable(one)) {
    const partners = besides.get(key) ?? [];
    if (pairs.length + own.length * partners.length > mostPairs) return [];
    for (const a of own) for (const b of partners) pairs.push([a, b]);
  }
  return pairs;
}

const whereOf = ({ keys }: Row, closed: readonly Field[]): string =>
  closed.length === 0 ? '' : ` (${closed.map(({ name }) => `${name} ${keys[name] ?? ''}`).join(', ')})`;

function agreeing(a: Slice, b: Slice, [one, own]: Counted, [other, beside]: Counted): Sums | undefined {
  const sums = new Sums();
  for (const [key, row] of a.rows) {
    const partner = b.rows.get(key);
    const value = one.countAt(row, own);
    const same = partner === undefined ? undefined : other.countAt(partner, beside);
    if (partner === undefined || value === undefined || same === undefined) continue;
    if (value !== same) return undefined;
    if (value > 0) sums.add(placeIn(one, row, own), [placeIn(other, partner, beside)], value);
  }
  return sums.all.length === 0 ? undefined : sums;
}

/** The rows that agree in the dimensions that are fixed, by their indices. */
function slicesOf(
  rows: readonly Row[],
  dimensions: readonly Field[],
  isFixed: (dimension: Field) => boolean,
): Map<string, number[]> {
  const fixed = dimensions.filter(isFixed);
  const slices = new Map<string, number[]>();
  for (const [index, { keys }] of rows.entries()) {
    const key = JSON.stringify(fixed.map(({ name }) => keys[name]));
    const slice = slices.get(key);
    if (slice === undefined) slices.set(key, [index]);
    else slice.push(index);
  }
  return slices;
}

function* subsets<T>(all: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= all.length - size; index++)
    for (const rest of subsets(all, size - 1, index + 1)) yield [all[index] as T, ...rest];
}

const areKnown = (numbers: readonly (number | undefined)[]): numbers is readonly number[] =>
  numbers.every((each) => each !== undefined);

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
