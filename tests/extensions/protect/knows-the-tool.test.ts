/** An attacker who knows that other data would have been refused, by trying every world. */
import { expect, test } from 'vitest';
import { deadlineIn } from '../../../src/extensions/protect/engine/deadline.js';
import { attainable } from '../../../src/extensions/protect/engine/goals.js';
import { auditAccepted, suppressAccepted } from '../../../src/extensions/protect/engine/refused-worlds.js';
import { loadSolver } from '../../../src/extensions/protect/engine/solver.js';
import { suppress, Unprotectable } from '../../../src/extensions/protect/engine/suppress.js';
import { leavesOpen, type System } from '../../../src/extensions/protect/engine/system.js';
import { acceptedAmong, possibleWorlds } from './attacker.js';
import { randomSystem } from './random-systems.js';
import { tableSystem, victimsTable } from './victims.js';

const deadline = () => deadlineIn(60, () => performance.now());
const many = process.env.DEEP === 'true' ? 150 : 4;

/** Every count knows what it would need if it were small. */
const held = (system: System, below: number): System => ({
  ...system,
  cells: system.cells.map((cell) =>
    cell.value < below
      ? cell
      : { ...cell, ifSmall: { below, need: { kind: 'range', from: 1, to: below - 1 } } },
  ),
});

/** Small counts of which somebody who knows the tool has too little to guess. */
function narrowed(system: System, worlds: readonly (readonly number[])[]): number[] {
  const accepted = acceptedAmong(worlds, system.cells);
  return system.cells.flatMap(({ need }, cell) => {
    if (need === undefined) return [];
    const values = accepted.map((world) => world[cell] ?? 0);
    return leavesOpen(need, { least: Math.min(...values), most: Math.max(...values) }) ? [] : [cell];
  });
}

test('that other data would have been refused narrows no small count below its level', async () => {
  const highs = await loadSolver();
  let [tried, before] = [0, 0];
  for (let seed = 0; tried < many; seed += 1) {
    const system = attainable(held(randomSystem(seed, { kind: 'range', from: 1, to: 3 }), 4));
    let hidden: ReadonlySet<number>;
    let plain: ReadonlySet<number>;
    try {
      plain = suppress(highs, system, new Set(), deadline()).hidden;
      hidden = suppressAccepted(highs, system, new Set(), deadline()).hidden;
    } catch (error) {
      if (!(error instanceof Unprotectable)) throw error;
      continue;
    }
    const [all, others] = [possibleWorlds(system, hidden, 5000), possibleWorlds(system, plain, 5000)];
    if (all === undefined || others === undefined) continue;
    tried += 1;
    before += Math.min(1, narrowed(system, others).length);
    expect(narrowed(system, all), `seed ${seed}`).toEqual([]);
    const accepted = acceptedAmong(all, system.cells);
    const { intervals, disclosed } = auditAccepted(highs, system, hidden, deadline());
    expect(disclosed).toEqual([]);
    for (const [cell, { least, most }] of intervals) {
      const values = accepted.map((world) => world[cell] ?? 0);
      expect([least, most], `seed ${seed}, cell ${cell}`).toEqual([Math.min(...values), Math.max(...values)]);
    }
  }
  // The cheapest choice of all, which asks only what the tables tell, does not hold against it.
  expect(before).toBeGreaterThan(0);
});

test('the victims by year and nationality need no more hidden counts for that', async () => {
  const highs = await loadSolver();
  const system = held(tableSystem(victimsTable(), 5, 'range'), 5);
  const plain = suppress(highs, system, new Set(), deadline()).hidden;
  expect(auditAccepted(highs, system, plain, deadline()).disclosed).not.toEqual([]);
  const { hidden } = suppressAccepted(highs, system, new Set(), deadline());
  expect(auditAccepted(highs, system, hidden, deadline()).disclosed).toEqual([]);
  expect(hidden.size).toBe(plain.size);
});
