import type { Highs } from 'highs';
import { Attack, type Certificate, Certificates, type Cut } from './attack.js';
import { audit } from './audit.js';
import { type Deadline, OutOfTime } from './deadline.js';
import { canHide, type Goal, goalsOf } from './goals.js';
import { mostNodes, Solver } from './solver.js';
import { brokenRelations, type System } from './system.js';
import type { Witnessed } from './witnesses.js';

/** Which cells to hide, and how near that is to the cheapest choice. */
export interface Suppression {
  /** Sensitive and protecting cells, and what was hidden before. */
  readonly hidden: ReadonlySet<number>;
  /** What hiding them costs, beside the sensitive ones and those that were hidden before. */
  readonly cost: number;
  /** No choice can cost less; equals `cost` where the choice is proven to be the cheapest. */
  readonly bound: number;
  /** How many of them were hidden around small counts for which the search found nothing; absent or 0 where it did. */
  readonly around?: number;
}

/** The cost of a choice: of the cells that are hidden beside the sensitive ones and those that were hidden before. */
export function costOf(hidden: Iterable<number>, { cells }: System, before: ReadonlySet<number>): number {
  let cost = 0;
  for (const cell of hidden)
    if (cells[cell]?.need === undefined && !before.has(cell)) cost += cells[cell]?.cost ?? 0;
  return cost;
}

/** A sensitive cell that stays recomputable whatever is hidden. */
export class Unprotectable extends Error {
  constructor(readonly cells: readonly number[]) {
    super(`${cells.length} cells cannot be protected`);
    this.name = 'Unprotectable';
  }
}

/**
 * Chooses what to hide so that every sensitive cell keeps what it needs. Cells come one goal after another first, by
 * the cheapest deviation that meets it. Then comes the cheapest choice of all by cuts from the attacker's duals.
 *
 * M. Fischetti, J.-J. Salazar-González: Solving the cell suppression problem on tabular data with linear constraints.
 * Management Science 47 (2001) 1008-1027.
 * @param before Cells that an edition before has hidden.
 * @param start What to begin with: safe but for the cells that are unmet.
 * @throws {Unprotectable} where hiding everything that may be hidden is not enough, {OutOfTime} where nothing was found in time.
 */
export function suppress(
  highs: Highs,
  system: System,
  before: ReadonlySet<number>,
  deadline: Deadline,
  start?: Witnessed,
): Suppression {
  if (brokenRelations(system).length > 0) throw new Error('Relations of a system hold for its numbers');
  const goals = goalsOf(system);
  const given = new Set([...goals.map(({ cell }) => cell), ...before]);
  const search = new Search(highs, system, goals, given);
  try {
    return search.run(deadline, start);
  } finally {
    search.dispose();
  }
}

class Search {
  readonly #highs: Highs;
  readonly #system: System;
  readonly #goals: readonly Goal[];
  readonly #given: ReadonlySet<number>;
  readonly #free: readonly number[];
  readonly #isFree: ReadonlySet<number>;
  readonly #attack: Attack;

