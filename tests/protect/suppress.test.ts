import { describe, expect, test } from 'vitest';
import { audit } from '../../src/protect/engine/audit.js';
import { deadlineIn } from '../../src/protect/engine/deadline.js';
import { loadSolver } from '../../src/protect/engine/solver.js';
import { suppress } from '../../src/protect/engine/suppress.js';
import { type Level, tableSystem, victimsTable } from './victims.js';

const deadline = () => deadlineIn(60, () => performance.now());

describe('victims by year and nationality', () => {
  test.each<[number, Level, number, number]>([
    [5, 'exact', 18, 3],
    [5, 'range', 18, 6],
    [5, 'strict', 18, 8],
    [3, 'exact', 15, 6],
    [3, 'range', 15, 6],
    [3, 'strict', 15, 7],
  ])(
    'threshold %i, %s: %i sensitive, %i beside them, proven',
    async (threshold, level, sensitive, beside) => {
      const highs = await loadSolver();
      const system = tableSystem(victimsTable(), threshold, level);
      const { hidden, cost, bound } = suppress(highs, system, new Set(), deadline());
      expect(audit(highs, system, hidden, deadline()).disclosed).toEqual([]);
      expect(system.cells.filter(({ need }) => need !== undefined)).toHaveLength(sensitive);
      expect(hidden.size - sensitive).toBe(beside);
      expect(cost - bound).toBeLessThan(1e-4);
    },
  );
});

test('hiding the small counts alone hides few of them: totals give the others away', async () => {
  const highs = await loadSolver();
  const system = tableSystem(victimsTable(), 5, 'range');
  const sensitive = new Set(system.cells.flatMap(({ need }, cell) => (need === undefined ? [] : [cell])));
  expect(audit(highs, system, sensitive, deadline()).disclosed.length).toBeGreaterThan(5);
});
