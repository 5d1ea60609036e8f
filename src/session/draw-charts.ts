import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import type { Answer } from '../host/recording.js';
import type { RenderedChart } from '../model/chart.js';
import type { PublishedData } from '../model/dataset.js';
import type { ChartNode } from '../model/nodes.js';
import type { ChartDesk, DrawnChart } from './chart-desk.js';
import type { ChartWork, DrawnCharts } from './chart-process.js';

/** Draws the charts of one target. */
export type DrawCharts = (work: ChartWork) => Promise<DrawnCharts>;

/**
 * Charts without a fault that this process has drawn, by everything that they were drawn from, so that a second build
 * draws only what changed. Oldest first.
 */
const drawn = new Map<string, { readonly chart: RenderedChart; readonly answers: readonly Answer[] }>();
const mostDrawn = 500;

/** True when this process has drawn charts before. */
export const hasDrawnCharts = (): boolean => drawn.size > 0;

/** Draws in other processes what was not drawn before. The result is the same as drawing all in this one. */
export async function drawAtDesks(work: ChartWork, desks: readonly ChartDesk[]): Promise<DrawnCharts> {
  const keys = chartKeys(work);
  const made = new Map<ChartNode, DrawnChart>();
  for (const [index, chart] of work.charts.entries()) {
    const before = drawn.get(keys[index] ?? '');
    if (before !== undefined) made.set(chart, { ...before, diagnostics: [] });
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
  const results = work.charts.flatMap((chart) => made.get(chart) ?? []);
  for (const [index, chart] of work.charts.entries()) remember(keys[index] ?? '', made.get(chart));
  return {
    outcome: {
      value: Object.fromEntries(
        results.flatMap(({ chart }) => (chart === undefined ? [] : [[chart.id, chart]])),
      ),
      diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
      reads: [],
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

/** What is wrong with a chart must be said again next time. */
function remember(key: string, result: DrawnChart | undefined): void {
  if (result?.chart === undefined || result.diagnostics.length > 0 || drawn.has(key)) return;
  drawn.set(key, { chart: result.chart, answers: result.answers });
  const [oldest] = drawn.keys();
  if (drawn.size > mostDrawn && oldest !== undefined) drawn.delete(oldest);
}

/** A hash of all that each chart is drawn from: itself, its rows and the language. The program is this process. */
function chartKeys({ charts, data, language }: ChartWork): string[] {
  const rows = new Map(
    [...new Set(charts.map(({ dataset }) => dataset))].map((name) => [name, hash(data[name])] as const),
  );
  return charts.map((chart) => hash([chart, rows.get(chart.dataset), language]));
}

/** Of any value that can be structured-cloned; JSON would not tell apart maps and big integers. */
const hash = (value: unknown): string => createHash('sha256').update(serialize(value)).digest('hex');

function usedBy(charts: readonly ChartNode[], data: PublishedData): PublishedData {
  const names = new Set(charts.map(({ dataset }) => dataset));
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.has(name)));
}
