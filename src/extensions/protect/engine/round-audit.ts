/**
 * Audits a rounding as hiding is audited: over all worlds that print the same. Rounding takes the nearest multiples that add up, and
 * everybody may know that. So a world counts only where rounding it gives what is printed, and where it would not be refused itself.
 */
import type { Highs } from 'highs';
import { type Deadline, OutOfTime } from './deadline.js';
import { roundCounts, Unroundable } from './round.js';
import { isWhole, type Row, Solver } from './solver.js';
import { brokenRelations, type Cell, leavesOpen, type System } from './system.js';

/** A table that was rounded: its own system, which of its cells is which of the publication, and what is printed of each. */
export interface RoundedTable {
  readonly own: System;
  readonly cells: readonly number[];
  readonly printed: readonly number[];
  readonly base: number;
}

/** How often a world is looked for in which nothing else would have been printed, before none is thought to be there. */
const mostTries = 30;

/**
 * The columns of a cell, up and down, each as far as is cheap, and beyond. Far is dear, so that many counts move a little rather than few
 * much, and the print stays the nearest.
 */
const perPlace = [
  { direction: 1, isNear: true, cost: 1 },
  { direction: 1, isNear: false, cost: 8 },
  { direction: -1, isNear: true, cost: 1 },
  { direction: -1, isNear: false, cost: 8 },
] as const;

/** Counts of all rounded cells in some world. */
type World = ReadonlyMap<number, number>;

/**
 * The small counts of which rounding leaves less open than they need, or for which no world was found that proves it.
 * @param system The counts themselves; what is in no table is printed as it is.
 * @throws {OutOfTime} when the deadline passes.
 */
export function disclosedByRounding(
  highs: Highs,
  system: System,
  tables: readonly RoundedTable[],
  deadline: Deadline,
): number[] {
  const small = system.cells.flatMap(({ need }, cell) => (need === undefined ? [] : [cell]));
  const search = new RoundingWorlds(highs, system, tables, deadline);
  try {
    for (;;) {
      const unproven = search.unproven(small);
      const told = unproven.filter((cell) => system.cells[cell]?.need !== undefined);
      if (told.length > 0) return told;
      if (unproven.length === 0) return [];
      // Worlds in which they are small would be refused: from now on they are small in none.
      if (!unproven.every((cell) => search.forbidSmall(cell))) return small;
    }
  } finally {
    search.dispose();
  }
}

/** What is printed of a cell, how far its count may be from it, and the first of its columns. */
interface Place {
  readonly printed: number;
  least: number;
  most: number;
  readonly first: number;
}

/** The columns of a cell, in the order of `perPlace`. */
const columnsOf = (first: number): number[] => perPlace.map((_, index) => first + index);

/** How far a count is from what is printed of it: what its columns say up, less what they say down. */
const deviationIn = (values: Float64Array, first: number): number =>
  perPlace.reduce((sum, { direction }, index) => sum + direction * Math.round(values[first + index] ?? 0), 0);

class RoundingWorlds {
  readonly #highs: Highs;
  readonly #system: System;
  readonly #tables: readonly RoundedTable[];
  readonly #deadline: Deadline;
  readonly #solver: Solver;
  readonly #places = new Map<number, Place>();
  /** How far a count may be from what is printed at little cost: counts that are all near are printed so. */
  readonly #near: number;
  /** Those that print the same, beside the counts themselves. */
  #worlds: World[] = [];

