import type { Highs, Model } from 'highs';
import type { Deadline } from './deadline.js';

/** A linear program as rows of a sparse matrix: `rowLeast <= A x <= rowMost`, `least <= x <= most`, least cost. */
export interface Program {
  readonly costs: readonly number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly rows: readonly Row[];
  /** Which variables are whole; absent where none has to be. */
  readonly whole?: readonly boolean[];
}

export interface Row {
  readonly indices: readonly number[];
  readonly values: readonly number[];
  readonly least: number;
  readonly most: number;
}

export interface Solution {
  readonly objective: number;
  readonly values: Float64Array;
  /** By how much the cost changes with each variable; of linear programs alone. */
  readonly reduced: Float64Array;
  /** By how much the cost changes with the bound of each row; of linear programs alone. */
  readonly shadow: Float64Array;
}

/** What came of a run: a proven optimum; what was found within its limits, if anything was; or why there is no optimum. */
export type Outcome =
  | { readonly kind: 'optimal'; readonly solution: Solution }
  | { readonly kind: 'limit'; readonly solution?: Solution; readonly bound: number }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'unbounded' };

/** Nodes of a whole-number search that is to be proven. */
export const mostNodes = 20_000;

/** The default of the solver: no limit. */
const anyNodes = 2_147_483_647;

/** What a step of the simplex method costs for each row, beside a column that is looked at. */
const perRow = 0.1;

/** A program that is solved again and again with other costs, bounds and rows. */
export class Solver {
  readonly #model: Model;
  readonly #highs: Highs;
  readonly #columns: number;
  #rows: number;

  constructor(highs: Highs, { costs, least, most, rows, whole }: Program) {
    this.#highs = highs;
    this.#columns = costs.length;
    this.#rows = rows.length;
    const starts = new Int32Array(rows.length + 1);
    rows.forEach(({ indices }, row) => {
      starts[row + 1] = (starts[row] ?? 0) + indices.length;
    });
    this.#model = highs.createModel({
      numCols: costs.length,
      numRows: rows.length,
      colCost: costs,
      colLower: least,
      colUpper: most,
      rowLower: rows.map((row) => row.least),
      rowUpper: rows.map((row) => row.most),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: costs.length,
        starts,
        indices: Int32Array.from(rows.flatMap(({ indices }) => [...indices])),
        values: Float64Array.from(rows.flatMap(({ values }) => [...values])),
      },
      ...(whole === undefined
        ? {}
        : {
            integrality: whole.map((is) =>
              is ? highs.constants.variableType.integer : highs.constants.variableType.continuous,
            ),
          }),
    });
    // One seed (and there is one thread): the same program has the same solution on every machine.
    this.#model.options.set({
      output_flag: false,
      random_seed: 0,
      mip_rel_gap: 0,
      mip_abs_gap: 1e-6,
    });
  }

  setCost(column: number, cost: number): void {
    this.#model.changeColCost(column, cost);
  }

  setBounds(column: number, least: number, most: number): void {
    this.#model.changeColBounds(column, least, most);
  }

  /** Whether all variables have to be whole. */
  setWhole(isWhole: boolean): void {
    if (this.#columns === 0) return;
    const { integer } = this.#highs.constants.variableType;
    const all = { kind: 'range', from: 0, to: this.#columns - 1 } as const;
    if (isWhole) this.#model.changeColsIntegrality(all, new Int32Array(this.#columns).fill(integer));
    else this.#model.clearIntegrality();
  }

  inWhole<T>(run: () => T): T {
    this.setWhole(true);
    try {
      return run();
    } finally {
      this.setWhole(false);
    }
  }

  addRow({ indices, values, least, most }: Row): void {
    this.#rows += 1;
    this.#model.addRow(least, most, { indices: [...indices], values: [...values] });
  }

  /** A solution to begin with: of whole variables, one that is known to fit. */
  begin(values: readonly number[]): void {
    this.#model.setSolution({ colValue: [...values] });
  }

  /** Begins each run where the last one ended: many runs that differ little are quicker so. */
  warm(): void {
    this.#model.options.set('presolve', 'off');
  }

  /** Ends each whole-number search after so many nodes, which are the same on every machine. */
  limitNodes(nodes: number): void {
    this.#model.options.set('mip_max_nodes', nodes);
  }

  /** Runs in whole numbers with so many nodes at most, and takes what is within half of the best; then begins where it was before. */
  roughly<T>(nodes: number, run: () => T): T {
    const { options } = this.#model;
    const basis = this.#model.getBasis();
    options.set({ presolve: 'choose', mip_rel_gap: 0.5, mip_max_nodes: nodes });
    try {
      return this.inWhole(run);
    } finally {
      options.set({ presolve: 'off', mip_rel_gap: 0, mip_max_nodes: anyNodes });
      this.#model.setBasis(basis);
    }
  }

  /** @param deadline How long it may take; what it has found until then is returned. */
  run(deadline: Deadline): Outcome {
    if (deadline.left() === 0) return { kind: 'limit', bound: Number.NEGATIVE_INFINITY };
    const { modelStatus } = this.#highs.constants;
    let status = this.#statusOf(deadline);
    if (status === modelStatus.unknown && deadline.left() > 0) {
      // What is left of the run before can lead it astray: about one audit in a thousand.
      this.#model.clearSolver();
      status = this.#statusOf(deadline);
    }
    if (status === modelStatus.optimal) return { kind: 'optimal', solution: this.#solution() };
    if (status === modelStatus.infeasible) return { kind: 'infeasible' };
    if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible)
      return { kind: 'unbounded' };
    if (status === modelStatus.timeLimit || status === modelStatus.solutionLimit) {
      const bound = Number(this.#model.info.get('mip_dual_bound'));
      const found = Number(this.#model.info.get('primal_solution_status')) === 2;
      return { kind: 'limit', bound, ...(found ? { solution: this.#solution() } : {}) };
    }
    throw new Error(`The solver ended with status ${String(status)}`);
  }

  #statusOf(deadline: Deadline): number {
    this.#model.zeroAllClocks();
    this.#model.options.set('time_limit', deadline.left());
    this.#model.run();
    const steps = Number(this.#model.info.get('simplex_iteration_count'));
    deadline.spend(this.#columns + perRow * this.#rows * Math.max(0, steps || 0));
    return this.#model.getModelStatus();
  }

  #solution(): Solution {
    const { colValue, colDual, rowDual } = this.#model.getSolution();
    return {
      objective: this.#model.getObjectiveValue(),
      values: colValue,
      reduced: colDual,
      shadow: rowDual,
    };
  }

  dispose(): void {
    this.#model.dispose();
  }
}

let loading: Promise<Highs> | undefined;

/** HiGHS, loaded and compiled once for a process, some 100 ms; nobody who hides nothing pays for it. */
export function loadSolver(): Promise<Highs> {
  loading ??= import('highs').then((module) => {
    // Its types are those of a CommonJS module, which has the loader one step further in; what is loaded has not.
    const { default: load } = module as unknown as { readonly default: () => Promise<Highs> };
    return load();
  });
  return loading;
}

/** Whether values of a program are whole numbers, but for the tolerance of the solver. */
export const isWhole = (values: Float64Array): boolean =>
  values.every((value) => Math.abs(value - Math.round(value)) < 1e-5);
