/**
 * Whoever is counted alone in a hidden cell knows its number, and with that more of the cells around it than a reader does. Where a policy
 * protects against them, what has to stay open of a sensitive cell stays open for each of them too. Every hidden cell that may be 1 is
 * looked at, and not those alone that are: else whoever knows the rule would learn which they are.
 */
import type { Highs } from 'highs';
import { farthest, movingProblem } from './attack.js';
import type { Audit } from './audit.js';
import { type Deadline, OutOfTime } from './deadline.js';
import { canHide } from './goals.js';
import { type End, KnowersWorlds } from './part-worlds.js';
import { auditAccepted, suppressAccepted } from './refused-worlds.js';
import { Solver } from './solver.js';
import { costOf, type Suppression, Unprotectable } from './suppress.js';
import type { Interval, System } from './system.js';
import { componentsOf, propagate, type Unknowns, unknownsOf } from './unknowns.js';

/**
 * The audit against readers, and against everybody who is counted alone where the system asks for that.
 * @throws {OutOfTime} when the deadline passes.
 */
export function auditAll(
  highs: Highs,
  system: System,
  hidden: ReadonlySet<number>,
  deadline: Deadline,
): Audit {
  const found = auditAccepted(highs, system, hidden, deadline);
  const exposed = exposuresOf(highs, system, hidden, deadline).map(({ cell }) => cell);
  const disclosed = [...new Set([...found.disclosed, ...exposed])].sort((a, b) => a - b);
  return { ...found, disclosed };
}

/**
 * Chooses cells to hide that pass that audit: those that do for readers, and then more until they do for everybody who is counted alone.
 * The bound is that of the first.
 * @throws {Unprotectable}, {OutOfTime} as `suppressAccepted` does.
 */
export function suppressAll(
  highs: Highs,
  system: System,
  before: ReadonlySet<number>,
  deadline: Deadline,
  tell: (found: Suppression) => void,
): Suppression {
  if (!system.cells.some(mayKnow)) return suppressAccepted(highs, system, before, deadline, tell);
  const first = suppressAccepted(highs, system, before, deadline);
  let { hidden } = first;
  for (;;) {
    const exposed = exposuresOf(highs, system, hidden, deadline);
    if (exposed.length === 0) break;
    const wide = widened(highs, system, hidden, exposed, deadline);
    const isSafe = auditAccepted(highs, system, wide, deadline).disclosed.length === 0;
    hidden = isSafe ? wide : suppressAccepted(highs, system, wide, deadline).hidden;
  }
  const cost = costOf(hidden, system, before);
  return { ...first, hidden, cost, bound: Math.min(cost, first.bound) };
}

const mayKnow = ({ alone }: System['cells'][number]): boolean => alone === true;

/**
 * What some who are counted alone can find out. Of cells that are not small it counts only where readers would learn by it that they are not 1.
 *
 *          A    B   all
 *     X    1    2     3     The four inner cells are hidden, and two numbers have to stay possible of each that is small. Zeros
 *     Y   30   40    70     are shown, so that no hidden cell is 0. A reader finds AX 1 or 2, and with it BX 2 or 1: that is enough.
 *   all   31   42    73     Whoever is alone in AX knows the 1, and so the 2 of BX.
 *
 * The exposure is `{ knower: AX, cell: BX, ends: 1 or less, 3 or more }`. As BX may be 1 too, so far as a reader can tell, the same is found of
 * AX for whoever might be alone in BX. With the totals of X and Y hidden as well, BX may be 3 while AX is 1.
 */
function exposuresOf(
  highs: Highs,
  system: System,
  hidden: ReadonlySet<number>,
  deadline: Deadline,
): Exposure[] {
  if (!system.cells.some(mayKnow)) return [];
  const all = componentsOf(unknownsOf(system, (cell) => hidden.has(cell))).flatMap((component) =>
    exposedIn(highs, component, system, deadline),
  );
  const isSmall = ({ knower }: Exposure): boolean => system.cells[knower]?.need !== undefined;
  const small = all.filter(isSmall);
  if (small.length > 0 || all.length === 0) return small;
  const never = new Set(all.map(({ knower }) => knower));
  const cells = system.cells.map((cell, index) =>
    never.has(index) ? { ...cell, least: Math.max(cell.least, 2) } : cell,
  );
  return auditAccepted(highs, { ...system, cells }, hidden, deadline).disclosed.length === 0 ? [] : all;
}

