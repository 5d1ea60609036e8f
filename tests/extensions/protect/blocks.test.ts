import { expect, test } from 'vitest';
import { deviationRows } from '../../../src/extensions/protect/engine/attack.js';
import { blocksOf } from '../../../src/extensions/protect/engine/blocks.js';
import { goalsOf } from '../../../src/extensions/protect/engine/goals.js';
import type { Row } from '../../../src/extensions/protect/engine/solver.js';
import type { System } from '../../../src/extensions/protect/engine/system.js';
import { sizedSystems } from './sized-systems.js';

const blocksFor = (system: System, rows: readonly Row[] = deviationRows(system)) =>
  blocksOf(
    system.cells.length,
    () => rows.map(({ indices }) => indices),
    goalsOf(system).map(({ cell }) => cell),
  );

test('a table of a thousand counts is looked at as a whole', () => {
  const system = sizedSystems.find(({ counts }) => counts === 1071)?.make();
  expect(system && blocksFor(system).map(({ cells }) => cells.length)).toEqual([1071]);
});

test.runIf(process.env.DEEP)(
  'a large table falls into smaller ones, in which every small count has others on all of its lines',
  () => {
    const system = sizedSystems.find(({ counts }) => counts === 8127)?.make();
    if (system === undefined) throw new Error('no large table');
    const rows = deviationRows(system);
    const blocks = blocksFor(system, rows);
    // The towns of a region are such a table.
    expect(blocks.map(({ cells }) => cells.length)).toEqual(Array.from({ length: 7 }, () => 6 * 9 * 3 * 7));
    const goals = blocks.flatMap((block) => block.goals);
    expect(new Set(goals).size).toBe(goals.length);
    expect(goals.sort((a, b) => a - b)).toEqual(goalsOf(system).map(({ cell }) => cell));
    for (const block of blocks) {
      const inside = new Set(block.cells);
      const isGoal = new Set(block.goals);
      const lonely = rows.filter(
        ({ indices }) =>
          indices.some((cell) => isGoal.has(cell)) && indices.filter((cell) => inside.has(cell)).length < 2,
      );
      expect(lonely).toEqual([]);
    }
  },
);
