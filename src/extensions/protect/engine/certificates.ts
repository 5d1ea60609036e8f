import type { Highs } from 'highs';
import { farthest, movingProblem } from './attack.js';
import { type Deadline, OutOfTime } from './deadline.js';
import type { Goal, Move } from './goals.js';
import { isWhole, mostNodes, Solver } from './solver.js';
import type { System } from './system.js';

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
