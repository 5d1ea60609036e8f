import type { Highs } from 'highs';
import type { Deadline } from './deadline.js';
import type { Move } from './goals.js';
import { isWhole, type Row, Solver } from './solver.js';

/** By how much each cell is moved; those that are not moved are absent. */
export type Witness = ReadonlyMap<number, number>;

/** Cells move no farther than this in a witness: more than any need asks for. */
export const farthestMove = 40;

/** How much whole numbers may cost: none, where a fraction is no answer; those that the fraction moves; or all cells. */
export type Effort = 'none' | 'few' | 'all';

interface MovedCell {
  readonly cell: number;
  /** How far it can fall. */
  readonly down: number;
  /** Of hiding it; 0 where it is hidden. */
  readonly cost: number;
}

/** The cheapest deviation in which one cell makes a move: each cell twice, how far it rises and how far it falls. */
export class DeviationProgram {
  readonly #solver: Solver;
  readonly #place = new Map<number, number>();
  readonly #cells: readonly MovedCell[];
  readonly #isShut = new Set<number>();
  readonly #isFree: Set<number>;
  readonly #set = new Set<number>();

  constructor(highs: Highs, rows: readonly Row[], { cells }: { readonly cells: readonly MovedCell[] }) {
    this.#cells = cells;
    for (const [place, { cell }] of cells.entries()) this.#place.set(cell, place);
    this.#isFree = new Set(cells.filter(({ cost }) => cost === 0).map(({ cell }) => cell));
    this.#solver = new Solver(highs, {
      costs: cells.flatMap(({ cost }) => [cost, cost]),
      least: cells.flatMap(() => [0, 0]),
      most: cells.flatMap(({ down }) => [farthestMove, down]),
      rows: rows.flatMap(({ indices, values, least, most }) => {
        const own = indices.flatMap((cell, at) => {
          const place = this.#place.get(cell);
          return place === undefined ? [] : [{ place, value: values[at] ?? 0 }];
        });
        if (own.length === 0) return [];
        return [
          {
            indices: own.flatMap(({ place }) => [2 * place, 2 * place + 1]),
            values: own.flatMap(({ value }) => [value, -value]),
            least,
            most,
          },
        ];
      }),
    });
    this.#solver.warm();
  }

  /** What moving a cell costs from now on. */
  setCost(cell: number, cost: number): void {
    const place = this.#place.get(cell);
    if (place === undefined) return;
    this.#set.add(cell);
    if (cost === 0) this.#isFree.add(cell);
    else this.#isFree.delete(cell);
    for (const column of [2 * place, 2 * place + 1]) this.#solver.setCost(column, cost);
  }

  /** The cells whose costs were set since this was asked last. */
  cellsSet(): readonly number[] {
    const cells = [...this.#set];
    this.#set.clear();
    return cells;
  }

  shut(cell: number): void {
    this.#isShut.add(cell);
    this.#bound(cell);
  }

  open(cell: number): void {
    this.#isShut.delete(cell);
    this.#bound(cell);
  }

  #bound(cell: number): void {
    const place = this.#place.get(cell);
    if (place === undefined) return;
    const isShut = this.#isShut.has(cell);
    this.#solver.setBounds(2 * place, 0, isShut ? 0 : farthestMove);
    this.#solver.setBounds(2 * place + 1, 0, isShut ? 0 : (this.#cells[place]?.down ?? 0));
  }

  find(cell: number, { direction, amount }: Move, effort: Effort, deadline: Deadline): Witness | undefined {
    const place = this.#place.get(cell);
    const down = place === undefined ? 0 : (this.#cells[place]?.down ?? 0);
    if (place === undefined || this.#isShut.has(cell) || (direction === -1 && amount > down))
      return undefined;
    const [along, against] = direction === 1 ? [2 * place, 2 * place + 1] : [2 * place + 1, 2 * place];
    this.#solver.setBounds(along, amount, direction === 1 ? farthestMove : down);
    this.#solver.setBounds(against, 0, 0);
    const relaxed = this.#run(deadline);
    const values =
      relaxed === undefined || isWhole(relaxed) || effort === 'none'
        ? relaxed
        : this.#whole(relaxed, effort, deadline);
    this.#bound(cell);
    return values === undefined || !isWhole(values) ? undefined : this.#worldOf(values);
  }

  #run(deadline: Deadline): Float64Array | undefined {
    const outcome = this.#solver.run(deadline);
    return outcome.kind === 'optimal' || outcome.kind === 'limit' ? outcome.solution?.values : undefined;
  }

  /** Whole numbers over the cells that the fraction moves or that are hidden: small, and any that are not too dear will do. */
  #whole(relaxed: Float64Array, effort: Effort, deadline: Deadline): Float64Array | undefined {
    const isOpen = (place: number, cell: number): boolean =>
      effort === 'all' ||
      this.#isFree.has(cell) ||
      [relaxed[2 * place], relaxed[2 * place + 1]].some((value) => Math.abs(value ?? 0) > 1e-6);
    const closed = this.#cells.filter(({ cell }, place) => !isOpen(place, cell) && !this.#isShut.has(cell));
    return this.#solver.roughly(effort === 'all' ? 2000 : 50, () => {
      for (const { cell } of closed) this.shut(cell);
      const values = this.#run(deadline);
      for (const { cell } of closed) this.open(cell);
      return values;
    });
  }

  #worldOf(values: Float64Array): Witness {
    const witness = new Map<number, number>();
    for (const [place, { cell }] of this.#cells.entries()) {
      const change = Math.round(values[2 * place] ?? 0) - Math.round(values[2 * place + 1] ?? 0);
      if (change !== 0) witness.set(cell, change);
    }
    return witness;
  }

  dispose(): void {
    this.#solver.dispose();
  }
}
