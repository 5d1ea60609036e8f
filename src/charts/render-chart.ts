import type { DiagnosticCode } from '../diagnostic-codes.js';
import type { OtherDrawing, RenderedChart } from '../model/chart/chart.js';
import type { ExceptionRule } from '../model/chart/exceptions.js';
import type { PublishedDataset } from '../model/dataset/dataset.js';
import type { ChartNode } from '../model/tree/nodes.js';
import { phrase } from '../problems/problem.js';
import { checkContext, unusedExceptions } from './check/context.js';
import { checkDrawing } from './check/drawing.js';
import { judgeChoices } from './choices.js';
import { withTimeLabels } from './compose/time-labels.js';
import type { ChartDataset } from './datasets/parts.js';
import { type Drawing, drawChart, type FirstDrawing } from './drawing/draw.js';
import { frames } from './drawing/frame.js';
import { sealOther } from './drawing/seal-svg.js';
import type { DrawingTools } from './drawing/tools.js';
import { finishChart } from './finish.js';
import type { ChartOutcome, DrawnForm } from './form.js';
import { type CellsOfRow, withMarkCells } from './scene/mark-rows.js';
import { cutLabels, overlappingLabels, sceneLabels } from './scene/scene.js';

/** What vega-lite says where it does what is meant: layers share a domain or a legend, a step has no bands. */
const harmless = /^(?:Infinite extent|The step for|Conflicting .*Using)/;

/** Draws a checked chart, looks at what was drawn, and puts it into words; or says what is wrong with it. */
export async function renderChart(
  chart: ChartNode,
  dataset: ChartDataset,
  form: DrawnForm,
  tools: DrawingTools,
  broken: Set<ExceptionRule>,
): Promise<ChartOutcome> {
  const { language, vega } = tools;
  let drawing: FirstDrawing;
  try {
    drawing = await drawChart(chart.spec, dataset, tools, chart, form);
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    return refused(chart, 'chart/render', phrase('chart/render.failure', { said }));
  }
  const options = { ...tools, isMirrored: form.isMirrored === true };
  const context = checkContext(chart, dataset, vega.parseExpression, broken, options);
  const { scene, units, layout, width, height } = drawing;
  const labelled = withTimeLabels(dataset, language);
  checkDrawing({ scene, units, ...layout, labelled, language }, context);
  if (context.diagnostics.length > 0) return { diagnostics: context.diagnostics };
  const labels = sceneLabels(scene);
  const choices = judgeChoices({ chart, form, dataset, units, layout, labels, width, height }, context);
  const unused = unusedExceptions(chart, broken);
  if (unused.length > 0) return { diagnostics: unused };
  // Vega warns of the scale of a layer without rows; the other layers decide on it.
  const warning = drawing.warnings.find((text) => !harmless.test(text));
  if (warning !== undefined) return refused(chart, 'chart/spec', phrase('chart/spec.part', { warning }));
  const accepted = { chart, form, dataset: labelled, drawing };
  const finished = finishChart(accepted, tools);
  if (finished === undefined) return refused(chart, 'chart/render', phrase('chart/render.outside'));
  const { cellsOf } = finished;
  return { chart: await withOthers(finished.chart, { ...accepted, cellsOf }, tools), diagnostics: choices };
}

async function withOthers(
  finished: RenderedChart,
  accepted: Omit<Parameters<typeof otherDrawings>[0], 'description'>,
  tools: DrawingTools,
): Promise<RenderedChart> {
  if (!tools.allFrames) return finished;
  const { description } = finished;
  return { ...finished, others: await otherDrawings({ ...accepted, description }, tools) };
}

const refused = (chart: ChartNode, code: DiagnosticCode, message: string): ChartOutcome => ({
  diagnostics: [{ severity: 'error', code, message, position: chart.at }],
});

/** A chart whose first drawing has no fault. */
interface Charted {
  readonly chart: ChartNode;
  readonly form: DrawnForm;
  /** As the chart labels it. */
  readonly dataset: PublishedDataset;
  readonly drawing: FirstDrawing;
  readonly description: string;
  readonly cellsOf: CellsOfRow;
}

/**
 * The drawings of a chart for a wide window and for a phone. Each is held to the rules of the first, and none of its
 * labels may be cut or lie over another. A frame for which a chart has no such drawing gets the first one.
 */
async function otherDrawings(charted: Charted, tools: DrawingTools): Promise<readonly OtherDrawing[]> {
  const found: OtherDrawing[] = [];
  for (const frame of ['desk', 'phone'] as const) {
    const drawing = await charted.drawing.drawFor(frames[frame]);
    const other = drawing && finishOther(drawing, frame, charted, tools);
    if (other !== undefined) found.push(other);
  }
  return found;
}

function finishOther(
  drawing: Drawing,
  frame: OtherDrawing['frame'],
  { chart, form, dataset, description, drawing: first, cellsOf }: Charted,
  tools: DrawingTools,
): OtherDrawing | undefined {
  const { language, vega } = tools;
  const { scene, units, width, height, layout } = drawing;
  const labels = sceneLabels(scene);
  const mostOver = overlappingLabels(sceneLabels(first.scene)).length;
  if (cutLabels({ labels, width, height }).length > 0 || overlappingLabels(labels).length > mostOver)
    return undefined;
  const options = { ...tools, isMirrored: form.isMirrored === true };
  const context = checkContext(chart, dataset, vega.parseExpression, new Set(), options);
  checkDrawing({ scene, units, ...layout, labelled: dataset, language }, context);
  const svg = sealOther(withMarkCells(drawing.svg, cellsOf), { id: chart.id, description }, frame);
  if (context.diagnostics.length > 0 || svg === undefined) return undefined;
  return { frame, svg, width, height, labels };
}
