/** Tables of the sizes that offices publish get a choice that is safe, within effort that is counted; `npm run bench -- --only protect` says how long it takes. */
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { deadlineIn } from '../../src/extensions/protect/engine/deadline.js';
import { auditAccepted, suppressAccepted } from '../../src/extensions/protect/engine/refused-worlds.js';
import { loadSolver } from '../../src/extensions/protect/engine/solver.js';
import { sizedSystems } from '../extensions/protect/sized-systems.js';

/** Effort is counted, and no clock ends it. */
const endless = deadlineIn(86_400, () => performance.now());

test.each(sizedSystems)('$name', async ({ counts, best, isProven, make }) => {
  const highs = await loadSolver();
  const system = make();
  expect(system.cells).toHaveLength(counts);
  const { hidden, cost, bound } = suppressAccepted(highs, system, new Set(), endless);
  const beside = hidden.size - system.cells.filter(({ need }) => need !== undefined).length;
  expect(beside).toBeLessThanOrEqual(isProven ? best : 1.25 * best);
  if (isProven) expect(cost - bound).toBeLessThan(1e-4);
  expect(auditAccepted(highs, system, hidden, endless).disclosed).toEqual([]);
});
