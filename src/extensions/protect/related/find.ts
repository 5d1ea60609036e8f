/**
 * Relations that hold in the numbers of a publication though nobody declared them: whoever reads all tables side by side finds them
 * too, and works hidden counts out with them.
 */

import type { Dataset } from '../../../model/dataset/dataset.js';
import { groupBy } from '../../../model/group-by.js';
import { allCountsOf, countsOf, thingsOf } from '../counted-cells.js';
import { numbersBeside } from '../numbers-beside.js';
import { aligned } from './aligned.js';
import {
  agreeing,
  type Factors,
  leastLargest,
  leastSums,
  type Sum,
  Sums,
  subsetSums,
  sumsAmong,
} from './sums.js';
import {
  type Axis,
  type Cell,
  grouped,
  namesOf,
  placeOf,
  subsets,
  type Table,
  tableOf,
  totalOf,
  wholeWords,
} from './tables.js';

/** Counts of a table by their categories in some axes; in each other one a category is fixed, or all are added up. */
interface Series {
  readonly words: string;
  /** In how many dimensions, and measures, a category is fixed that is no total: how many others there are like it. */
  readonly narrowness: number;
  /** In how many dimensions a category is fixed that is no total. */
  readonly fixed: number;
  /** Nothing in it is added up. */
  readonly isPlain: boolean;
  /** What is fixed in the axes that both tables have and that are not open. */
  readonly key: string;
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
}

/** Pairs of series beyond which narrower ones are not compared: they tell chance from truth no more. */
const mostPairs = 100_000;

/** Pairs of series that may be the same, those with the fewest fixed categories first. */
function seriesPairs(one: Table, other: Table, open: readonly string[], shared: readonly string[]): Pair[] {
  const closed = shared.filter((name) => !open.includes(name));
  const besides = groupBy(seriesOf(other, open, closed), ({ key }) => key);
  const pairs: Pair[] = [];
  for (const own of seriesOf(one, open, closed)) {
    const partners = besides.get(own.key) ?? [];
    if (pairs.length + partners.length > mostPairs) return [];
    for (const beside of partners) pairs.push([own, beside]);
  }
  return pairs.sort(([a, b], [c, d]) => a.narrowness + b.narrowness - c.narrowness - d.narrowness);
}

function* seriesOf(table: Table, open: readonly string[], closed: readonly string[]): Generator<Series> {
  const others = table.axes.filter(({ name }) => !open.includes(name));
  const addable = others.filter(({ total, parts }) => total === undefined && parts.length > 1);
  const sizes = Array.from({ length: addable.length + 1 }, (_, size) => size);
  for (const added of sizes.flatMap((size) => [...subsets(addable, size)])) {
    const fixed = others.filter((axis) => !added.includes(axis));
    const left = table.cells.filter(({ keys }) =>
      added.every(({ name, parts }) => parts.includes(keys[name] ?? '')),
    );
    for (const own of grouped(left, namesOf(fixed)).values()) {
      const first = own[0]?.keys ?? {};
      const narrow = fixed.filter(
        ({ name, total, parts }) => first[name] !== total && (parts.length > 1 || parts[0] !== first[name]),
      );
      yield {
        words: wordsOf(table, fixed, added, first),
        isPlain: added.length === 0,
        narrowness: narrow.length,
        fixed: narrow.filter(({ dimension }) => dimension !== undefined).length,
        key: JSON.stringify(
          closed.map((name) => (narrow.some((axis) => axis.name === name) ? first[name] : '')),
        ),
        cells: grouped(own, open),
      };
    }
  }
}

/** `clients.women + clients.men (year 2022, sum over town)`. */
function wordsOf(
  { dataset, axes }: Table,
  fixed: readonly Axis[],
  added: readonly Axis[],
  keys: Cell['keys'],
): string {
  const shown = ({ called }: Axis, category = ''): string => called?.get(category) ?? category;
  const measures = axes.flatMap((axis) => {
    if (axis.dimension !== undefined) return [];
    const names = fixed.includes(axis) ? [keys[axis.name]] : axis.parts;
    return [
      names.map((name) => `${dataset.name}.${shown(axis, name)}`).join(added.includes(axis) ? ' + ' : ', '),
    ];
  });
  const where = [
    ...fixed.flatMap((axis) =>
      axis.dimension === undefined ? [] : [`${axis.dimension} ${shown(axis, keys[axis.name])}`],
    ),
    ...added.flatMap(({ dimension }) => (dimension === undefined ? [] : [`sum over ${dimension}`])),
  ];
  return `${measures.join('')}${where.length === 0 ? '' : ` (${where.join(', ')})`}`;
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
  /** By what each side is multiplied; absent where they are the same as they are. */
  readonly factors?: Factors;
}

/** Two tables whose persons are as many, and fewer than this, are asked about by nobody. */
const leastGrand = 100;