function exposedIn(highs: Highs, part: Unknowns, system: System, deadline: Deadline): Exposure[] {
  const bounds = propagate(part, system);
  const boundsOf = (cell: number): Interval =>
    bounds.get(cell) ?? { least: 0, most: Number.POSITIVE_INFINITY };
  const canKnow = (cell: number): boolean => {
    const { least, most } = boundsOf(cell);
    return system.cells[cell]?.alone === true && least <= 1 && most >= 1;
  };
  const worlds = new KnowersWorlds(highs, part, boundsOf, deadline);
  try {
    return part.hidden.filter(canKnow).flatMap((knower) => {
      const inside = insideOf(knower, system);
      const others = part.hidden.filter((cell) => !inside.has(cell));
      return others.flatMap((cell) => exposuresTo(knower, cell, worlds, system));
    });
  } finally {
    worlds.dispose();
  }
}

/** What a knower finds out of one cell: of two values either would have been enough, of a range each end that is missed counts. */
function exposuresTo(knower: number, cell: number, worlds: KnowersWorlds, system: System): Exposure[] {
  const { need } = system.cells[cell] ?? {};
  if (need === undefined) return [];
  if (need.kind === 'two-values') {
    const low = worlds.farthest(knower, cell, -1);
    if (low === undefined || worlds.reaches(knower, cell, { direction: 1, to: low + 1 })) return [];
    const ends: End[] = [
      { direction: -1, to: low - 1 },
      { direction: 1, to: low + 1 },
    ];
    return [{ knower, cell, ends }];
  }
  const ends: End[] = [
    { direction: -1, to: need.from },
    { direction: 1, to: need.to },
  ];
  return ends.flatMap((end) => {
    if (worlds.reaches(knower, cell, end)) return [];
    const to = end.direction === 1 ? end.to : Math.max(end.to, leastOf(cell, knower, system));
    if (to !== end.to && worlds.reaches(knower, cell, { ...end, to })) return [];
    return [{ knower, cell, ends: [{ ...end, to }] }];
  });
}

/** The least that a cell can be, whatever is hidden, for somebody who knows of another that it is 1. */
function leastOf(cell: number, knower: number, system: System): number {
  const cells = system.cells.map((each, index) => (index === knower ? { ...each, value: 1 } : each));
  const isOpen = (index: number): boolean => {
    const own = system.cells[index];
    return index !== knower && own !== undefined && (canHide(own) || own.need !== undefined);
  };
  const known = { ...system, cells };
  return propagate(unknownsOf(known, isOpen), known).get(cell)?.least ?? 0;
}

/** The cells whose persons are all among those of a cell: who is alone there knows of no one else by them. */
function insideOf(whole: number, { cells, relations }: System): ReadonlySet<number> {
  const isNone = (cell: number): boolean =>
    cells[cell]?.value === 0 && (cells[cell]?.cost ?? 0) === Number.POSITIVE_INFINITY;
  const inside = new Set([whole]);
  for (const cell of inside)
    for (const { terms, least, most } of relations) {
      if (!terms.some((term) => term.cell === cell)) continue;
      const known = terms.filter((term) => !isNone(term.cell));
      for (const sign of [1, -1]) {
        const wholes = known.filter(({ factor }) => factor * sign > 0);
        const isBound = sign === 1 ? least === 0 : most === 0;
        if (wholes.length !== 1 || wholes[0]?.cell !== cell || !isBound) continue;
        for (const part of known) if (part.factor * sign < 0) inside.add(part.cell);
      }
    }
  return inside;
}

/** How far a cell would have to be able to go for somebody who knows of another that it is 1: one of these ends. */
interface Exposure {
  readonly knower: number;
  readonly cell: number;
  readonly ends: readonly End[];
}

/**
 * Hides more where somebody who is counted alone finds out too much. The cheapest whole numbers are looked for in which that person's
 * cell is 1 and the other cell where it has to be able to be. Every cell that differs in them from its own count is hidden.
 * @returns The hidden cells, and those that make room for each exposure in turn.
 * @throws {Unprotectable} where none do, {OutOfTime} when the deadline passes.
 */
function widened(
  highs: Highs,
  system: System,
  hidden: ReadonlySet<number>,
  exposed: readonly Exposure[],
  deadline: Deadline,
): ReadonlySet<number> {
  const { cells } = system;
  const wide = new Set(hidden);
  const far = farthest(system);
  const whole = cells.flatMap(() => [true, true]);
  const solver = new Solver(highs, { ...movingProblem(system, hidden), whole });
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
