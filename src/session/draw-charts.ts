import { datasetsOfChart } from '../model/chart-datasets.js';
import type { PublishedData } from '../model/dataset.js';
import type { ChartNode } from '../model/nodes.js';
import type { ChartDesk, DrawnChart } from './chart-desk.js';
import type { ChartDrawings, ChartWork } from './chart-process.js';
import { chartKeys, type DrawnCharts } from './drawn-charts.js';
import type { Memory } from './memory.js';

/** Draws the charts of one target. */
export type DrawCharts = (work: ChartWork) => Promise<ChartDrawings>;

/** What a session remembers of drawings. */
export interface DrawingMemory {
  readonly drawn: DrawnCharts;
  readonly memory: Memory;
}

/** Draws in other processes what was not drawn before. The result is the same as drawing all in this one. */
export async function drawAtDesks(
  work: ChartWork,
  desks: readonly ChartDesk[],
  { drawn, memory }: DrawingMemory,
): Promise<ChartDrawings> {
  const keys = chartKeys(work);
  const made = new Map<ChartNode, DrawnChart>();
  for (const [index, chart] of work.charts.entries()) {
    const before = drawn.get(keys[index] ?? '');
    if (before !== undefined) made.set(chart, before);
  }
  const open = work.charts.filter((chart) => !made.has(chart));
  const shares = shareOut(open, desks.length).map(async (charts, index) => {
    const desk = desks[index];
    if (desk === undefined) throw new Error('more shares than desks');
    await desk.draw({ ...work, charts, data: usedBy(charts, work.data) }, (chart, result) => {
      made.set(chart, result);
    });
  });
  await Promise.all(shares);
  memory.count('chart', open.length);
  const results = work.charts.flatMap((chart) => made.get(chart) ?? []);
  for (const [index, chart] of work.charts.entries()) drawn.keep(keys[index] ?? '', made.get(chart));
  return {
    outcome: {
      value: Object.fromEntries(
        results.flatMap(({ chart }) => (chart === undefined ? [] : [[chart.id, chart]])),
      ),
      diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
    },
    answers: results.flatMap(({ answers }) => answers),
  };
}

/** Deals the charts out in turn, since those of one chapter are alike; few are not worth a second process. */
function shareOut(charts: readonly ChartNode[], most: number): ChartNode[][] {
  const count = Math.min(most, Math.ceil(charts.length / fewest));
  return Array.from({ length: count }, (_, share) => charts.filter((_, index) => index % count === share));
}

const fewest = 3;

function usedBy(charts: readonly ChartNode[], data: PublishedData): PublishedData {
  // The others are not even looked at, so that no drawing depends on them.
  const names = [...new Set(charts.flatMap(datasetsOfChart))];
  return Object.fromEntries(names.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])));
}
