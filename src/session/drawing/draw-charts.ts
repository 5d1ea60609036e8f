import type { DrawnForm } from '../../charts/form.js';
import type { ResultCache } from '../../host/result-cache.js';
import { datasetsOfChart } from '../../model/chart/chart-datasets.js';
import type { PublishedData, Source } from '../../model/dataset/dataset.js';
import { distinctSources } from '../../model/dataset/sources.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import type { Memory } from '../memo/memory.js';
import type { ChartDrawings, ChartWork } from './chart-process.js';
import type { ChartWorker, DrawnChart } from './chart-worker.js';
import { chartKeys, type DrawnCharts, isDrawnApart } from './drawn-charts.js';

/** Draws the charts of one target. */
export type DrawCharts = (work: ChartWork) => Promise<ChartDrawings>;

/** The same, with what other processes have drawn. */
export type DrawWith = (
  work: ChartWork,
  cache: ResultCache | undefined,
  asked?: () => void,
) => Promise<ChartDrawings>;

/** What a session remembers of drawings. */
export interface DrawingMemory {
  readonly drawn: DrawnCharts;
  readonly memory: Memory;
}

/**
 * Draws in other processes what was not drawn before. The result is the same as drawing all in this one.
 * @param cache What other processes have drawn.
 * @param asked Called once all that is to be drawn is asked for.
 */
export async function drawAtWorkers(
  work: ChartWork,
  workers: readonly ChartWorker[],
  { drawn, memory }: DrawingMemory,
  cache?: ResultCache,
  asked = (): void => {},
): Promise<ChartDrawings> {
  const kept = isDisclosed(usedBy(work.charts, work.data)) ? undefined : cache;
  // Loaded when there is something to draw, long after workers were started.
  const { chartForms } = await import('../../extensions/forms.js');
  const keyed = chartKeys(work, chartForms, drawn.hashes);
  const keys = new Map(work.charts.map((chart, index) => [chart, keyed[index]] as const));
  const made = new Map<ChartNode, Omit<DrawnChart, 'looked'>>();
  const known = work.charts.map(async (chart) => {
    const key = keys.get(chart);
    const before = key && (await drawn.find(key, kept));
    if (before !== undefined) made.set(chart, before);
  });
  await Promise.all(known);
  const open = work.charts.filter((chart) => !made.has(chart));
  const shares = shareOut(open, workers.length).map(async (charts, index) => {
    const worker = workers[index];
    if (worker === undefined) throw new Error('more shares than workers');
    const parts = partsOf(charts, chartForms).map((part) =>
      worker.draw({ ...work, charts: part, data: seenBy(part, work.data, chartForms) }, (chart, result) => {
        made.set(chart, result);
        const key = keys.get(chart);
        if (key !== undefined) drawn.keep(key, result, kept);
      }),
    );
    await Promise.all(parts);
  });
  asked();
  await Promise.all(shares);
  memory.count('chart', open.length);
  const results = work.charts.flatMap((asked) => {
    const result = made.get(asked);
    if (result === undefined) return [];
    const { chart } = result;
    const sources = sourcesIn(usedBy([asked], work.data));
    return [{ ...result, ...(chart && { chart: drawn.withSources(chart, sources) }) }];
  });
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

/** Every count is for confidential reports alone, of which nothing is kept. */
const isDisclosed = (data: PublishedData): boolean => Object.values(data).some(({ disclosed }) => disclosed);

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

/** Those that are sent together. Maps come last: their shapes are more than all else, and wait until there is time to send them. */
function partsOf(charts: readonly ChartNode[], forms: readonly DrawnForm[]): (readonly ChartNode[])[] {
  const apart = charts.filter((chart) => isDrawnApart(chart, forms));
  return [charts.filter((chart) => !apart.includes(chart)), apart].filter(({ length }) => length > 0);
}

/** What charts are drawn from, and nothing that no key of theirs speaks of: what is attached is for charts drawn apart, and sources are only named. */
function seenBy(
  charts: readonly ChartNode[],
  data: PublishedData,
  forms: readonly DrawnForm[],
): PublishedData {
  const isApart = charts.some((chart) => isDrawnApart(chart, forms));
  const seen = Object.entries(usedBy(charts, data)).map(([name, { attachments, ...dataset }]) => {
    const attached = attachments !== undefined && isApart ? { attachments } : {};
    return [name, { ...dataset, ...attached, sources: [sourcesOf(name)] }];
  });
  return Object.fromEntries(seen);
}

/** Stands for the sources of a dataset, of which a drawing only says that they are its own; a title has no such character. */
const sourcesOf = (name: string): Source => ({ title: `\0sources of ${name}` });

/** What a drawing states, with the sources of datasets in place of their names. */
const sourcesIn =
  (data: PublishedData) =>
  (stated: readonly Source[]): readonly Source[] => {
    const named = new Map(
      Object.entries(data).map(([name, { sources }]) => [sourcesOf(name).title, sources]),
    );
    const own = stated.flatMap(({ title }) => named.get(title) ?? []);
    return [...distinctSources(own), ...stated.filter(({ title }) => !named.has(title))];
  };
