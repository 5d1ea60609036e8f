import { expect, test } from 'vitest';
import { deadlineIn } from '../../../src/extensions/protect/engine/deadline.js';
import { roundCounts } from '../../../src/extensions/protect/engine/round.js';
import { loadSolver } from '../../../src/extensions/protect/engine/solver.js';
import { brokenRelations } from '../../../src/extensions/protect/engine/system.js';
import { randomSystem } from './random-systems.js';
import { tableSystem, victimsTable } from './victims.js';

const deadline = () => deadlineIn(60, () => performance.now());

test('the table of victims rounds to fives that add up, each next to its count', async () => {
  const highs = await loadSolver();
  const system = tableSystem(victimsTable(), 5, 'range');
  const rounded = roundCounts(highs, system, 5, deadline());
  expect(rounded).toHaveLength(63);
  for (const [cell, { value }] of system.cells.entries()) {
    expect(Math.abs((rounded[cell] ?? 0) - value)).toBeLessThan(5);
    if (value % 5 === 0) expect(rounded[cell]).toBe(value);
  }
  const after = {
    ...system,
    cells: system.cells.map((cell, index) => ({
      ...cell,
      value: rounded[index] ?? 0,
    })),
  };
  expect(brokenRelations(after)).toEqual([]);
});

test('linked tables, hierarchies and three dimensions round to threes that add up', async () => {
  const highs = await loadSolver();
  for (let seed = 0; seed < 30; seed += 1) {
    const system = randomSystem(seed, { kind: 'two-values' });
    const rounded = roundCounts(highs, system, 3, deadline());
    const cells = system.cells.map((cell, index) => ({
      ...cell,
      value: rounded[index] ?? 0,
    }));
    expect(brokenRelations({ ...system, cells }), `seed ${seed}`).toEqual([]);
    expect(rounded.every((value) => value % 3 === 0 && value >= 0)).toBe(true);
  }
});
