/**
 * An attacker who knows the tool knows one thing more than the tables: that it would have refused other data. Where a hidden count that
 * is not small could only be small at the price of being found out, a publication shows that it is not, and that narrows its
 * neighbours. So worlds count as possible only if they too could have been published with the same cells hidden.
 */
import type { Highs } from 'highs';
import { type Audit, audit } from './audit.js';
import { type Line, surroundings } from './blocks.js';
import { type Deadline, OutOfTime, within } from './deadline.js';
import { canHide, type Goal, goalsOf } from './goals.js';
import { costOf, type Suppression, suppress, Unprotectable } from './suppress.js';
import { leavesOpen, type System } from './system.js';
import { componentsOf, unknownsOf } from './unknowns.js';
import { hideByWitnesses, type Witnessed } from './witnesses.js';

/**
 * The audit over the worlds that would not be refused. Each round leaves out those in which a count would be small and too little of it
 * open. What is left at the end is refused by nobody, so that knowing the rule says no more.
 * @throws {OutOfTime} when the deadline passes.
 */
export function auditAccepted(
  highs: Highs,
  system: System,
  hidden: ReadonlySet<number>,
  deadline: Deadline,
): Audit {
  return narrowed(highs, system, hidden, deadline, false).found;
}

/**
 * Work that may be spent on a part, by its number of cells. It is counted as `Deadline.spend` has it: a run of the solver costs its
 * columns, and a tenth of its rows for each step of the simplex method. So the same question has the same answer on a slower machine; the
 * deadline in seconds ends what still goes on. In a table of 100 cells a run is some 400 (200 columns, 40 rows, 50 steps), so that
 * 7,000,000 are 17,000 runs. The share for each cell keeps up with the small counts, of which a large table has more.
 */
const workOf: WorkOf = {
  /** On bettering what witnesses give; finding it may take three times that. */
  witnesses: (cells: number): number => 7_000_000 + 4_000 * cells,
  /** On a cheaper choice than a safe one: what it does not reach leaves the answer safe, and only its bound lower. */
  cuts: (cells: number): number => Math.max(4_000_000, 8_000 * cells),
  /** On a first choice of a part for which witnesses give none, and on showing again what is hidden around small counts. */
  rest: (cells: number): number => 7_000_000 + 4_000 * cells,
};

/** Work by the size of a part. */
type WorkOf = Readonly<Record<'witnesses' | 'cuts' | 'rest', (cells: number) => number>>;

/**
 * Chooses cells to hide that pass that audit, part by part of what hangs together. Witnesses give each part a choice of its own, whatever its
 * size, in worlds that nobody would refuse. Cuts look for a cheaper one, and prove that there is none, as far as their work reaches.
 * @param deadline Of all parts together. What was found until then is kept.
 * @param work How much is tried before all around a small count is hidden.
 * @param tell Takes what the witnesses give, as soon as every part has it.
 * @throws {Unprotectable} where hiding everything that may be hidden is not enough, {OutOfTime} where a part has no choice in time.
 */
export function suppressAccepted(
  highs: Highs,
  system: System,
  before: ReadonlySet<number>,
  deadline: Deadline,
  tell: (found: Suppression) => void = () => {},
  work = workOf,
): Suppression {
  const parts = partsOf(system, before);
  const first = parts.map((part) => witnessed(highs, part, deadline, work));
  if (first.every(({ unmet }) => unmet.size === 0)) tell(together(parts, first, before));
  const impossible: number[] = [];
  const late: number[] = [];
  const chosen = first.map((start, index) => {
    const part = parts[index] as Part;
    try {
      if (start.unmet.size === 0) return cheaper(highs, part, start, deadline, work);
      return searched(highs, part, start, deadline, work) ?? around(highs, part, start, deadline, work);
    } catch (error) {
      if (error instanceof OutOfTime) for (const cell of start.unmet) late.push(part.cells[cell] ?? cell);
      else if (error instanceof Unprotectable)
        for (const cell of error.cells) impossible.push(part.cells[cell] ?? cell);
      else throw error;
      return undefined;
    }
  });
  if (impossible.length > 0) throw new Unprotectable(impossible);
  if (late.length > 0) throw new OutOfTime(late);
  return together(parts, chosen, before);
}

