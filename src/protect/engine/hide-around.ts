/**
 * What ends in every case: around each cell that has no answer a small table is hidden whole, of more categories each time, until the
 * audit finds nothing. It may hide too much; what it can do without is shown again as far as its work reaches.
 */
import type { Audit } from './audit.js';
import { type Line, surroundings } from './blocks.js';
import { type Deadline, OutOfTime } from './deadline.js';
import { canHide } from './goals.js';
import { Unprotectable } from './suppress.js';
import type { System } from './system.js';

/**
 * @param start Safe but for the cells that are unmet.
 * @param disclosedBy The cells of which too much can be found out with these cells hidden.
 * @param rest How long cells are shown again.
 * @throws {Unprotectable} where hiding everything that may be hidden is not enough.
 */
export function hideAround(
  { cells }: System,
  lines: readonly Line[],
  start: { readonly hidden: ReadonlySet<number>; readonly unmet: ReadonlySet<number> },
  disclosedBy: (hidden: ReadonlySet<number>, deadline?: Deadline) => Audit['disclosed'],
  rest: Deadline,
): ReadonlySet<number> {
  const hidden = new Set(start.hidden);
  const isFree = (cell: number): boolean => cells[cell] !== undefined && canHide(cells[cell]);
  let open: readonly number[] = [...start.unmet];
  for (const tableAround of [...surroundings(lines, Number.POSITIVE_INFINITY), () => cells.keys()]) {
    for (const goal of open) for (const cell of tableAround(goal)) if (isFree(cell)) hidden.add(cell);
    open = disclosedBy(hidden);
    if (open.length === 0) break;
  }
  if (open.length > 0) throw new Unprotectable(open);
  const added = [...hidden].filter((cell) => !start.hidden.has(cell));
  added.sort((a, b) => (cells[b]?.cost ?? 0) - (cells[a]?.cost ?? 0) || a - b);
  try {
    showAgain(hidden, added, (fewer) => disclosedBy(fewer, rest).length === 0);
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
  }
  return hidden;
}

/** Shows again what can be, all at once or by halves. */
function showAgain(
  hidden: Set<number>,
  added: readonly number[],
  isSafe: (hidden: ReadonlySet<number>) => boolean,
): void {
  if (added.length === 0) return;
  const shown = new Set(added);
  if (isSafe(new Set([...hidden].filter((cell) => !shown.has(cell))))) {
    for (const cell of added) hidden.delete(cell);
  } else if (added.length > 1) {
    const half = Math.ceil(added.length / 2);
    showAgain(hidden, added.slice(0, half), isSafe);
    showAgain(hidden, added.slice(half), isSafe);
  }
}
