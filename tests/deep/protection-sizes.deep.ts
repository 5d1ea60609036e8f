/** How long large tables take to protect; the limits are generous, since a machine may be busy. */
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { attainable } from '../../src/protect/engine/attainable.js';
import { deadlineIn } from '../../src/protect/engine/deadline.js';
import { auditAccepted, suppressAccepted } from '../../src/protect/engine/refused-worlds.js';
import { loadSolver } from '../../src/protect/engine/solver.js';
import type { Need, Relation, System } from '../../src/protect/engine/system.js';
import { addUp, flat, levels, lots, table } from '../protect/random-systems.js';
import { seedOf } from './seed.js';

const need: Need = { kind: 'range', from: 1, to: 4 };
const threshold = 5;

/** A table of counts, one in six of them small, with totals at every level. */
function tableOf(dimensions: Parameters<typeof table>[0], seed: number): System {
  const lot = lots(seed);
  const cells: number[] = [];
  const relations: Relation[] = [];
  const count = (): number => (lot(6) === 0 ? 1 + lot(4) : 5 + lot(200));
  table(dimensions, count, cells, relations);
  addUp(cells, relations);
  return attainable({
    relations,
    cells: cells.map((value, index) => {
      const totals = relations.filter(({ terms }) => terms[0]?.cell === index).length;
      const rule = value < threshold ? { need } : { ifSmall: { below: threshold, need } };
      return { value, least: 1, cost: 1 + 3 * totals + index / cells.length / 100, ...rule };
    }),
  });
}

test.each([
  ['50 x 20', [flat(49), flat(19)], 1000, 20],
  ['three dimensions, one of them a hierarchy', [levels(2, 3), flat(5), flat(9)], 540, 30],
  ['four dimensions', [levels(3, 6), flat(5), flat(2), flat(2)], 1188, 20],
  [
    '35 towns in 7 regions by age, sex and year, with totals of all',
    [levels(7, 5), flat(8), flat(2), flat(6)],
    8127,
    180,
  ],
] as const)('%s', async (name, dimensions, size, seconds) => {
  const highs = await loadSolver();
  const system = tableOf(dimensions, seedOf('protection of tables') % 1000);
  expect(system.cells).toHaveLength(size);
  const within = (limit: number) => () => deadlineIn(limit, () => performance.now());
  const begun = performance.now();
  const { hidden, cost, bound } = suppressAccepted(highs, system, new Set(), within(seconds)());
  const took = (performance.now() - begun) / 1000;
  const small = system.cells.filter((cell) => cell.need !== undefined).length;
  const gap = (100 * (cost - bound)) / cost;
  process.stdout.write(
    `${name}: ${small} small, ${hidden.size} hidden, gap ${gap.toFixed(1)} %, ${took.toFixed(1)} s\n`,
  );
  expect(auditAccepted(highs, system, hidden, within(60)()).disclosed).toEqual([]);
  expect(bound).toBeGreaterThan(0);
  expect(took).toBeLessThan(180);
});
