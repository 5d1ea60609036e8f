/**
 * Worlds of a part: whole numbers for its hidden cells with which every total comes out as it is printed. The audit asks for the ends of
 * each cell among them, and singletons for the ends where one cell is known to be 1.
 */
import type { Highs } from 'highs';
import { type Deadline, OutOfTime } from './deadline.js';
import { Solver } from './solver.js';
import type { Interval } from './system.js';
import type { Unknowns } from './unknowns.js';

/** The worlds of a part as a program: a column for each hidden cell, in their order, and a row for each relation between them. */
export function programOf(
  highs: Highs,
  { hidden, relations }: Unknowns,
  boundsOf: (cell: number) => Interval,
): Solver {
  const column = new Map(hidden.map((cell, index) => [cell, index]));
  return new Solver(highs, {
    costs: hidden.map(() => 0),
    least: hidden.map((cell) => boundsOf(cell).least),
    most: hidden.map((cell) => boundsOf(cell).most),
    rows: relations.map(({ terms, least, most }) => ({
      indices: terms.map(({ cell }) => column.get(cell) ?? 0),
      values: terms.map(({ factor }) => factor),
      least,
      most,
    })),
  });
}

/**
 * What a solver found, as a world of the part: whole numbers that fit every relation. They are added up again here, so that no tolerance
 * of the solver makes a cell look safer than it is. Undefined where they are fractions or do not fit.
 */
export function worldOf(
  { hidden, relations }: Unknowns,
  values: Float64Array,
): readonly number[] | undefined {
  const world = [...values].map(Math.round);
  if (!world.every((value, index) => Math.abs(value - (values[index] ?? 0)) < 1e-4)) return undefined;
  const counts = new Map(hidden.map((cell, index) => [cell, world[index] ?? 0]));
  const fits = relations.every(({ terms, least, most }) => {
    const sum = terms.reduce((all, { cell, factor }) => all + factor * (counts.get(cell) ?? 0), 0);
    return sum >= least && sum <= most;
  });
  return fits ? world : undefined;
}

/** How far a cell would have to be able to go. */
export interface End {
  readonly direction: 1 | -1;
  readonly to: number;
}

/** Worlds that are kept of a part. */
const mostKept = 500;

/** The worlds of a part for somebody who knows of one of its cells that it is 1; those that were found answer later questions too. */
export class KnowersWorlds {
  readonly #solver: Solver;
  readonly #part: Unknowns;
  readonly #boundsOf: (cell: number) => Interval;
  readonly #column: ReadonlyMap<number, number>;
  readonly #deadline: Deadline;
  readonly #found: (readonly number[])[] = [];

  constructor(highs: Highs, part: Unknowns, boundsOf: (cell: number) => Interval, deadline: Deadline) {
    this.#part = part;
    this.#boundsOf = boundsOf;
    this.#column = new Map(part.hidden.map((cell, index) => [cell, index]));
    this.#deadline = deadline;
    this.#solver = programOf(highs, part, boundsOf);
  }

  /** True where a cell reaches an end while the knower's is 1, or where that cannot be 1. */
  reaches(knower: number, cell: number, { direction, to }: End): boolean {
    const [own, other] = [this.#columnOf(knower), this.#columnOf(cell)];
    if (this.#found.some((world) => world[own] === 1 && direction * ((world[other] ?? 0) - to) >= 0))
      return true;
    const end = this.farthest(knower, cell, direction);
    return end === undefined || direction * (end - to) >= 0;
  }

  /** How far a cell can go while the knower's is 1; undefined where that cannot be 1. */
  farthest(knower: number, cell: number, direction: 1 | -1): number | undefined {
    const [own, other] = [this.#columnOf(knower), this.#columnOf(cell)];
    const { least, most } = this.#boundsOf(knower);
    this.#solver.setBounds(own, 1, 1);
    this.#solver.setCost(other, -direction);
    try {
      for (const isWhole of [false, true]) {
        const outcome = this.#run(isWhole);
        if (outcome.kind === 'limit') throw new OutOfTime();
        if (outcome.kind === 'infeasible') return undefined;
        if (outcome.kind === 'unbounded') return Number.POSITIVE_INFINITY;
        const world = worldOf(this.#part, outcome.solution.values);
        if (world === undefined) continue;
        if (this.#found.push(world) > mostKept) this.#found.shift();
        return world[other];
      }
      throw new Error('A whole-number program has whole numbers');
    } finally {
      this.#solver.setBounds(own, least, most);
      this.#solver.setCost(other, 0);
    }
  }

  #columnOf(cell: number): number {
    return this.#column.get(cell) ?? 0;
  }

  #run(isWhole: boolean) {
    const run = () => this.#solver.run(this.#deadline);
    return isWhole ? this.#solver.inWhole(run) : run();
  }

  dispose(): void {
    this.#solver.dispose();
  }
}
