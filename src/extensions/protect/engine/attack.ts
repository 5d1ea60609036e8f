import type { Highs } from 'highs';
import { type Deadline, OutOfTime } from './deadline.js';
import { canHide, type Goal, type Move } from './goals.js';
import { isWhole, mostNodes, type Row, Solver } from './solver.js';
import type { System } from './system.js';

/** More than any cell can be away from its number; the solver is better off with a number than with none. */
export function farthest({ cells }: System): number {
  return cells.reduce((most, { value }) => Math.max(most, value), 0) + 1000;
}

/** The relations of a system, as what the deviations of its cells from their numbers have to fit. */
export function deviationRows({ cells, relations }: System): Row[] {
  return relations.map(({ terms, least, most }) => {
    const now = terms.reduce((sum, { cell, factor }) => sum + factor * (cells[cell]?.value ?? 0), 0);
    return {
      indices: terms.map(({ cell }) => cell),
      values: terms.map(({ factor }) => factor),
      least: least - now,
      most: most - now,
    };
  });
}

/**
 * The problem of moving cells at the least cost: each of them twice, how far it moves up, and how far down. What is hidden already
 * costs nothing.
 */
export function movingProblem(system: System, hidden: ReadonlySet<number> = new Set()) {
  const { cells } = system;
  const far = farthest(system);
  return {
    costs: cells.flatMap(({ cost }, cell) =>
      hidden.has(cell) || !Number.isFinite(cost) ? [0, 0] : [cost, cost],
    ),
    least: cells.flatMap(() => [0, 0]),
    most: cells.flatMap((cell, index) =>
      hidden.has(index) || canHide(cell) ? [far, cell.value - cell.least] : [0, 0],
    ),
    rows: deviationRows(system).map(({ indices, values, least, most }) => ({
      indices: indices.flatMap((index) => [2 * index, 2 * index + 1]),
      values: values.flatMap((value) => [value, -value]),
      least,
      most,
    })),
  };
}

/**
 * A lower bound on what has to be hidden: `sum of weight x hidden >= atLeast`, where hidden is 1 or 0. Holds for every
 * choice of cells under which a goal is met, and not for that which it was found at.
 */
export interface Cut {
  readonly weights: ReadonlyMap<number, number>;
  readonly atLeast: number;
}

/**
 * The attacker as a linear program: how far can a sensitive cell move, if each cell moves only as far as it is hidden?
 * `hidden` may be a fraction, as it is while an optimum is looked for.
 */
export class Attack {
  readonly #solver: Solver;
  readonly #system: System;
  readonly #rows: readonly Row[];
  readonly #far: number;

  constructor(highs: Highs, system: System) {
    this.#system = system;
    this.#rows = deviationRows(system);
    this.#far = farthest(system);
    this.#solver = new Solver(highs, {
      costs: system.cells.map(() => 0),
      least: system.cells.map(() => 0),
      most: system.cells.map(() => 0),
      rows: this.#rows,
    });
  }

  hide(hidden: (cell: number) => number): void {
    for (const [cell, { value, least }] of this.#system.cells.entries()) {
      const share = hidden(cell);
      this.#solver.setBounds(cell, share === 0 ? 0 : -(value - least) * share, this.#far * share);
    }
  }

  /** Cuts for the moves of a goal that the present hiding does not allow; none where it does. */
  cutsFor({ cell, moves, either }: Goal, deadline: Deadline): Cut[] {
    const found = moves.map((move) => ({ move, ...this.#reach(cell, move, deadline) }));
    if (!either)
      return found
        .filter(isShort)
        .map(({ move, weights, gift }) => ({ weights, atLeast: move.amount - gift }));
    const reach = found.reduce((sum, each) => sum + each.reach, 0);
    if (reach >= 1 - shortfall) return [];
    const weights = new Map<number, number>();
    for (const each of found)
      for (const [other, weight] of each.weights) weights.set(other, (weights.get(other) ?? 0) + weight);
    return [{ weights, atLeast: 1 - found.reduce((sum, { gift }) => sum + gift, 0) }];
  }

  /** How far the cell can move, and the proof: weights by which each cell's freedom bounds that, and what is free anyway. */
  #reach(
    cell: number,
    { direction }: Move,
    deadline: Deadline,
  ): { reach: number; weights: Map<number, number>; gift: number } {
    this.#solver.setCost(cell, -direction);
    const outcome = this.#solver.run(deadline);
    this.#solver.setCost(cell, 0);
    if (outcome.kind === 'limit') throw new OutOfTime();
    if (outcome.kind !== 'optimal') throw new Error('No deviation at all fits every relation');
    const { objective, reduced, shadow } = outcome.solution;
    const weights = new Map<number, number>();
    for (const [other, { value, least }] of this.#system.cells.entries()) {
      const dual = reduced[other] ?? 0;
      const weight = dual > 0 ? dual * (value - least) : -dual * this.#far;
      if (weight > 1e-7) weights.set(other, weight);
    }
    const gift = this.#rows.reduce((sum, row, index) => {
      const dual = shadow[index] ?? 0;
      const bound = dual > 0 ? row.least : row.most;
      return Math.abs(dual) < 1e-9 || bound === 0 ? sum : sum - dual * bound;
    }, 0);
    return { reach: -objective, weights, gift };
  }

  dispose(): void {
    this.#solver.dispose();
  }
}