/** The choices of all parts as one of the whole system. */
function together(
  parts: readonly Part[],
  chosen: readonly (Suppression | undefined)[],
  before: ReadonlySet<number>,
): Suppression {
  const sum = (pick: (each: Suppression) => number): number =>
    chosen.reduce((all, each) => all + (each === undefined ? 0 : pick(each)), 0);
  const hidden = chosen.flatMap((each, index) =>
    [...(each?.hidden ?? [])].flatMap((cell) => parts[index]?.cells[cell] ?? []),
  );
  return {
    hidden: new Set([...before, ...hidden]),
    cost: sum(({ cost }) => cost),
    bound: sum(({ bound }) => bound),
    around: sum(({ around: own = 0 }) => own),
  };
}

/** Cells that have nothing to do with those of other parts, as a system of their own. */
interface Part {
  /** Which cells of the whole system they are. */
  readonly cells: readonly number[];
  readonly system: System;
  readonly before: ReadonlySet<number>;
  readonly goals: readonly Goal[];
  /** The relations of the whole system; cells that are not its own have indices after those. */
  readonly lines: () => readonly Line[];
}

function partsOf(system: System, before: ReadonlySet<number>): Part[] {
  const isOpen = (index: number): boolean => {
    const cell = system.cells[index];
    return cell !== undefined && (canHide(cell) || cell.need !== undefined || before.has(index));
  };
  return componentsOf(unknownsOf(system, isOpen)).flatMap(({ hidden: cells, relations }): Part[] => {
    const place = new Map(cells.map((cell, index) => [cell, index]));
    const own: System = {
      cells: cells.flatMap((cell) => system.cells[cell] ?? []),
      relations: relations.map(({ terms, least, most }) => ({
        terms: terms.map(({ cell, factor }) => ({ cell: place.get(cell) ?? 0, factor })),
        least,
        most,
      })),
    };
    const indexOf = (cell: number): number => place.get(cell) ?? cells.length + cell;
    const lines = (): Line[] => system.relations.map(({ terms }) => terms.map(({ cell }) => indexOf(cell)));
    const goals = goalsOf(own);
    const earlier = new Set(cells.flatMap((cell, index) => (before.has(cell) ? [index] : [])));
    return goals.length === 0 ? [] : [{ cells, system: own, before: earlier, goals, lines }];
  });
}

/** What witnesses give: a choice that is safe but for the cells that none was found for. */
type Begun = Suppression & Witnessed;

function witnessed(
  highs: Highs,
  { system, before, goals, lines }: Part,
  deadline: Deadline,
  work: WorkOf,
): Begun {
  const given = new Set([...goals.map(({ cell }) => cell), ...before]);
  const found = hideByWitnesses(
    highs,
    system,
    { goals, given, lines },
    deadline,
    work.witnesses(system.cells.length),
  );
  return { ...found, cost: costOf(found.hidden, system, before), bound: 0 };
}

/**
 * A choice that costs less than a safe start, or the start itself, which is an answer whenever time runs out. Counts that can be small in
 * refused worlds alone are taken never to be small, and the choice is made again; the bound is that of the first, which asks for less.
 */
function cheaper(
  highs: Highs,
  { system, before }: Part,
  start: Begun,
  whole: Deadline,
  work: WorkOf,
): Suppression {
  const deadline = within(whole, work.cuts(system.cells.length));
  let bound: number | undefined;
  try {
    for (let asked = system; ; ) {
      const chosen = suppress(highs, asked, before, deadline, start);
      bound ??= chosen.bound;
      // The witnesses of the start were looked for among worlds that nobody refuses.
      if (chosen.cost >= start.cost) break;
      const { found, never } = narrowed(highs, system, chosen.hidden, deadline);
      if (found.disclosed.length === 0) return { ...chosen, bound };
      const next = withoutSmall(asked, never);
      if (next === asked) break;
      asked = next;
    }
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
  }
  return { ...start, bound: Math.min(start.cost, bound ?? 0) };
}

