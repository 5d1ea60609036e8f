import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { RenderedChart } from '../model/chart/chart.js';
import type { ExceptionRule } from '../model/chart/exceptions.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { ownOf } from '../model/own.js';
import type { ChartNode } from '../model/tree/nodes.js';
import { checkWritten } from './check/check-chart.js';
import { withoutComposites } from './composite/expand.js';
import { atLevel } from './datasets/parts.js';
import { type ChartLook, type DrawingTools, drawingTools } from './drawing/tools.js';
import { type ChartOutcome, custom, type DrawnForm } from './form.js';
import { type Grammar, grammarFile, readGrammar } from './grammar/grammar.js';
import { renderChart } from './render-chart.js';

export interface RenderInput extends ChartLook {
  /** Charts whose dataset is in `data`. */
  readonly charts: readonly ChartNode[];
  readonly data: PublishedData;
  /** The data as one chart gets them, for who watches what it looks at; absent where all get the same. */
  readonly dataOf?: () => PublishedData;
  /** The short forms; absent where all charts were written by hand and Vega-Lite draws them. */
  readonly forms?: readonly DrawnForm[];
}

/**
 * The charts stage: checks every chart, draws those without a fault, one after the other, and puts each into words.
 * Returns them by id. Every problem of every chart is reported.
 */
export async function renderCharts(
  input: RenderInput,
  host: Host,
): Promise<Outcome<Record<string, RenderedChart>>> {
  const diagnostics: Diagnostic[] = [];
  const value: Record<string, RenderedChart> = {};
  for await (const { chart, diagnostics: found } of renderEach(input, host)) {
    for (const each of found) diagnostics.push(each);
    if (chart !== undefined) value[chart.id] = chart;
  }
  return { value, diagnostics };
}

/** The charts stage chart by chart, in their order: the next one is begun when it is asked for. */
export async function* renderEach(input: RenderInput, host: Host): AsyncGenerator<ChartOutcome, void> {
  const { charts, data, dataOf = () => data, forms = [] } = input;
  if (charts.length === 0) return;
  const tools = await drawingTools(input, host);
  const grammar = readGrammar(await host.tool.readText(grammarFile));
  for (const written of charts) {
    yield await renderWritten(written, forms, dataOf(), grammar, tools);
  }
}

function formOf({ form: id }: ChartNode, forms: readonly DrawnForm[]): DrawnForm {
  const form = id === undefined ? custom : forms.find((each) => each.id === id);
  if (form === undefined) throw new Error(`no form \`${id}\` was given to draw a chart`);
  return form;
}

/** Checks a chart as its author wrote it, and draws it where it has no fault. */
async function renderWritten(
  written: ChartNode,
  forms: readonly DrawnForm[],
  data: PublishedData,
  grammar: Grammar,
  tools: DrawingTools,
): Promise<ChartOutcome> {
  const published = ownOf(data, written.dataset);
  if (published === undefined) return { diagnostics: [] };
  const broken = new Set<ExceptionRule>();
  const apart = forms.find(({ own }) => own?.draws(written.spec))?.own;
  if (apart !== undefined) return apart.draw(written, atLevel(published, written.level), tools, broken);
  const form = formOf(written, forms);
  const { language, vega } = tools;
  const { parseExpression, normalize } = vega;
  const reading = { grammar, parseExpression, normalize, language };
  const isMirrored = form.isMirrored === true;
  const checked = checkWritten(written, data, { ...reading, isMirrored }, broken);
  if (checked === undefined) return { diagnostics: [] };
  const { dataset, problems, warnings } = checked;
  if (problems.length > 0) return { diagnostics: [...problems, ...warnings] };
  const chart = { ...checked.chart, spec: withoutComposites(checked.chart.spec, dataset, vega.normalize) };
  const rendered = await renderChart(chart, dataset, form, tools, broken);
  return { ...rendered, diagnostics: [...rendered.diagnostics, ...warnings] };
}
