import { type Cell, type Need, rangeOf, type System } from './system.js';
import { propagate, unknownsOf } from './unknowns.js';

/** Which way a sensitive cell has to be able to move, and how far. */
export interface Move {
  readonly direction: 1 | -1;
  readonly amount: number;
}

/** A sensitive cell, and the moves that it needs: each of them, or, with `either`, one at least. */
export interface Goal {
  readonly cell: number;
  readonly moves: readonly Move[];
  readonly either: boolean;
}

/** What has to stay possible, of every sensitive cell. */
export function goalsOf({ cells }: System): Goal[] {
  return cells.flatMap((cell, index) => {
    const goal = goalOf(cell);
    return goal === undefined ? [] : [{ cell: index, ...goal }];
  });
}

function goalOf({ need, value }: Cell): Omit<Goal, 'cell'> | undefined {
  if (need === undefined) return undefined;
  if (need.kind === 'two-values') {
    const moves: readonly Move[] = [
      { direction: 1, amount: 1 },
      { direction: -1, amount: 1 },
    ];
    return { moves, either: true };
  }
  const moves: Move[] = [];
  if (need.to > value) moves.push({ direction: 1, amount: need.to - value });
  if (need.from < value) moves.push({ direction: -1, amount: value - need.from });
  return { moves, either: false };
}

/** Cells that may be hidden: zeros that are shown cover nothing, since everybody knows that what is hidden is none. */
export const canHide = ({ value, least, cost }: Cell): boolean =>
  value >= least && Number.isFinite(cost) && !(value === 0 && least > 0);

/**
 * The same system with needs that can be met. Where zeros are shown, everybody knows that a total of two parts that are
 * no zeros is at least 2. Such a cell cannot look like a 1, whatever is hidden, and is asked to reach down to its 2. One that
 * cannot be less than the greatest small count has to keep another value.
 */
export function attainable(system: System): System {
  const unknowns = unknownsOf(system, (index) => {
    const cell = system.cells[index];
    return cell !== undefined && (canHide(cell) || cell.need !== undefined);
  });
  const bounds = propagate(unknowns, system);
  const cells = system.cells.map((cell, index): Cell => {
    const { need, ifSmall } = cell;
    const least = bounds.get(index)?.least ?? 0;
    return {
      ...cell,
      ...(need && { need: from(Math.min(least, cell.value), need) }),
      ...(ifSmall && { ifSmall: { ...ifSmall, need: from(least, ifSmall.need) } }),
    };
  });
  return { ...system, cells };
}

const from = (least: number, need: Need): Need =>
  need.kind === 'range' && least > need.from ? rangeOf(least, need.to) : need;
