import type { Cell, System } from './system.js';

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
