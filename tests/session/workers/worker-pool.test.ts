import { expect, test, vi } from 'vitest';
import { standardLimits } from '../../../src/resource-limits.js';
import { ChartWorker } from '../../../src/session/drawing/chart-worker.js';
import { DrawnCharts } from '../../../src/session/drawing/drawn-charts.js';
import { Memory } from '../../../src/session/memo/memory.js';
import { openWorkerPool } from '../../../src/session/workers/worker-pool.js';

test('what draws goes after the first build, and stays in a session that builds again', async () => {
  const rest = vi.spyOn(ChartWorker.prototype, 'rest');
  const workerPool = openWorkerPool({
    wantsBrowser: false,
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
