import type { Highs } from 'highs';
import { type Deadline, OutOfTime } from './deadline.js';
import { type Row, Solver } from './solver.js';
import type { System } from './system.js';

/** How many multiples of the base a cell may lie beyond its neighbours, where no rounding to neighbours adds up. */
const mostBeyond = 2;

/** There is no list of multiples of the base that adds up as the counts do. */
export class Unroundable extends Error {
  constructor() {
    super('No controlled rounding exists');
    this.name = 'Unroundable';
  }
}

/**
 * Controlled rounding: every count becomes a multiple of `base` next to it, multiples stay as they are, all relations hold, and the
 * counts move as little as possible together. Where tables of three and more dimensions have no such rounding, as few cells as
 * possible go one multiple further.
 *
 * L. H. Cox: A constructive procedure for unbiased controlled rounding. JASA 82 (1987) 520-524.
 * @returns The rounded count of every cell, in their order.
 * @throws {Unroundable} where there is none, {OutOfTime} when the deadline passes.
 */
export function roundCounts(highs: Highs, system: System, base: number, deadline: Deadline): number[] {
  for (let beyond = 0; beyond <= mostBeyond; beyond += 1) {
    const rounded = roundWithin(highs, system, base, beyond, deadline);
    if (rounded !== undefined) return rounded;
  }
  throw new Unroundable();
}

function roundWithin(
  highs: Highs,
  { cells, relations }: System,
  base: number,
  beyond: number,
  deadline: Deadline,
): number[] | undefined {
  const floors = cells.map(({ value }) => Math.floor(value / base));
  const isMultiple = (cell: number): boolean => (cells[cell]?.value ?? 0) % base === 0;
  // Three variables a cell: up to the next multiple, and further up or down, which is dear.
  const columns = cells.map((_, cell) => [3 * cell, 3 * cell + 1, 3 * cell + 2] as const);
  const dear = base * cells.length;
  const rows = relations.map(({ terms, least, most }): Row => {
    const fixed = terms.reduce((sum, { cell, factor }) => sum + factor * base * (floors[cell] ?? 0), 0);
    return {
      indices: terms.flatMap(({ cell }) => columns[cell] ?? []),
      values: terms.flatMap(({ factor }) => [factor * base, factor * base, -factor * base]),
      least: least - fixed,
      most: most - fixed,
    };
  });
  const solver = new Solver(highs, {
    costs: cells.flatMap(({ value }) => [base - 2 * (value % base), dear, dear]),
    least: cells.flatMap(() => [0, 0, 0]),
    most: cells.flatMap((_, cell) => {
      const floor = floors[cell] ?? 0;
      return isMultiple(cell) ? [0, 0, 0] : [1, beyond, Math.min(beyond, floor)];
    }),
    rows,
    whole: cells.flatMap(() => [true, true, true]),
  });
  try {
    const outcome = solver.run(deadline);
    if (outcome.kind === 'limit') throw new OutOfTime();
    if (outcome.kind !== 'optimal') return undefined;
    const { values } = outcome.solution;
    return cells.map((_, cell) => {
      const [next, up, down] = (columns[cell] ?? []).map((column) => Math.round(values[column] ?? 0));
      return base * ((floors[cell] ?? 0) + (next ?? 0) + (up ?? 0) - (down ?? 0));
    });
  } finally {
    solver.dispose();
  }
}