/** What a solver's tolerance may make of a move that is possible. */
const shortfall = 1e-5;

const isShort = ({ move, reach }: { readonly move: Move; readonly reach: number }): boolean =>
  reach < move.amount - shortfall;

/** Cells that move, all at once, so that a sensitive cell moves as far as it has to: hiding these is enough for it. */
export type Certificate = ReadonlySet<number>;

/** Finds for one goal after another the cheapest cells to hide beside those that are hidden already. */
export class Certificates {
  readonly #solver: Solver;
  readonly #system: System;
  readonly #far: number;
  readonly #deadline: Deadline;

  constructor(highs: Highs, system: System, deadline: Deadline) {
    this.#system = system;
    this.#deadline = deadline;
    this.#far = farthest(system);
    this.#solver = new Solver(highs, movingProblem(system));
    this.#solver.limitNodes(mostNodes);
  }

  /** What is hidden already costs nothing more. */
  free(cell: number): void {
    for (const column of [2 * cell, 2 * cell + 1]) this.#solver.setCost(column, 0);
  }

  /** A cell that stays as it is printed. */
  fix(cell: number): void {
    this.#solver.setBounds(2 * cell, 0, 0);
    this.#solver.setBounds(2 * cell + 1, 0, 0);
  }

  unfix(cell: number): void {
    const { value = 0, least = 0 } = this.#system.cells[cell] ?? {};
    this.#solver.setBounds(2 * cell, 0, this.#far);
    this.#solver.setBounds(2 * cell + 1, 0, value - least);
  }

  /** A certificate for each move of a goal, or for the cheaper of two; undefined where there is none. */
  find({ cell, moves, either }: Goal): Certificate | undefined {
    const found = moves.map((move) => this.#findMove(cell, move));
    if (either) {
      const [best] = found.filter((each) => each !== undefined).sort((a, b) => a.cost - b.cost);
      return best?.cells;
    }
    if (found.some((each) => each === undefined)) return undefined;
    return new Set(found.flatMap((each) => [...(each?.cells ?? [])]));
  }

  #findMove(cell: number, { direction, amount }: Move): { cells: Certificate; cost: number } | undefined {
    const [along, against] = direction === 1 ? [2 * cell, 2 * cell + 1] : [2 * cell + 1, 2 * cell];
    const { value = 0, least = 0 } = this.#system.cells[cell] ?? {};
    if (direction === -1 && amount > value - least) return undefined;
    this.#solver.setBounds(along, amount, amount);
    this.#solver.setBounds(against, 0, 0);
    const outcome = this.#runWhole();
    this.unfix(cell);
    if (outcome === undefined) return undefined;
    const cells = new Set<number>();
    for (const index of this.#system.cells.keys()) {
      const [up = 0, down = 0] = [outcome.values[2 * index], outcome.values[2 * index + 1]];
      if (Math.abs(up - down) > 0.5) cells.add(index);
    }
    return { cells, cost: outcome.objective };
  }

  /** Persons are whole: where the cheapest deviation is a fraction, the cheapest whole one is looked for. */
  #runWhole(): { values: Float64Array; objective: number } | undefined {
    const relaxed = this.#solver.run(this.#deadline);
    if (relaxed.kind === 'limit') throw new OutOfTime();
    if (relaxed.kind !== 'optimal') return undefined;
    if (isWhole(relaxed.solution.values)) return relaxed.solution;
    const whole = this.#solver.inWhole(() => this.#solver.run(this.#deadline));
    if (whole.kind === 'limit') throw new OutOfTime();
    return whole.kind === 'optimal' ? whole.solution : undefined;
  }

  dispose(): void {
    this.#solver.dispose();
  }
}