  constructor(highs: Highs, system: System, goals: readonly Goal[], given: ReadonlySet<number>) {
    this.#highs = highs;
    this.#system = system;
    this.#goals = goals;
    this.#given = given;
    this.#free = [...system.cells.keys()].filter((cell) => {
      const known = system.cells[cell];
      return known !== undefined && canHide(known) && !given.has(cell);
    });
    this.#isFree = new Set(this.#free);
    this.#attack = new Attack(highs, system);
  }

  run(deadline: Deadline, start?: Witnessed): Suppression {
    const begun = this.#free.filter((cell) => start?.hidden.has(cell));
    const unmet = this.#goals.filter(({ cell }) => start === undefined || start.unmet.has(cell));
    const found = {
      best: unmet.length === 0 ? new Set(begun) : this.#greedy(begun, deadline, unmet),
      bound: 0,
    };
    try {
      this.#better(found, deadline);
    } catch (error) {
      // What was found until then is safe.
      if (!(error instanceof OutOfTime)) throw error;
    }
    return this.#suppression(found.best, found.bound);
  }

  /** Cuts until the cheapest choice is proven, or time is over: `found` is the best one, and what none can cost less than. */
  #better(found: { best: ReadonlySet<number>; bound: number }, deadline: Deadline): void {
    const column = new Map(this.#free.map((cell, index) => [cell, index]));
    const master = new Solver(this.#highs, {
      costs: this.#free.map((cell) => this.#costOf(cell)),
      least: this.#free.map(() => 0),
      most: this.#free.map(() => 1),
      rows: [],
    });
    master.limitNodes(mostNodes);
    try {
      for (const isWhole of [false, true]) {
        if (isWhole) master.setWhole(true);
        while (found.bound < this.#cost(found.best) - small) {
          if (deadline.left() === 0) return;
          const outcome = master.run(deadline);
          if (outcome.kind === 'limit') {
            found.bound = Math.max(found.bound, outcome.bound);
            return;
          }
          if (outcome.kind !== 'optimal') throw new Error('The cells that are hidden fit every cut');
          found.bound = Math.max(found.bound, outcome.solution.objective - small);
          const { values } = outcome.solution;
          const shareOf = (cell: number): number =>
            this.#given.has(cell) ? 1 : within(values[column.get(cell) ?? -1] ?? 0);
          const cuts = this.#cutsAt(shareOf, deadline);
          // Without time there are no cuts, which is not that none is left.
          if (deadline.left() === 0) return;
          const isLast = cuts.length === 0;
          for (const cut of cuts) this.#add(cut, master, column);
          if (!isLast && !isWhole) continue;
          if (!isWhole) break;
          const chosen = this.#free.filter((cell) => shareOf(cell) > 0.5);
          if (isLast) {
            if (this.#isSafe(chosen, deadline)) {
              Object.assign(found, { best: new Set(chosen), bound: this.#cost(chosen) });
              return;
            }
            this.#forbid(chosen, master, column);
            continue;
          }
          const repaired = this.#greedy(chosen, deadline, this.#goals);
          if (this.#cost(repaired) < this.#cost(found.best)) found.best = repaired;
        }
      }
      found.bound = this.#cost(found.best);
    } finally {
      master.dispose();
    }
  }

  #costOf(cell: number): number {
    return this.#system.cells[cell]?.cost ?? 0;
  }

  #cost(cells: Iterable<number>): number {
    let cost = 0;
    for (const cell of cells) cost += this.#costOf(cell);
    return cost;
  }

  #suppression(cells: Iterable<number>, bound: number): Suppression {
    const chosen = [...cells];
    const cost = this.#cost(chosen);
    return { hidden: new Set([...this.#given, ...chosen]), cost, bound: Math.min(bound, cost) };
  }

  #cutsAt(shareOf: (cell: number) => number, deadline: Deadline): Cut[] {
    this.#attack.hide(shareOf);
    const cuts: Cut[] = [];
    for (const goal of this.#goals) {
      if (deadline.left() === 0) break;
      for (const cut of this.#attack.cutsFor(goal, deadline)) {
        const lifted = this.#lift(cut);
        const sum = [...lifted.weights].reduce((all, [cell, weight]) => all + weight * shareOf(cell), 0);
        if (sum < lifted.atLeast * (1 - 1e-6)) cuts.push(lifted);
      }
    }
    return cuts;
  }

  /** Takes out what is hidden anyway, and no weight is more than what is asked for: each choice is hidden or not. */
  #lift({ weights, atLeast }: Cut): Cut {
    const given = [...weights].reduce((sum, [cell, weight]) => sum + (this.#given.has(cell) ? weight : 0), 0);
    const rest = atLeast - given;
    const own = [...weights].filter(([cell]) => !this.#given.has(cell) && this.#isFree.has(cell));
    if (rest <= 0) return { weights: new Map(), atLeast: 0 };
    return { weights: new Map(own.map(([cell, weight]) => [cell, Math.min(1, weight / rest)])), atLeast: 1 };
  }

  #add({ weights, atLeast }: Cut, master: Solver, column: ReadonlyMap<number, number>): void {
    if (weights.size === 0) return;
    const entries = [...weights];
    master.addRow({
      indices: entries.map(([cell]) => column.get(cell) ?? 0),
      values: entries.map(([, weight]) => weight),
      // A hair less, so that no tolerance cuts off a choice that is right.
      least: atLeast - 1e-7,
      most: Number.POSITIVE_INFINITY,
    });
  }

  /** Deviations that are fractions met every goal, and whole ones do not: one more cell at least has to be hidden. */
  #forbid(chosen: readonly number[], master: Solver, column: ReadonlyMap<number, number>): void {
    const taken = new Set(chosen);
    const shown = this.#free.filter((cell) => !taken.has(cell));
    if (shown.length === 0) throw new Unprotectable(this.#goals.map(({ cell }) => cell));
    this.#add({ weights: new Map(shown.map((cell) => [cell, 1])), atLeast: 1 }, master, column);
  }

  #isSafe(chosen: readonly number[], deadline: Deadline): boolean {
    const hidden = new Set([...this.#given, ...chosen]);
    return audit(this.#highs, this.#system, hidden, deadline, true).disclosed.length === 0;
  }

  /** Hides more, goal by goal, until all of these are met, and then shows again what is not needed, the dearest first. */
  #greedy(start: readonly number[], deadline: Deadline, goals: readonly Goal[]): ReadonlySet<number> {
    const certificates = new Certificates(this.#highs, this.#system, deadline);
    try {
      const hidden = new Set([...this.#given, ...start]);
      for (const cell of hidden) certificates.free(cell);
      const known = new Map<Goal, Certificate>();
      const unmet: number[] = [];
      for (const goal of goals) {
        const certificate = certificates.find(goal);
        if (certificate === undefined) {
          unmet.push(goal.cell);
          continue;
        }
        known.set(goal, certificate);
        for (const cell of certificate) {
          hidden.add(cell);
          certificates.free(cell);
        }
      }
      if (unmet.length > 0) throw new Unprotectable(unmet);
      // Goals that are met already may need any cell of the start.
      const kept = new Set(goals.length < this.#goals.length ? start : []);
      return this.#thinned(hidden, known, certificates, kept);
    } finally {
      certificates.dispose();
    }
  }

  #thinned(
    hidden: Set<number>,
    known: Map<Goal, Certificate>,
    certificates: Certificates,
    kept: ReadonlySet<number>,
  ): ReadonlySet<number> {
    for (const cell of this.#free) if (!hidden.has(cell)) certificates.fix(cell);
    const chosen = this.#free.filter((cell) => hidden.has(cell) && !kept.has(cell));
    for (const cell of [...chosen].sort((a, b) => this.#costOf(b) - this.#costOf(a))) {
      certificates.fix(cell);
      const using = this.#goals.filter((goal) => known.get(goal)?.has(cell) === true);
      const others = using.map((goal) => [goal, certificates.find(goal)] as const);
      if (others.some(([, certificate]) => certificate === undefined)) {
        certificates.unfix(cell);
        continue;
      }
      hidden.delete(cell);
      for (const [goal, certificate] of others) if (certificate !== undefined) known.set(goal, certificate);
    }
    return new Set(this.#free.filter((cell) => hidden.has(cell)));
  }

  dispose(): void {
    this.#attack.dispose();
  }
}

/** Costs that differ by less are the same. */
const small = 1e-6;

const within = (share: number): number => (share < 1e-9 ? 0 : Math.min(1, share));
