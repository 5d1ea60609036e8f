/**
 * An attacker who knows the tool knows one thing more than the tables: that it would have refused other data. Where a hidden count that
 * is not small could only be small at the price of being found out, a publication shows that it is not, and that narrows its
 * neighbours. So worlds count as possible only if they too could have been published with the same cells hidden.
 */
import type { Highs } from 'highs';
import { type Audit, audit } from './audit.js';
import type { Deadline } from './deadline.js';
import { type Suppression, suppress } from './suppress.js';
import { leavesOpen, type System } from './system.js';

/**
 * The audit over the worlds that would not be refused. Each round leaves out those in which a count would be small and too little of it
 * open; what is left at the end is refused by nobody, so that knowing the rule says no more.
 * @throws {OutOfTime} when the deadline passes.
 */
export function auditAccepted(
  highs: Highs,
  system: System,
  hidden: ReadonlySet<number>,
  deadline: Deadline,
): Audit {
  return narrowed(highs, system, hidden, deadline).found;
}

/**
 * Chooses cells to hide that pass that audit. Those that can be small in refused worlds alone are taken never to be small, and the
 * choice is made again; the bound is that of the first, which asks for less.
 * @param time Of all choices together, and of an audit.
 * @throws {Unprotectable} where hiding everything that may be hidden is not enough.
 */
export function suppressAccepted(
  highs: Highs,
  system: System,
  before: ReadonlySet<number>,
  time: { readonly search: Deadline; readonly audit: () => Deadline },
): Suppression {
  let bound: number | undefined;
  for (let asked = system; ; ) {
    const chosen = suppress(highs, asked, before, time.search);
    bound ??= chosen.bound;
    const { found, never } = narrowed(highs, system, chosen.hidden, time.audit());
    const next = withoutSmall(asked, never);
    // Nothing more to ask for: either it passes, or the audit that follows says what does not.
    if (found.disclosed.length === 0 || next === asked) return { ...chosen, bound };
    asked = next;
  }
}

function narrowed(
  highs: Highs,
  system: System,
  hidden: ReadonlySet<number>,
  deadline: Deadline,
): { readonly found: Audit; readonly never: readonly number[] } {
  let never: readonly number[] = [];
  for (let known = system; ; ) {
    const found = audit(highs, known, hidden, deadline);
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
