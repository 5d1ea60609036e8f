import { expect, test } from 'vitest';
import { audit } from '../../../src/extensions/protect/engine/audit.js';
import { deadlineIn } from '../../../src/extensions/protect/engine/deadline.js';
import { attainable } from '../../../src/extensions/protect/engine/goals.js';
import { loadSolver } from '../../../src/extensions/protect/engine/solver.js';
import { suppress, Unprotectable } from '../../../src/extensions/protect/engine/suppress.js';
import { brokenRelations, leavesOpen, type Need } from '../../../src/extensions/protect/engine/system.js';
import { possibleValues } from './attacker.js';
import { randomSystem } from './random-systems.js';

const deadline = () => deadlineIn(60, () => performance.now());
/** Tables of each kind; `npm run test:deep` attacks more. */
const many = process.env.DEEP === 'true' ? 100 : 3;

const kinds: Record<string, Need> = {
  'two values': { kind: 'two-values' },
  range: { kind: 'range', from: 1, to: 3 },
};

test.each(Object.entries(kinds))(
  'nothing is found in linked and hierarchical tables (%s)',
  async (_, need) => {
    const highs = await loadSolver();
    let attacked = 0;
    let unprotectable = 0;
    for (let seed = 0; attacked < many; seed += 1) {
      const system = attainable(randomSystem(seed, need));
      expect(brokenRelations(system)).toEqual([]);
      let hidden: ReadonlySet<number>;
      try {
        hidden = suppress(highs, system, new Set(), deadline()).hidden;
      } catch (error) {
        if (!(error instanceof Unprotectable)) throw error;
        unprotectable += 1;
        continue;
      }
      attacked += 1;
      const { intervals } = audit(highs, system, hidden, deadline());
      for (const cell of hidden) {
        const values = possibleValues(system, hidden, cell);
        const interval = { least: values[0] ?? 0, most: values.at(-1) ?? 0 };
        expect(intervals.get(cell), `seed ${seed}, cell ${cell}`).toEqual(interval);
        const own = system.cells[cell]?.need;
        if (own !== undefined) expect(leavesOpen(own, interval), `seed ${seed}, cell ${cell}`).toBe(true);
      }
    }
    // Where the grand total is shown and nearly all else is small, nothing helps; it must not be the rule.
    expect(unprotectable).toBeLessThan(many);
  },
);
