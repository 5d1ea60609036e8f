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
import { checkContext, positionOf } from './check/context.js';
import { checkDrawing } from './check/drawing.js';
import { type Drawing, type DrawingTools, drawChart } from './draw.js';
import { finishSvg } from './finish.js';
import { labelEntries } from './ledger.js';
import { plainText } from './plain-text.js';
import { sceneLabels } from './scene.js';
import type { FontMetrics } from './text-width.js';
import { plotsOf } from './unit.js';
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
    if (Array.isArray(rendered)) diagnostics.push(...rendered);
    else value[chart.id] = rendered;
  }
  return { value, diagnostics, reads: [] };
}

async function renderChart(
  chart: ChartNode,
  dataset: PublishedDataset,
  tools: DrawingTools,
): Promise<RenderedChart | Diagnostic[]> {
  let drawing: Drawing;
  try {
    drawing = await drawChart(chart.spec, dataset, tools);
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    return fault(chart, 'chart/render', `Unexpected failure in drawing (${said}), expected a chart`);
  }
  const context = checkContext(chart, dataset, tools.vega.parseExpression);
  checkDrawing(
    { units: drawing.units, drawn: drawing.layout.drawn, shown: drawing.layout.shown ?? {} },
    context,
  );
  if (context.diagnostics.length > 0) return context.diagnostics;
  // Vega warns of the scale of a layer without rows; the other layers decide on it.
  const warning = drawing.warnings.find((text) => !text.startsWith('Infinite extent'));
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
): RenderedChart | Diagnostic[] {
  const plots = plotsOf(chart.spec, units).map((plot) => chartFacts(plot.units, layout.drawn, dataset));
  const alternative = joinSentences(plots.map((facts) => alternativeOf(facts, layout.shown ?? {}, language)));
  const telling = { dataset, language, at: chart.at };
  const told = plots.flatMap((facts) => (facts === undefined ? [] : describeSeries(facts, telling)));
  const added = plainText(chart.description);
  const description = joinSentences([...told.map(({ text }) => text), added.text]);
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
    entries: [...labels, ...told.flatMap(({ entries }) => entries), ...added.entries],
    labels: sceneLabels(scene),
    sources: dataset.sources,
    illustrative: dataset.illustrative,
  };
}

function joinSentences(sentences: readonly string[]): string {
  return sentences.filter((text) => text !== '').join(' ');
}

function fault(chart: ChartNode, code: DiagnosticCode, message: string): Diagnostic[] {
  return [{ severity: 'error', code, message, position: chart.at }];
}
