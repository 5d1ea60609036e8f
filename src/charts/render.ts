import type { ChartNode } from '../content/nodes.js';
import type { PublishedData, PublishedDataset } from '../datasets/dataset.js';
import type { Diagnostic, DiagnosticCode, Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Language } from '../language/language.js';
import { alternativeOf } from './alternative/alternative.js';
import { describeSeries } from './alternative/describe.js';
import { chartFacts } from './alternative/facts.js';
import type { RenderedChart } from './chart.js';
import { checkChart } from './check/check-chart.js';
import { positionOf } from './check/context.js';
import { type Drawing, type DrawingTools, drawChart } from './draw.js';
import { finishSvg } from './finish.js';
import { labelEntries } from './ledger.js';
import { plainText } from './plain-text.js';
import { sceneLabels } from './scene.js';
import type { FontMetrics } from './text-width.js';
import { loadVega } from './vega.js';

export interface RenderInput {
  /** Charts whose dataset is in `data`. */
  readonly charts: readonly ChartNode[];
  readonly data: PublishedData;
  readonly language: Language;
}

const metricsFile = 'fonts/metrics.json';

/**
 * The charts stage: checks every chart, draws those without a fault, one after the other, and puts each into words.
 * Returns them by id. Every problem of every chart is reported.
 */
export async function renderCharts(
  { charts, data, language }: RenderInput,
  host: Host,
): Promise<Outcome<Record<string, RenderedChart>>> {
  if (charts.length === 0) return { value: {}, diagnostics: [], reads: [] };
  const metrics = JSON.parse(await host.tool.readText(metricsFile)) as FontMetrics;
  const tools: DrawingTools = { vega: await loadVega(), language, metrics };
  const diagnostics: Diagnostic[] = [];
  const value: Record<string, RenderedChart> = {};
  for (const chart of charts) {
    const dataset = data[chart.dataset];
    if (dataset === undefined) continue;
    const problems = checkChart(chart, dataset, tools.vega.parseExpression);
    diagnostics.push(...problems);
    if (problems.length > 0) continue;
    const rendered = await renderChart(chart, dataset, tools);
    if ('code' in rendered) diagnostics.push(rendered);
    else value[chart.id] = rendered;
  }
  return { value, diagnostics, reads: [] };
}

async function renderChart(
  chart: ChartNode,
  dataset: PublishedDataset,
  tools: DrawingTools,
): Promise<RenderedChart | Diagnostic> {
  let drawing: Drawing;
  try {
    drawing = await drawChart(chart.spec, dataset, tools);
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    return fault(chart, 'chart/render', `Unexpected failure in drawing (${said}), expected a chart`);
  }
  const drawn = Object.values(drawing.layout.drawn).some((datums) => datums.length > 0);
  if (!drawn) {
    return fault(chart, 'chart/empty', 'Unexpected chart without marks, expected rows to draw', {
      hint: 'look at the filters: no row of the dataset passes them all',
    });
  }
  const [warning] = drawing.warnings;
  if (warning !== undefined) {
    return fault(chart, 'chart/spec', `Unexpected part that cannot be drawn (${warning}), expected none`);
  }
  return finish(chart, dataset, drawing, tools.language);
}

function finish(
  chart: ChartNode,
  dataset: PublishedDataset,
  { scene, units, layout, svg, width, height }: Drawing,
  language: Language,
): RenderedChart | Diagnostic {
  const facts = chartFacts(units, layout.drawn, dataset);
  const alternative = alternativeOf(facts, layout.shown ?? {}, language);
  const told =
    facts === undefined
      ? { text: '', entries: [] }
      : describeSeries(facts, { dataset, language, at: chart.at });
  const added = plainText(chart.description);
  const description = [told.text, added.text].filter((text) => text !== '').join(' ');
  const safe = finishSvg(svg, { id: chart.id, title: alternative, description });
  if (safe === undefined) {
    return fault(
      chart,
      'chart/render',
      'Unexpected reference out of the chart, expected a picture that stands alone',
    );
  }
  const labels = labelEntries(scene, units, dataset, (pointer) => positionOf(chart, pointer));
  return {
    id: chart.id,
    svg: safe,
    width,
    height,
    alternative,
    description,
    entries: [...labels, ...told.entries, ...added.entries],
    labels: sceneLabels(scene),
    sources: dataset.sources,
    illustrative: dataset.illustrative,
  };
}

function fault(
  chart: ChartNode,
  code: DiagnosticCode,
  message: string,
  extra: { hint?: string } = {},
): Diagnostic {
  return { severity: 'error', code, message, position: chart.at, ...extra };
}
