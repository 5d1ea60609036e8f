import type { Highs } from 'highs';
import { type Deadline, OutOfTime } from './deadline.js';
import { programOf, worldOf } from './part-worlds.js';
import type { Solver } from './solver.js';
import { type Cell, type Interval, leavesOpen, type System } from './system.js';
import { componentsOf, propagate, type Unknowns, unknownsOf } from './unknowns.js';

/** What an attacker can find out who knows everything that is printed. */
export interface Audit {
  /** Of each hidden cell, the least and greatest whole number that agrees with all that is printed. */
  readonly intervals: ReadonlyMap<number, Interval>;
  /** Sensitive cells, hidden or not, of which too much can be found out. */
  readonly disclosed: readonly number[];
}

/**
 * Finds the feasible interval of every hidden cell. Bounds are narrowed over whole numbers first. A linear program
 * finds each end that nothing reaches yet, and a whole-number program follows where its optimum is a fraction. An end
 * counts as reached only by a list of whole numbers that fits every relation. The list is added up here: no tolerance
 * of the solver can make a cell look safer than it is.
 * @param isBrief Where only what is disclosed is asked for: other intervals may be too narrow, and are found sooner.
 * @throws {OutOfTime} when the deadline passes.
 */
export function audit(
  highs: Highs,
  system: System,
  hidden: ReadonlySet<number>,
  deadline: Deadline,
  isBrief = false,
): Audit {
  const unknowns = unknownsOf(system, (cell) => hidden.has(cell));
  const intervals = new Map<number, Interval>();
  for (const component of componentsOf(unknowns)) {
    const ends = new Ends(component, system, isBrief);
    if (!ends.areAllReached()) search(highs, component, ends, deadline);
    for (const cell of component.hidden) intervals.set(cell, ends.intervalOf(cell));
  }
  const disclosed = system.cells.flatMap(({ need }, cell) => {
    if (need === undefined) return [];
    const interval = intervals.get(cell);
    return interval !== undefined && leavesOpen(need, interval) ? [] : [cell];
  });
  return { intervals, disclosed };
}

/** What is known of the ends of the cells of a component: how far they can be at most, and how far they are. */
class Ends {
  readonly #component: Unknowns;
  readonly #bounds: Map<number, { least: number; most: number }>;
  readonly #reached: Map<number, { least: number; most: number }>;

  readonly #isEnough: (cell: number) => boolean;

  constructor(component: Unknowns, system: System, isBrief: boolean) {
    this.#component = component;
    this.#bounds = propagate(component, system);
    // The counts themselves are the first world that fits.
    this.#reached = new Map(
      component.hidden.map((cell) => {
        const { value = 0 } = system.cells[cell] ?? {};
        return [cell, { least: value, most: value }];
      }),
    );
    this.#isEnough = (cell) =>
      isBrief && isSettled(system.cells[cell], this.intervalOf(cell), this.boundsOf(cell));
  }

  boundsOf(cell: number): Interval {
    return this.#bounds.get(cell) ?? { least: 0, most: Number.POSITIVE_INFINITY };
  }

  intervalOf(cell: number): Interval {
    return this.#reached.get(cell) ?? { least: 0, most: 0 };
  }

  isReached(cell: number, end: 'least' | 'most'): boolean {
    return this.#isEnough(cell) || this.#reached.get(cell)?.[end] === this.#bounds.get(cell)?.[end];
  }

  areAllReached(): boolean {
    return this.#component.hidden.every(
      (cell) => this.isReached(cell, 'least') && this.isReached(cell, 'most'),
    );
  }

  /** Nothing lies beyond this end. */
  narrow(cell: number, end: 'least' | 'most', to: number): void {
    const bound = this.#bounds.get(cell);
    if (bound === undefined) return;
    bound[end] = end === 'least' ? Math.max(bound.least, to) : Math.min(bound.most, to);
  }

  /** Takes what a solver found as possible, where it is a world of the component. */
  accept(values: Float64Array): void {
    const world = worldOf(this.#component, values);
    if (world === undefined) return;
    const found = this.#component.hidden.map((cell, index) => [cell, world[index] ?? 0] as const);
    if (found.some(([cell, value]) => value < this.boundsOf(cell).least)) return;
    for (const [cell, value] of found) {
      const reached = this.#reached.get(cell);
      if (reached === undefined) continue;
      reached.least = Math.min(reached.least, value);
      reached.most = Math.max(reached.most, value);
    }
  }

  unbounded(cell: number): void {
    const reached = this.#reached.get(cell);
    if (reached !== undefined) reached.most = Number.POSITIVE_INFINITY;
  }
}

/** Whether nothing that is still found of a cell can make it disclosed, or refused if it were small. */
function isSettled(cell: Cell | undefined, reached: Interval, bounds: Interval): boolean {
  const need = cell?.need ?? cell?.ifSmall?.need;
  const canBeSmall = cell?.need !== undefined || bounds.least < (cell?.ifSmall?.below ?? 0);
  return need === undefined || !canBeSmall || leavesOpen(need, reached);
}

function search(highs: Highs, component: Unknowns, ends: Ends, deadline: Deadline): void {
  const solver = programOf(highs, component, (cell) => ends.boundsOf(cell));
  try {
    for (const isWhole of [false, true]) {
      if (isWhole) solver.setWhole(true);
      for (const [column, cell] of component.hidden.entries())
        for (const end of ['least', 'most'] as const)
          if (!ends.isReached(cell, end)) lookFor(end, { cell, column }, solver, ends, deadline);
    }
  } finally {
    solver.dispose();
  }
}

function lookFor(
  end: 'least' | 'most',
  { cell, column }: { readonly cell: number; readonly column: number },
  solver: Solver,
  ends: Ends,
  deadline: Deadline,
): void {
  solver.setCost(column, end === 'least' ? 1 : -1);
  const outcome = solver.run(deadline);
  solver.setCost(column, 0);
  if (outcome.kind === 'limit') throw new OutOfTime();
  if (outcome.kind === 'infeasible') throw new Error('The numbers of a system fit its own relations');
  if (outcome.kind === 'unbounded') {
    if (end === 'least' || Number.isFinite(ends.boundsOf(cell).most))
      throw new Error('A bounded number has no end');
    ends.unbounded(cell);
    return;
  }
  const value = outcome.solution.values[column] ?? 0;
  // A solver is right to within a tolerance; what lies within it of a whole number is that number.
  ends.narrow(cell, end, end === 'least' ? Math.ceil(value - 1e-5) : Math.floor(value + 1e-5));
  ends.accept(outcome.solution.values);
}
