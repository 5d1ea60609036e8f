/**
 * A choice for large tables: for each move that a sensitive cell needs a *witness* is found, a world of whole numbers in which it has
 * made that move and nothing printed has changed. What the witnesses move is hidden. Each witness serves every goal that it reaches, and its
 * mirror image does too.
 */

import type { Highs } from 'highs';
import { listAt } from '../../../model/group-by.js';
import { deviationRows } from './attack.js';
import { blocksOf, type Line, surroundings } from './blocks.js';
import { type Deadline, within } from './deadline.js';
import { DeviationProgram, type Effort, farthestMove, type Witness } from './deviation-program.js';
import { canHide, type Goal, type Move } from './goals.js';
import type { Row } from './solver.js';
import type { System } from './system.js';

/** One move of a sensitive cell, or one of two where either is enough. */
interface Aim {
  readonly cell: number;
  readonly moves: readonly Move[];
}

/** What was found: the cells, and the sensitive ones that nothing was found for. */
export interface Witnessed {
  readonly hidden: ReadonlySet<number>;
  readonly unmet: ReadonlySet<number>;
}

/** For fewer goals the program of a block is not worth its while. */
const fewGoals = 12;

/** How many times the work of bettering a choice may be spent on finding one block by block. */
const meetings = 3;

/**
 * Hides cells until every goal has its witness, shows again what is not needed, the dearest first, and then looks for cheaper ways round one
 * hidden cell after another.
 * @param given Cells that are hidden whatever is chosen.
 * @param lines The relations with what is printed of them too.
 * @param deadline What is not found until then is unmet.
 * @param work What may be spent on bettering what was found. Finding it may take some times as much.
 */
export function hideByWitnesses(
  highs: Highs,
  system: System,
  {
    goals,
    given,
    lines,
  }: {
    readonly goals: readonly Goal[];
    readonly given: ReadonlySet<number>;
    readonly lines: () => readonly Line[];
  },
  deadline: Deadline,
  work: number,
): Witnessed {
  return new WitnessSearch(highs, system, given, deadline).run(goals.flatMap(aimsOf), lines, work);
}

const aimsOf = ({ cell, moves, either }: Goal): Aim[] =>
  either ? [{ cell, moves }] : moves.map((move) => ({ cell, moves: [move] }));

const needOf = ({ moves }: Aim): number => moves.reduce((most, { amount }) => Math.max(most, amount), 0);

class WitnessSearch {
  readonly #highs: Highs;
  readonly #system: System;
  readonly #rows: readonly Row[];
  readonly #rowsOf: readonly (readonly number[])[];
  readonly #given: ReadonlySet<number>;
  #deadline: Deadline;
  readonly #hidden = new Set<number>();
  readonly #witnesses = new Map<Aim, Witness>();
  /** By cell the goals whose witnesses move it. */
  readonly #uses = new Map<number, Set<Aim>>();
  readonly #aimsAt = new Map<number, Aim[]>();

