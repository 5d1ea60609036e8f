/**
 * Hides more where somebody who is counted alone finds out too much. The cheapest whole numbers are looked for in which that person's
 * cell is 1 and the other cell where it has to be able to be. Every cell that differs in them from its own count is hidden.
 */
import type { Highs } from 'highs';
import { deviationRows, farthest } from './attack.js';
import { type Deadline, OutOfTime } from './deadline.js';
import { canHide } from './goals.js';
import type { End } from './part-worlds.js';
import { Solver } from './solver.js';
import { Unprotectable } from './suppress.js';
import type { System } from './system.js';

/** How far a cell would have to be able to go for somebody who knows of another that it is 1: one of these ends. */
export interface Exposure {
  readonly knower: number;
  readonly cell: number;
  readonly ends: readonly End[];
}

/**
 * @returns The hidden cells, and those that make room for each exposure in turn.
 * @throws {Unprotectable} where none do, {OutOfTime} when the deadline passes.
 */
export function widened(
  highs: Highs,
  system: System,
  hidden: ReadonlySet<number>,
  exposed: readonly Exposure[],
  deadline: Deadline,
): ReadonlySet<number> {
  const { cells } = system;
  const wide = new Set(hidden);
  const far = farthest(system);
  const solver = movesOf(highs, system, hidden, far);
  const between = (cell: number, least: number, most: number): void => {
    const { value = 0 } = cells[cell] ?? {};
    solver.setBounds(2 * cell, Math.max(0, least - value), Math.max(0, most - value));
    solver.setBounds(2 * cell + 1, Math.max(0, value - most), Math.max(0, value - least));
  };
  const leastOf = (cell: number): number => cells[cell]?.least ?? 0;
  const find = ({ knower, cell }: Exposure, { direction, to }: End): readonly number[] | undefined => {
    if (to < leastOf(cell)) return undefined;
    between(knower, 1, 1);
    if (direction === 1) between(cell, to, far);
    else between(cell, leastOf(cell), to);
    const outcome = solver.run(deadline);
    for (const each of [knower, cell]) between(each, leastOf(each), far);
    if (outcome.kind === 'limit') throw new OutOfTime([cell]);
    if (outcome.kind !== 'optimal') return undefined;
    const { values } = outcome.solution;
    return [...cells.keys()].filter(
      (index) => Math.abs((values[2 * index] ?? 0) - (values[2 * index + 1] ?? 0)) > 0.5,
    );
  };
  const costOf = (moved: readonly number[]): number =>
    moved.reduce((sum, cell) => sum + (wide.has(cell) ? 0 : (cells[cell]?.cost ?? 0)), 0);
  try {
    for (const exposure of exposed) {
      const [best] = exposure.ends
        .flatMap((end) => {
          const moved = find(exposure, end);
          return moved === undefined ? [] : [moved];
        })
        .sort((a, b) => costOf(a) - costOf(b));
      if (best === undefined) throw new Unprotectable([exposure.cell]);
      for (const cell of best) {
        wide.add(cell);
        for (const column of [2 * cell, 2 * cell + 1]) solver.setCost(column, 0);
      }
    }
    return wide;
  } finally {
    solver.dispose();
  }
}

/** The problem of moving cells at the least cost: each of them twice, how far it moves up, and how far down. */
const movesOf = (highs: Highs, system: System, hidden: ReadonlySet<number>, far: number): Solver =>
  new Solver(highs, {
    costs: system.cells.flatMap(({ cost }, cell) =>
      hidden.has(cell) || !Number.isFinite(cost) ? [0, 0] : [cost, cost],
    ),
    least: system.cells.flatMap(() => [0, 0]),
    most: system.cells.flatMap((cell, index) =>
      hidden.has(index) || canHide(cell) ? [far, cell.value - cell.least] : [0, 0],
    ),
    rows: deviationRows(system).map(({ indices, values, least, most }) => ({
      indices: indices.flatMap((index) => [2 * index, 2 * index + 1]),
      values: values.flatMap((value) => [value, -value]),
      least,
      most,
    })),
    whole: system.cells.flatMap(() => [true, true]),
  });