/**
 * A first choice where witnesses left cells unmet, made again in the same way; undefined where its work found none and time is left.
 * Where there is nothing more to ask for, the audit that follows says what does not pass.
 */
function searched(
  highs: Highs,
  { system, before }: Part,
  start: Begun,
  whole: Deadline,
  work: WorkOf,
): Suppression | undefined {
  const deadline = within(whole, work.rest(system.cells.length));
  let bound: number | undefined;
  try {
    for (let asked = system; ; ) {
      const chosen = suppress(highs, asked, before, deadline, start);
      bound ??= chosen.bound;
      const { found, never } = narrowed(highs, system, chosen.hidden, whole);
      const next = withoutSmall(asked, never);
      if (found.disclosed.length === 0 || next === asked) return { ...chosen, bound };
      asked = next;
    }
  } catch (error) {
    if (error instanceof OutOfTime && whole.left() > 0) return undefined;
    throw error;
  }
}

/** What is safe without a search: all that stands around the cells that have no answer is hidden. */
function around(
  highs: Highs,
  { system, before, lines }: Part,
  start: Begun,
  whole: Deadline,
  work: WorkOf,
): Suppression {
  const rest = within(whole, work.rest(system.cells.length));
  const hidden = hideAround(
    system,
    lines(),
    start,
    (cells, deadline = whole) => narrowed(highs, system, cells, deadline).found.disclosed,
    rest,
  );
  return {
    hidden,
    cost: costOf(hidden, system, before),
    bound: 0,
    around: hidden.size - start.hidden.size,
  };
}

function narrowed(
  highs: Highs,
  system: System,
  hidden: ReadonlySet<number>,
  deadline: Deadline,
  isBrief = true,
): { readonly found: Audit; readonly never: readonly number[] } {
  let never: readonly number[] = [];
  for (let known = system; ; ) {
    const found = audit(highs, known, hidden, deadline, isBrief);
    const refused = refusedWhenSmall(known, found);
    if (refused.length === 0) return { found, never };
    never = [...never, ...refused];
    known = withoutSmall(known, refused);
  }
}

/** Hidden cells that can be small as far as the tables tell, and would be given away if they were. */
const refusedWhenSmall = ({ cells }: System, { intervals }: Audit): number[] =>
  [...intervals].flatMap(([cell, interval]) => {
    const { ifSmall, need, least = 0 } = cells[cell] ?? {};
    if (ifSmall === undefined || need !== undefined || least >= ifSmall.below) return [];
    return interval.least < ifSmall.below && !leavesOpen(ifSmall.need, interval) ? [cell] : [];
  });

function withoutSmall(system: System, never: readonly number[]): System {
  const known = new Set(
    never.filter((cell) => (system.cells[cell]?.least ?? 0) < (system.cells[cell]?.ifSmall?.below ?? 0)),
  );
  if (known.size === 0) return system;
  return {
    ...system,
    cells: system.cells.map((cell, index) =>
      known.has(index) ? { ...cell, least: cell.ifSmall?.below ?? cell.least } : cell,
    ),
  };
}

/**
 * What ends in every case: around each cell that has no answer a small table is hidden whole, of more categories each time, until the
 * audit finds nothing. It may hide too much; what it can do without is shown again as far as its work reaches.
 * @param start Safe but for the cells that are unmet.
 * @param disclosedBy The cells of which too much can be found out with these cells hidden.
 * @param rest How long cells are shown again.
 * @throws {Unprotectable} where hiding everything that may be hidden is not enough.
 */
function hideAround(
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