  constructor(highs: Highs, system: System, given: ReadonlySet<number>, deadline: Deadline) {
    this.#highs = highs;
    this.#system = system;
    this.#given = given;
    this.#deadline = deadline;
    this.#rows = deviationRows(system);
    const rowsOf: number[][] = system.cells.map(() => []);
    for (const [row, { indices }] of this.#rows.entries())
      for (const cell of indices) rowsOf[cell]?.push(row);
    this.#rowsOf = rowsOf;
    for (const cell of given) this.#hidden.add(cell);
  }

  run(aims: readonly Aim[], lines: () => readonly Line[], work: number): Witnessed {
    for (const aim of aims) listAt(this.#aimsAt, aim.cell).push(aim);
    const { cells } = this.#system;
    const blocks = blocksOf(cells.length, lines, [...this.#aimsAt.keys()]);
    const whole = this.#deadline;
    this.#deadline = within(whole, meetings * work);
    for (const block of blocks)
      if (blocks.length === 1 || block.goals.length >= fewGoals)
        this.#meet(
          block.goals.flatMap((cell) => this.#aimsAt.get(cell) ?? []),
          block.cells,
        );
    this.#deadline = within(whole, work);
    if (blocks.length !== 1) this.#meetAround(lines());
    // What has no way near it may have one among all cells.
    this.#deadline = within(whole, work);
    if (blocks.length !== 1) this.#meet(aims, [...cells.keys()]);
    this.#prune();
    for (const block of blocks) {
      this.#deadline = within(whole, (work * block.goals.length) / this.#aimsAt.size);
      this.#thin(block.cells);
      this.#reroute(block.cells);
    }
    const unmet = aims.filter((aim) => !this.#witnesses.has(aim));
    return { hidden: this.#hidden, unmet: new Set(unmet.map(({ cell }) => cell)) };
  }

  #isLate(): boolean {
    return this.#deadline.left() === 0;
  }

  /** Looks for witnesses of the goals that have none, those that move farthest first. */
  #meet(aims: readonly Aim[], cells: readonly number[]): void {
    const order = aims.filter((aim) => !this.#witnesses.has(aim));
    if (order.length === 0) return;
    order.sort((a, b) => needOf(b) - needOf(a) || a.cell - b.cell);
    this.#withProgram(cells, (program) => {
      // What found no whole numbers in few steps has more cells to move the second time, and all of them.
      for (const effort of ['few', 'all'] as const) {
        for (const aim of order) {
          if (this.#isLate()) return;
          if (this.#witnesses.has(aim)) continue;
          const witness = this.#find(program, aim, effort);
          if (witness === undefined) continue;
          this.#take(aim, witness);
          for (const cell of witness.keys()) program.setCost(cell, 0);
          this.#share(witness);
        }
      }
    });
  }

  /** Looks in small tables around what has no witness, of more categories each time: dearer to hide and quick to find. */
  #meetAround(lines: readonly Line[]): void {
    const { length } = this.#system.cells;
    for (const tableAround of surroundings(lines))
      for (const [cell, aims] of this.#aimsAt)
        if (!this.#isLate() && aims.some((aim) => !this.#witnesses.has(aim)))
          this.#meet(
            aims,
            [...tableAround(cell)].filter((each) => each < length),
          );
  }

  #find(program: DeviationProgram, aim: Aim, effort: Effort): Witness | undefined {
    let best: Witness | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const move of aim.moves) {
      const witness = program.find(aim.cell, move, effort, this.#deadline);
      if (witness === undefined || !this.#fits(witness) || !reaches(witness, aim)) continue;
      const cost = this.#costOf(witness);
      if (cost < least) [best, least] = [witness, cost];
    }
    return best;
  }

  /** Added up again in whole numbers, so that no tolerance of the solver lets a world pass that is none. */
  #fits(witness: Witness): boolean {
    const { cells } = this.#system;
    const sums = new Map<number, number>();
    for (const [cell, change] of witness) {
      const { value = 0 } = cells[cell] ?? {};
      if (value + change < this.#leastOf(cell)) return false;
      for (const row of this.#rowsOf[cell] ?? []) {
        const own = this.#rows[row];
        const factor = own?.values[own.indices.indexOf(cell)] ?? 0;
        sums.set(row, (sums.get(row) ?? 0) + change * factor);
      }
    }
    return [...sums].every(([row, sum]) => {
      const { least = 0, most = 0 } = this.#rows[row] ?? {};
      return sum >= least && sum <= most;
    });
  }

  /** A count that is not small stays so: a world in which it were small would have been published with other cells hidden. */
  #leastOf(cell: number): number {
    const { value = 0, least = 0, ifSmall } = this.#system.cells[cell] ?? {};
    return ifSmall === undefined ? least : Math.min(value, Math.max(least, ifSmall.below));
  }

  #costOf(witness: Witness): number {
    let cost = 0;
    for (const cell of witness.keys()) if (!this.#hidden.has(cell)) cost += this.#priceOf(cell);
    return cost;
  }

  #take(aim: Aim, witness: Witness): void {
    this.#drop(aim);
    this.#witnesses.set(aim, witness);
    for (const cell of witness.keys()) {
      this.#hidden.add(cell);
      const uses = this.#uses.get(cell);
      if (uses === undefined) this.#uses.set(cell, new Set([aim]));
      else uses.add(aim);
    }
  }

  #drop(aim: Aim): void {
    for (const cell of this.#witnesses.get(aim)?.keys() ?? []) this.#uses.get(cell)?.delete(aim);
    this.#witnesses.delete(aim);
  }

  /** Gives a witness, and its mirror image where that fits too, to all goals that have none and that it reaches. */
  #share(witness: Witness): void {
    const mirror = new Map([...witness].map(([cell, change]) => [cell, -change] as const));
    for (const each of [witness, mirror]) {
      if (each === mirror && !this.#fits(mirror)) continue;
      for (const cell of each.keys())
        for (const aim of this.#aimsAt.get(cell) ?? [])
          if (!this.#witnesses.has(aim) && reaches(each, aim)) this.#take(aim, each);
    }
  }

  #isNeeded(cell: number): boolean {
    return this.#given.has(cell) || (this.#uses.get(cell)?.size ?? 0) > 0;
  }

  #prune(): number[] {
    const shown = [...this.#hidden].filter((cell) => !this.#isNeeded(cell));
    for (const cell of shown) this.#hidden.delete(cell);
    return shown;
  }

  #chosen(cells: readonly number[]): number[] {
    return cells.filter((cell) => this.#hidden.has(cell) && !this.#given.has(cell));
  }

  #priceOf(cell: number): number {
    return this.#system.cells[cell]?.cost ?? 0;
  }

  /** Shows what the others make up for, over hidden cells alone: the dearest first. */
  #thin(cells: readonly number[]): void {
    const hidden = cells.filter((cell) => this.#hidden.has(cell));
    const order = this.#chosen(cells).sort((a, b) => this.#priceOf(b) - this.#priceOf(a) || a - b);
    this.#withProgram(hidden, (program) => {
      for (const cell of order) {
        if (this.#isLate()) break;
        if (!this.#hidden.has(cell)) continue;
        program.shut(cell);
        const undo = this.#without(cell);
        this.#hidden.delete(cell);
        if (this.#refind(program, undo, 0)) {
          for (const other of this.#prune()) program.shut(other);
        } else {
          program.open(cell);
        }
      }
    });
  }

  /** Takes their witnesses from all goals that need a cell, and returns what they were. */
  #without(cell: number): [Aim, Witness][] {
    const using = [...(this.#uses.get(cell) ?? [])].sort((a, b) => needOf(b) - needOf(a) || a.cell - b.cell);
    return using.map((aim) => {
      const witness = this.#witnesses.get(aim) ?? new Map();
      this.#drop(aim);
      return [aim, witness];
    });
  }

  /** Finds other witnesses that cost less than `budget` together, or nothing where it is 0; else takes the old ones back. */
  #refind(program: DeviationProgram, undo: readonly [Aim, Witness][], budget: number): boolean {
    const before = new Set(this.#hidden);
    let spent = 0;
    for (const [aim] of undo) {
      if (this.#witnesses.has(aim)) continue;
      const witness = this.#find(program, aim, budget === 0 ? 'none' : 'few');
      spent += witness === undefined ? 0 : this.#costOf(witness);
      if (witness === undefined || spent > Math.max(0, budget - 1e-9)) {
        for (const [each] of undo) this.#drop(each);
        for (const cell of this.#hidden) if (!before.has(cell)) this.#hidden.delete(cell);
        for (const [each, old] of undo) this.#take(each, old);
        return false;
      }
      for (const cell of witness.keys()) program.setCost(cell, 0);
      this.#take(aim, witness);
      this.#share(witness);
    }
    return true;
  }

  /**
   * Closes one hidden cell after another, dear and little used ones first, and looks among these cells for witnesses of the goals that needed
   * it. The cells of cheaper ones are tried next.
   */
  #reroute(cells: readonly number[]): void {
    const worth = (cell: number): number => this.#priceOf(cell) / (1 + (this.#uses.get(cell)?.size ?? 0));
    this.#withProgram(cells, (program) => {
      for (let untried: readonly number[] = cells; untried.length > 0; ) {
        const changed = new Set<number>();
        for (const cell of this.#chosen(untried).sort((a, b) => worth(b) - worth(a) || a - b)) {
          if (this.#isLate()) return;
          if (!this.#hidden.has(cell)) continue;
          const undo = this.#without(cell);
          const freed = [cell, ...this.#prune().filter((each) => each !== cell)];
          this.#hidden.delete(cell);
          for (const each of freed) program.setCost(each, this.#priceOf(each));
          program.shut(cell);
          const budget = freed.reduce((sum, each) => sum + this.#priceOf(each), 0);
          if (this.#refind(program, undo, budget))
            for (const [aim] of undo)
              for (const each of this.#witnesses.get(aim)?.keys() ?? []) changed.add(each);
          program.open(cell);
          for (const each of program.cellsSet())
            program.setCost(each, this.#hidden.has(each) ? 0 : this.#priceOf(each));
        }
        untried = [...changed];
      }
    });
  }

  /** Does something with a program over those of some cells that may be hidden. */
  #withProgram(cells: readonly number[], work: (program: DeviationProgram) => void): void {
    if (cells.length === 0 || this.#isLate()) return;
    const program = this.#program(cells);
    try {
      work(program);
    } finally {
      program.dispose();
    }
  }

  #program(cells: readonly number[]): DeviationProgram {
    const free = cells.filter((cell) => {
      const own = this.#system.cells[cell];
      return own !== undefined && (this.#given.has(cell) ? own.value >= own.least : canHide(own));
    });
    const rows = new Set(free.flatMap((cell) => this.#rowsOf[cell] ?? []));
    const own = [...rows].sort((a, b) => a - b).flatMap((row) => this.#rows[row] ?? []);
    return new DeviationProgram(this.#highs, own, {
      cells: free.map((cell) => ({
        cell,
        down: Math.max(
          0,
          Math.min(farthestMove, (this.#system.cells[cell]?.value ?? 0) - this.#leastOf(cell)),
        ),
        cost: this.#hidden.has(cell) ? 0 : this.#priceOf(cell),
      })),
    });
  }
}

const reaches = (witness: Witness, { cell, moves }: Aim): boolean => {
  const change = witness.get(cell) ?? 0;
  return moves.some(({ direction, amount }) => direction * change >= amount);
};
