import { type Axis, type Cell, grouped, namesOf, subsets, type Table } from './tables.js';

/** Counts of a table by their categories in some axes; in each other one a category is fixed, or all are added up. */
export interface Series {
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
export function seriesPairs(
  one: Table,
  other: Table,
  open: readonly string[],
  shared: readonly string[],
): (readonly [Series, Series])[] {
  const closed = shared.filter((name) => !open.includes(name));
  const besides = new Map<string, Series[]>();
  for (const series of seriesOf(other, open, closed))
    besides.set(series.key, [...(besides.get(series.key) ?? []), series]);
  const pairs: (readonly [Series, Series])[] = [];
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
