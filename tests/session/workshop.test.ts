import { expect, test, vi } from 'vitest';
import { standardLimits } from '../../src/resource-limits.js';
import { ChartDesk } from '../../src/session/chart-desk.js';
import { DrawnCharts } from '../../src/session/drawn-charts.js';
import { Memory } from '../../src/session/memory.js';
import { openWorkshop } from '../../src/session/workshop.js';

test('what draws goes after the first build, and stays in a session that builds again', async () => {
  const rest = vi.spyOn(ChartDesk.prototype, 'rest');
  const workshop = openWorkshop({
    wantsPdf: false,
    draws: 0,
    limits: standardLimits,
    env: {},
    warn: () => {},
    drawings: { drawn: new DrawnCharts(), memory: new Memory() },
  });
  try {
    workshop.restDrawing();
    const first = rest.mock.calls.length;
    expect(first).toBeGreaterThan(0);
    workshop.restDrawing();
    expect(rest.mock.calls).toHaveLength(first);
  } finally {
    rest.mockRestore();
    await workshop.close();
  }
});