/** Measures beyond which sums of two on both sides are not tried. */
const mostMeasures = 16;

/** All relations among counts of which one at least is protected; those that are declared as well. */
export function findRelations(datasets: readonly Dataset[]): FoundRelation[] {
  const tables = datasets.map((dataset) => tableOf(dataset)).filter(({ cells }) => cells.length > 0);
  const isProtected = ({ dataset }: Table): boolean => dataset.protection !== undefined;
  const within = tables.flatMap((table) => {
    const found = table.axes.flatMap((axis) => sumsAlong(table, axis));
    return isProtected(table) ? [...found, ...balancesIn(table)] : [];
  });
  const between = tables.flatMap((table, index) =>
    tables
      .slice(index + 1)
      .flatMap((other) =>
        isProtected(table) || isProtected(other) ? [...equalsIn(table, aligned(other, table))] : [],
      ),
  );
  // A column that counts no persons is compared with protected counts alone, also with those beside it.
  const columns = datasets.flatMap((dataset) =>
    [...numbersBeside(dataset), ...thingsOf(dataset)].map((field) => tableOf(dataset, [field])),
  );
  const others = datasets
    .filter(({ protection }) => protection === undefined)
    .flatMap((dataset) => allCountsOf(dataset).map((field) => tableOf(dataset, [field])));
  const besides = tables.filter(isProtected).flatMap(({ dataset }) => {
    const persons = tableOf(dataset, countsOf(dataset));
    return [
      ...columns.flatMap((column) => [...equalsIn(persons, aligned(column, persons), 'or-times')]),
      ...others.flatMap((column) => [...equalsIn(persons, aligned(column, persons), 'times')]),
    ];
  });
  return [...within, ...between, ...besides];
}

type Slice = ReadonlyMap<string, Cell>;

/** The counts that differ in one axis alone, by their category in it. */
const slicesAlong = ({ axes, cells }: Table, { name }: Axis): Slice[] =>
  [...grouped(cells, namesOf(axes.filter((each) => each.name !== name))).values()].map(
    (own) => new Map(own.map((cell) => [cell.keys[name] ?? '', cell])),
  );

/** Categories, or measures, that are the sum of all others beside them, or of some. */
function sumsAlong(table: Table, axis: Axis): FoundRelation[] {
  const slices = slicesAlong(table, axis);
  return axis.levels.flatMap((siblings) =>
    siblings.flatMap((whole) => {
      const others = siblings.filter((each) => each !== whole);
      const sets = [...(others.length > 1 ? [others] : []), ...subsetSums(whole, others, slices)];
      return sets.flatMap((parts) => sumRelation(table, axis, slices, { whole, parts, others }) ?? []);
    }),
  );
}

/** A category, or measure, with those whose sum it may be, among all others beside it. */
interface PossibleSum {
  readonly whole: string;
  readonly parts: readonly string[];
  readonly others: readonly string[];
}

/** The relation that a sum is, where enough cells tell it. One that is sure takes its whole off the axis. */
function sumRelation(
  { dataset }: Table,
  axis: Axis,
  slices: readonly Slice[],
  { whole, parts, others }: PossibleSum,
): FoundRelation | undefined {
  const sums = holding(slices, [whole], parts);
  const isAll = parts.length === others.length;
  // Two categories that are the same everywhere are most often small.
  const isSame = axis.dimension !== undefined && parts.length === 1;
  const isShort = isAll || (axis.dimension === undefined && parts.length <= 3);
  const least = isShort ? leastSums : sumsAmong(2 ** others.length);
  if (sums === undefined || sums.telling < (isShort ? 1 : least - 1)) return undefined;
  const isSure = sums.isSure(least);
  if (isSame && !isSure) return undefined;
  if (isSure && parts.length > 1) axis.parts = axis.parts.filter((each) => each !== whole);
  if (isSure && isAll) axis.total ??= whole;
  return { ...wordsOfSum(dataset.name, axis, whole, parts, isAll), dataset, isSure, sums: sums.all };
}

function wordsOfSum(
  name: string,
  { dimension }: Axis,
  whole: string,
  parts: readonly string[],
  isAll: boolean,
): Pick<FoundRelation, 'words' | 'remedy'> {
  if (isAll && dimension !== undefined)
    return { words: wholeWords(name, dimension, whole), remedy: `total: ${whole}\` at \`${dimension}` };
  const along = dimension === undefined ? '' : `${dimension} `;
  return { words: `${name}: ${along}${whole} = ${parts.join(' + ')}`, remedy: '' };
}

