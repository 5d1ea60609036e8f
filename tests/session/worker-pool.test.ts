import { expect, test, vi } from 'vitest';
import { standardLimits } from '../../src/resource-limits.js';
import { ChartWorker } from '../../src/session/chart-worker.js';
import { DrawnCharts } from '../../src/session/drawn-charts.js';
import { Memory } from '../../src/session/memory.js';
import { openWorkerPool } from '../../src/session/worker-pool.js';

test('what draws goes after the first build, and stays in a session that builds again', async () => {
  const rest = vi.spyOn(ChartWorker.prototype, 'rest');
  const workerPool = openWorkerPool({
    wantsPdf: false,
    draws: 0,
    limits: standardLimits,
    env: {},
    warn: () => {},
    drawings: { drawn: new DrawnCharts(), memory: new Memory() },
  });
  try {
    workerPool.restDrawing();
    const first = rest.mock.calls.length;
    expect(first).toBeGreaterThan(0);
    workerPool.restDrawing();
    expect(rest.mock.calls).toHaveLength(first);
  } finally {
    rest.mockRestore();
    await workerPool.close();
  }
});
