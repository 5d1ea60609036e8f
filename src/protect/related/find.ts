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
  const shared = one.dimensions.filter(({ name }) => other.dimensions.some((each) => each.name === name));
  const opens = [...Array(shared.length).keys()].reverse().flatMap((size) => [
    ...subsets(
      shared.map(({ name }) => name),
      size + 1,
    ),
  ]);
  for (const own of one.measures) {
    for (const beside of other.measures) {
      const said = new Set<string>();
      for (const open of opens) {
        const [left, right] = sliced([one, own], [other, beside], open);
        for (const a of left) {
          for (const b of right) {
            const sums = agreeing(a, b, [one, own], [other, beside]);
            if (sums === undefined) continue;
            const isWhole = a.where === '' && b.where === '';
            // Narrow slices of small counts agree by chance: nobody is asked about them.
            if (!sums.isSure && !(isWhole && sums.all.length >= 2)) continue;
            const isNew = sums.all.some(({ whole, parts: [part] }) => !said.has(`${whole.row} ${part?.row}`));
            if (!isNew) continue;
            for (const {
              whole,
              parts: [part],
            } of sums.all)
              said.add(`${whole.row} ${part?.row}`);
            yield {
              words: `${one.dataset.name}.${own}${a.where} = ${other.dataset.name}.${beside}${b.where}`,
              dataset: one.dataset.protection === undefined ? other.dataset : one.dataset,
              remedy: '',
              isSure: sums.isSure,
              sums: sums.all,
            };
          }
        }
      }
    }
  }
}

type Counted = readonly [table: Table, measure: string];

/** One slice: by the number of a combination of its open categories the row, or -1. */
interface Slice {
  /** `` (year 2014, sex total)``, or nothing where it is the whole table. */
  readonly where: string;
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** The slices of two measures with the same open dimensions, their cells in the same order. */
function sliced(one: Counted, other: Counted, open: readonly string[]): [Slice[], Slice[]] {
  const numbers = new Map<string, number>();
  const keyOf = ({ keys }: Row): string => JSON.stringify(open.map((name) => keys[name]));
  for (const [{ dataset }] of [one, other])
    for (const row of dataset.rows) {
      const key = keyOf(row);
      if (!numbers.has(key)) numbers.set(key, numbers.size);
    }
  const slicesOfOne = ([{ dataset, dimensions, countAt }, measure]: Counted): Slice[] => {
    const closed = dimensions.filter(({ name }) => !open.includes(name));
    const groups = slicesOf(dataset.rows, dimensions, ({ name }) => !open.includes(name));
    return [...groups.values()].map((group) => {
      const slice = {
        where: whereOf(dataset.rows[group[0] ?? 0], closed),
        rows: new Int32Array(numbers.size).fill(-1),
        values: new Float64Array(numbers.size).fill(Number.NaN),
      };
      for (const row of group) {
        const each = dataset.rows[row];
        const value = countAt(row, measure);
        const number = each === undefined ? undefined : numbers.get(keyOf(each));
        if (value === undefined || number === undefined) continue;
        slice.rows[number] = row;
        slice.values[number] = value;
      }
      return slice;
    });
  };
  return [slicesOfOne(one), slicesOfOne(other)];
}

function whereOf(row: Row | undefined, closed: readonly Field[]): string {
  if (row === undefined || closed.length === 0) return '';
  return ` (${closed.map(({ name }) => `${name} ${row.keys[name] ?? ''}`).join(', ')})`;
}

function agreeing(a: Slice, b: Slice, [one, own]: Counted, [other, beside]: Counted): Sums | undefined {
  for (let index = 0; index < a.values.length; index++) {
    const [x, y] = [a.values[index] ?? Number.NaN, b.values[index] ?? Number.NaN];
    if (x !== y && !Number.isNaN(x) && !Number.isNaN(y)) return undefined;
  }
  const sums = new Sums();
  for (let index = 0; index < a.values.length; index++) {
    const value = a.values[index] ?? Number.NaN;
    if (value !== b.values[index] || value === 0) continue;
    const part = placeIn(other, b.rows[index] ?? -1, beside);
    sums.add(placeIn(one, a.rows[index] ?? -1, own), [part], value);
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