/** Two measures that come to the same as two others: what was there and what came, what went and what is left. */
function* balancesIn(table: Table): Generator<FoundRelation> {
  const { dataset, axes } = table;
  const measures = axes.find(({ dimension }) => dimension === undefined);
  if (measures === undefined || measures.parts.length > mostMeasures) return;
  const slices = slicesAlong(table, measures);
  const sides = [...subsets(measures.parts, 2)];
  const pairs = sides.flatMap((left, index) =>
    sides
      .slice(index + 1)
      .flatMap((right) => (left.some((each) => right.includes(each)) ? [] : [[left, right] as const])),
  );
  for (const [left, right] of pairs) {
    const sums = holding(slices, left, right);
    if (sums === undefined || sums.telling < sumsAmong(pairs.length) - 1) continue;
    const words = `${left.join(' + ')} = ${right.join(' + ')}`;
    const isSure = sums.isSure(sumsAmong(pairs.length));
    yield { words: `${dataset.name}: ${words}`, dataset, remedy: '', isSure, sums: sums.all };
  }
}

/** The sums of categories in every slice that has them; undefined where one does not hold. */
function holding(
  slices: readonly Slice[],
  one: readonly string[],
  other: readonly string[],
): Sums | undefined {
  const sums = new Sums();
  for (const slice of slices) {
    const [left, right] = [one, other].map((names) => names.flatMap((name) => slice.get(name) ?? []));
    if (left === undefined || right === undefined || left.length < one.length || right.length === 0) continue;
    const [value, beside] = [left, right].map(totalOf);
    if (value === undefined || beside === undefined) continue;
    if (value !== beside) return undefined;
    // One part that is not 0 is always the whole, and tells nothing.
    const counted = [left, right].flat().filter((cell) => (cell.value ?? 0) > 0).length;
    sums.add(left.map(placeOf), right.map(placeOf), counted > Math.min(2, other.length) ? value : undefined);
  }
  return sums.telling === 0 ? undefined : sums;
}

/**
 * Series of two tables that agree in every cell that they share, the widest first.
 * @param how Whether those of the other may be, or have to be, the same number of times as many.
 */
function* equalsIn(one: Table, other: Table, how?: 'times' | 'or-times'): Generator<FoundRelation> {
  const shared = namesOf(one.axes).filter((name) => namesOf(other.axes).includes(name));
  const dataset = one.dataset.protection === undefined ? other.dataset : one.dataset;
  const isOwn = one.dataset === other.dataset;
  for (let size = shared.length; size >= 0; size--) {
    for (const open of subsets(shared, size)) {
      for (const [index, pair] of seriesPairs(one, other, open, shared).entries()) {
        const found = agreeing(pair[0].cells, pair[1].cells, how !== undefined);
        if (found === undefined || (how === 'times' && found.factors === undefined)) continue;
        const trust =
          found.factors === undefined
            ? trustInSame(pair, found.sums, index + 1, size === 0)
            : trustInTimes(pair, found.sums, index + 1, isOwn);
        if (trust === 'none') continue;
        const { sums, factors } = found;
        const more = factors === undefined ? {} : { factors };
        yield {
          words: wordsOfPair(pair, factors),
          dataset,
          remedy: '',
          isSure: trust === 'sure',
          sums: sums.all,
          ...more,
        };
      }
    }
  }
}

type Pair = readonly [Series, Series];

/** Whether what holds belongs to the system, or somebody is asked about it. */
type Trust = 'sure' | 'asked' | 'none';

const isWhole = ([one, other]: Pair): boolean => one.fixed + other.fixed === 0;

function trustInSame(pair: Pair, sums: Sums, tried: number, isOfAll: boolean): Trust {
  if (sums.isSure(sumsAmong(tried))) return 'sure';
  // Narrow series of small counts agree by chance, and so do sums of all: nobody is asked about them.
  if (!isWhole(pair)) return 'none';
  if (isOfAll) return sums.largest >= leastGrand ? 'asked' : 'none';
  const enough = pair.every(({ isPlain }) => isPlain) ? 1 : 2;
  return sums.telling > enough || (sums.telling > 1 && sums.largest >= leastLargest) ? 'asked' : 'none';
}

/** Numbers below this agree by chance up to a factor sooner than as they are. */
const leastOfTimes = 1000;

/** @param isOwn Things beside the persons of one table, which are most often of them. */
function trustInTimes(pair: Pair, sums: Sums, tried: number, isOwn: boolean): Trust {
  const more = sums.largest >= leastOfTimes ? 0 : 1;
  const isTold = isWhole(pair) && sums.isVaried(leastSums);
  if ((isOwn && isTold) || sums.isSure(sumsAmong(tried) + more)) return 'sure';
  return isTold ? 'asked' : 'none';
}

/** `clients.persons = visits.talks`, or `costs.cost (year 2023) = 500 x clients.persons (year 2023)`. */
function wordsOfPair([one, other]: Pair, factors: Factors | undefined): string {
  if (factors === undefined) return `${one.words} = ${other.words}`;
  const times = (factor: number, { words }: Series): string =>
    `${factor === 1 ? '' : `${factor} x `}${words}`;
  return `${times(factors[1], other)} = ${times(factors[0], one)}`;
}
