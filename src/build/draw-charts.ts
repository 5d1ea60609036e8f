import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import type { RenderedChart } from '../charts/chart.js';
import type { ChartNode } from '../content/nodes.js';
import type { PublishedData } from '../datasets/dataset.js';
import type { Answer } from '../host/recording.js';
import type { Thread } from '../host/thread.js';
import type * as ChartThread from './chart-thread.js';
import type { ChartWork, DrawnCharts } from './chart-thread.js';

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

/** Draws in other threads what was not drawn before. The result is the same as drawing all in this one. */
export async function drawInThreads(
  work: ChartWork,
  threads: readonly (() => Thread)[],
): Promise<DrawnCharts> {
  const keys = chartKeys(work);
  const known = new Map(work.charts.map((chart, index) => [chart, drawn.get(keys[index] ?? '')] as const));
  const charts = work.charts.filter((chart) => known.get(chart) === undefined);
  const shares = await Promise.all(
    shareOut(charts, threads.length).map((share, index) =>
      drawShare({ ...work, charts: share }, threads[index]),
    ),
  );
  const made: DrawnCharts = {
    outcome: {
      value: Object.assign({}, ...shares.map(({ outcome }) => outcome.value)),
      diagnostics: shares.flatMap(({ outcome }) => outcome.diagnostics),
      reads: [],
    },
    answers: shares.flatMap(({ answers }) => answers),
  };
  const value: Record<string, RenderedChart> = {};
  const answers = [...made.answers];
  for (const [index, chart] of work.charts.entries()) {
    const before = known.get(chart);
    const rendered = before?.chart ?? made.outcome.value[chart.id];
    if (rendered === undefined) continue;
    value[chart.id] = rendered;
    answers.push(...(before?.answers ?? []));
    // Nobody says which chart a problem is of; it must be said again next time.
    if (before === undefined && made.outcome.diagnostics.length === 0) {
      remember(keys[index] ?? '', { chart: rendered, answers: made.answers });
    }
  }
  return { outcome: { ...made.outcome, value }, answers };
}

function drawShare(work: ChartWork, thread: (() => Thread) | undefined): Promise<DrawnCharts> {
  const sent = { ...work, data: usedBy(work.charts, work.data) };
  if (thread === undefined) throw new Error('more shares than threads');
  return thread().call<typeof ChartThread.drawCharts>('chart-thread.js', 'drawCharts', sent);
}

/** Deals the charts out in turn, since those of one chapter are alike; few are not worth a second thread. */
function shareOut(charts: readonly ChartNode[], most: number): ChartNode[][] {
  const count = Math.min(most, Math.ceil(charts.length / fewest));
  return Array.from({ length: count }, (_, share) => charts.filter((_, index) => index % count === share));
}

const fewest = 3;

function remember(key: string, entry: { chart: RenderedChart; answers: readonly Answer[] }): void {
  drawn.set(key, entry);
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
