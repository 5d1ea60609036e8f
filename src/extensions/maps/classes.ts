import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  multiply,
  parseExact,
  subtract,
  toNumber,
} from '../../model/exact.js';
import type { ClassMethod, MapSpec } from './map-spec.js';

/** Beyond this many shades nobody tells which is which. */
export const mostClasses = 7;

/** A class of a map: the numbers in it, in ascending order. */
export interface MapClass<T> {
  readonly members: readonly T[];
  /** On which side of the middle, where there is one. */
  readonly side?: 'below' | 'above';
}

/** Something with a number. */
interface Numbered {
  readonly value: Exact;
}

export interface Classing {
  readonly method: ClassMethod;
  readonly count: number;
  readonly breaks: readonly Exact[];
}

/** How a map is classed: as asked, else in five classes of as many areas each, or as many as there are numbers. */
export function classingOf(
  { classes, method = 'quantiles', breaks = [] }: MapSpec,
  values: readonly Exact[],
): Classing {
  const edges = breaks.flatMap((text) => parseExact(text) ?? []).toSorted(compare);
  const different = new Set(values.map(({ numerator, denominator }) => `${numerator}/${denominator}`)).size;
  const count = method === 'breaks' ? edges.length + 1 : (classes ?? Math.min(5, different));
  return { method, count, breaks: edges };
}

/** The numbers by class, the least first. Equal numbers are in one class. Some may be empty: that is for the caller to report. */
export function classesOf<T extends Numbered>(
  items: readonly T[],
  classing: Classing,
): readonly MapClass<T>[] {
  const ordered = items.toSorted((a, b) => compare(a.value, b.value));
  const place = placeIn(ordered, classing);
  const members = Array.from({ length: classing.count }, (): T[] => []);
  ordered.forEach((item, index) => {
    members[place(item, index)]?.push(item);
  });
  return members.map((each) => ({ members: each }));
}

/** The same on both sides of a middle: a number that is the middle is above it. */
export function classesAround<T extends Numbered>(
  items: readonly T[],
  middle: Exact,
  classing: Classing,
): readonly MapClass<T>[] {
  const below = items.filter(({ value }) => compare(value, middle) < 0);
  const above = items.filter(({ value }) => compare(value, middle) >= 0);
  const half = (count: number): Classing => ({ ...classing, count });
  const lower = below.length === 0 ? 0 : Math.max(1, Math.floor(classing.count / 2));
  const upper = above.length === 0 ? 0 : Math.max(1, classing.count - lower);
  return [
    ...(lower === 0 ? [] : classesOf(below, half(lower))).map((each) => ({
      ...each,
      side: 'below' as const,
    })),
    ...(upper === 0 ? [] : classesOf(above, half(upper))).map((each) => ({
      ...each,
      side: 'above' as const,
    })),
  ];
}

function placeIn<T extends Numbered>(
  ordered: readonly T[],
  { method, count, breaks }: Classing,
): (item: T, index: number) => number {
  const values = ordered.map(({ value }) => value);
  const [least, greatest] = [values[0], values.at(-1)];
  if (least === undefined || greatest === undefined) return () => 0;
  const byEdges =
    (edges: readonly Exact[]) =>
    ({ value }: T): number =>
      edges.filter((edge) => compare(value, edge) >= 0).length;
  switch (method) {
    case 'breaks':
      return byEdges(breaks);
    case 'equal': {
      const width = divide(subtract(greatest, least), exact(count));
      const edges = Array.from({ length: count - 1 }, (_, index) =>
        add(least, multiply(width, exact(index + 1))),
      );
      return byEdges(edges);
    }
    case 'natural':
      return byEdges(naturalEdges(values, count));
    default:
      // The class of the first of equals is that of all.
      return (_, index) => {
        let first = index;
        while (first > 0 && values[first] !== undefined && isSame(values[first - 1], values[first]))
          first -= 1;
        return Math.floor((first * count) / values.length);
      };
  }
}

const isSame = (a: Exact | undefined, b: Exact | undefined): boolean =>
  a !== undefined && b !== undefined && compare(a, b) === 0;

/**
 * Where classes begin so that numbers differ least from the mean of their class: least sum of squares, of equals the one with the lower
 * edges. *Source:* W. D. Fisher, "On grouping for maximum homogeneity", 1958; G. F. Jenks, 1967.
 */
function naturalEdges(values: readonly Exact[], count: number): readonly Exact[] {
  const numbers = values.map(toNumber);
  const n = numbers.length;
  const sums = [0];
  const squares = [0];
  for (const number of numbers) {
    sums.push((sums.at(-1) ?? 0) + number);
    squares.push((squares.at(-1) ?? 0) + number * number);
  }
  const cost = (from: number, to: number): number => {
    const sum = (sums[to] ?? 0) - (sums[from] ?? 0);
    return (squares[to] ?? 0) - (squares[from] ?? 0) - (sum * sum) / (to - from);
  };
  let best = numbers.map((_, index) => cost(0, index + 1));
  const starts: number[][] = [];
  for (let classes = 2; classes <= count; classes++) {
    const start: number[] = [];
    const next = numbers.map((_, index) => {
      let least = Number.POSITIVE_INFINITY;
      for (let from = classes - 1; from <= index; from++) {
        // Equals are never parted.
        if (numbers[from] === numbers[from - 1]) continue;
        const sum = (best[from - 1] ?? Number.POSITIVE_INFINITY) + cost(from, index + 1);
        if (sum < least - 1e-9) [least, start[index]] = [sum, from];
      }
      return least;
    });
    starts.push(start);
    best = next;
  }
  const edges: Exact[] = [];
  let end = n - 1;
  for (const start of starts.toReversed()) {
    const from = start[end];
    const value = from === undefined ? undefined : values[from];
    if (from === undefined || value === undefined) return edges;
    edges.unshift(value);
    end = from - 1;
  }
  return edges;
}