  constructor(highs: Highs, system: System, tables: readonly RoundedTable[], deadline: Deadline) {
    this.#highs = highs;
    this.#system = system;
    this.#tables = tables;
    this.#deadline = deadline;
    this.#near = tables.reduce(
      (least, { base }) => Math.min(least, Math.max(1, Math.floor(base / 4))),
      Number.POSITIVE_INFINITY,
    );
    for (const { cells, printed, base } of tables)
      for (const [index, cell] of cells.entries()) {
        const value = printed[index] ?? 0;
        const least = Math.max(-value, 1 - base);
        const first = perPlace.length * this.#places.size;
        this.#places.set(cell, { printed: value, least, most: base - 1, first });
      }
    const places = [...this.#places.values()];
    this.#solver = new Solver(highs, {
      costs: places.flatMap(() => perPlace.map(({ cost }) => cost)),
      least: places.flatMap(() => perPlace.map(() => 0)),
      most: places.flatMap(({ least, most }) => this.#bounds(least, most).map(([, to]) => to)),
      rows: this.#rows(),
    });
    this.#solver.warm();
  }

  /** Cells that are small in some world and of which too little is open; none where all is proven. */
  unproven(small: readonly number[]): number[] {
    const asked = new Set(small);
    const found: number[] = [];
    let looked = 0;
    for (const cell of asked) {
      if (!this.#prove(cell)) found.push(cell);
      for (const world of this.#worlds.slice(looked))
        for (const other of this.#smallIn(world)) asked.add(other);
      looked = this.#worlds.length;
    }
    return found;
  }

  leavesOpen(cell: number): boolean {
    const { need, ifSmall } = this.#system.cells[cell] ?? {};
    const wanted = need ?? ifSmall?.need;
    if (wanted === undefined) return true;
    const { value = 0 } = this.#system.cells[cell] ?? {};
    const possible = { least: value, most: value };
    for (const world of this.#worlds) {
      const count = world.get(cell) ?? value;
      possible.least = Math.min(possible.least, count);
      possible.most = Math.max(possible.most, count);
    }
    return leavesOpen(wanted, possible);
  }

  /** Leaves out all worlds in which a cell is small; false where it cannot be otherwise. */
  forbidSmall(cell: number): boolean {
    const place = this.#places.get(cell);
    const { ifSmall } = this.#system.cells[cell] ?? {};
    if (place === undefined || ifSmall === undefined) return false;
    if (place.printed > 0 || isSmall(0, ifSmall))
      place.least = Math.max(place.least, ifSmall.below - place.printed);
    else place.most = 0;
    if (place.least > place.most) return false;
    this.#bound(place, place.least, place.most);
    this.#worlds = [];
    return true;
  }

  dispose(): void {
    this.#solver.dispose();
  }

  #rows(): Row[] {
    return this.#system.relations.flatMap(({ terms, least, most }): Row[] => {
      const open = terms.filter(({ cell }) => this.#places.has(cell));
      if (open.length === 0) return [];
      const now = terms.reduce(
        (sum, { cell, factor }) =>
          sum + factor * (this.#places.get(cell)?.printed ?? this.#system.cells[cell]?.value ?? 0),
        0,
      );
      return [{ ...this.#along(open), least: least - now, most: most - now }];
    });
  }

  /** Terms over deviations, as terms over columns: a deviation is the columns up less the columns down. */
  #along(
    terms: readonly { readonly cell: number; readonly factor: number }[],
  ): Pick<Row, 'indices' | 'values'> {
    return {
      indices: terms.flatMap(({ cell }) => columnsOf(this.#places.get(cell)?.first ?? 0)),
      values: terms.flatMap(({ factor }) => perPlace.map(({ direction }) => direction * factor)),
    };
  }

  /** The bounds of the columns of a cell that may be so far from what is printed. */
  #bounds(least: number, most: number): (readonly [number, number])[] {
    return perPlace.map(({ direction, isNear }) => {
      const [from, to] = direction === 1 ? [least, most] : [-most, -least];
      const within = (far: number): number => {
        const reached = Math.max(0, far);
        return isNear ? Math.min(reached, this.#near) : Math.max(0, reached - this.#near);
      };
      return [within(from), within(to)] as const;
    });
  }

  #bound({ first }: Place, least: number, most: number): void {
    const bounds = this.#bounds(least, most);
    for (const [index, column] of columnsOf(first).entries())
      this.#solver.setBounds(column, ...(bounds[index] ?? [0, 0]));
  }

  #prove(cell: number): boolean {
    if (this.leavesOpen(cell)) return true;
    const place = this.#places.get(cell);
    const { value = 0, need, ifSmall } = this.#system.cells[cell] ?? {};
    const wanted = need ?? ifSmall?.need;
    if (place === undefined || wanted === undefined) return false;
    const ranges =
      wanted.kind === 'range'
        ? ([
            [Number.NEGATIVE_INFINITY, wanted.from],
            [wanted.to, Number.POSITIVE_INFINITY],
          ] as const)
        : ([
            [Number.NEGATIVE_INFINITY, value - 1],
            [value + 1, Number.POSITIVE_INFINITY],
          ] as const);
    for (const [from, to] of ranges) {
      if (this.leavesOpen(cell)) return true;
      const least = Math.max(place.least, from - place.printed);
      const most = Math.min(place.most, to - place.printed);
      if (least > most) continue;
      this.#bound(place, least, most);
      const world = this.#find();
      this.#bound(place, place.least, place.most);
      if (world !== undefined) this.#worlds.push(world);
    }
    return this.leavesOpen(cell);
  }

  /** The world nearest to what is printed that prints it; each that prints something else rules out those like it. */
  #find(): World | undefined {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const world = this.#nearest();
      if (world === undefined) return undefined;
      const cuts = this.#tables.map((table) => this.#otherPrint(table, world));
      if (cuts.every((cut) => cut === 'same')) return world;
      for (const cut of cuts) {
        if (cut === 'unknown') return undefined;
        if (cut !== 'same') this.#solver.addRow(cut);
      }
    }
    return undefined;
  }

  #nearest(): World | undefined {
    const relaxed = this.#run();
    if (relaxed === undefined || isWhole(relaxed)) return this.#worldOf(relaxed);
    return this.#worldOf(this.#solver.inWhole(() => this.#run()));
  }

  #run(): Float64Array | undefined {
    const outcome = this.#solver.run(this.#deadline);
    if (outcome.kind === 'limit') throw new OutOfTime();
    return outcome.kind === 'optimal' ? outcome.solution.values : undefined;
  }

  #worldOf(values: Float64Array | undefined): World | undefined {
    if (values === undefined) return undefined;
    return new Map(
      [...this.#places].map(([cell, { printed, first }]) => [cell, printed + deviationIn(values, first)]),
    );
  }

  /**
   * Whether a table prints the same in a world; else what holds in all worlds in which that other print is the farther one.
   *
   * Let a count be `d` from what is printed of it, and let the other print lie one step of the base beside that, up (`s = 1`) or down (`s = -1`).
   * The count is `|d| = s x d` from the one and `base - s x d` from the other. So the step costs `base - 2 x s x d`, less than nothing where
   * it brings the print nearer. Over `n` steps that is `n x base - 2 x sum(s x d)`, and the present print is the nearer one where it is
   * 1 or more. So `sum(s x d) <= (n x base - 1) / 2`. That is the row, over the deviations of the cells that step. Where `d` points away from the
   * step, this costs `base` and not more; the row is then too weak, and never leaves out a world that prints the same.
   *
   * To base 10, a total of 10 and its parts 6 and 4 print 10, 10 and 0. In the world of 4 and 6 the parts are -6 and 6 from that, and 0 and
   * 10 are nearer. There `s` is -1 and 1, and the two steps cost 20 - 2 x (6 + 6) = -4. The row is `-d1 + d2 <= 9.5`. It leaves out 4 and 6, which
   * have 12, and 5 and 5, which have 10 and could print either; it keeps 6 and 4, which have 8.
   */
  #otherPrint({ own, cells, printed, base }: RoundedTable, world: World): 'same' | 'unknown' | Row {
    const counts = cells.map((cell) => world.get(cell) ?? 0);
    const distances = counts.map((count, index) => count - (printed[index] ?? 0));
    const asPrinted = withValues(own, printed);
    // Where the nearest multiples add up, nothing else is as near.
    if (distances.every((far) => 2 * Math.abs(far) < base) && brokenRelations(asPrinted).length === 0)
      return 'same';
    let other: number[];
    try {
      other = roundCounts(this.#highs, withValues(own, counts), base, this.#deadline);
    } catch (error) {
      if (error instanceof Unroundable) return 'unknown';
      throw error;
    }
    const terms = cells.flatMap((cell, index) => {
      const steps = ((other[index] ?? 0) - (printed[index] ?? 0)) / base;
      return steps === 0 ? [] : [{ cell, factor: steps, saved: 2 * steps * (distances[index] ?? 0) }];
    });
    if (terms.length === 0) return 'same';
    const cost = terms.reduce((sum, { saved }) => sum + base - saved, 0);
    if (cost > 0 || terms.some(({ factor }) => Math.abs(factor) !== 1)) return 'unknown';
    return { ...this.#along(terms), least: Number.NEGATIVE_INFINITY, most: (base * terms.length - 1) / 2 };
  }

  #smallIn(world: World): number[] {
    return [...world].flatMap(([cell, count]) => {
      const { ifSmall } = this.#system.cells[cell] ?? {};
      return ifSmall !== undefined && isSmall(count, ifSmall) ? [cell] : [];
    });
  }
}

const isSmall = (count: number, { below, need }: NonNullable<Cell['ifSmall']>): boolean =>
  count < below && count >= (need.kind === 'range' ? need.from : 1);

const withValues = (system: System, values: readonly number[]): System => ({
  ...system,
  cells: system.cells.map((cell, index) => ({ ...cell, value: values[index] ?? 0 })),
});
