import type { OtherDrawing } from '../../model/chart/chart.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { checkContext } from '../check/context.js';
import { checkDrawing } from '../check/drawing.js';
import type { DrawnForm } from '../form.js';
import { cutLabels, overlappingLabels, sceneLabels } from '../scene/scene.js';
import type { Drawing, FirstDrawing } from './draw.js';
import { frames } from './frame.js';
import { sealOther } from './seal-svg.js';
import type { DrawingTools } from './tools.js';

/** A chart whose first drawing has no fault. */
interface Charted {
  readonly chart: ChartNode;
  readonly form: DrawnForm;
  /** As the chart labels it. */
  readonly dataset: PublishedDataset;
  readonly drawing: FirstDrawing;
  readonly description: string;
}

/**
 * The drawings of a chart for a wide window and for a phone. Each is held to the rules of the first, and none of its
 * labels may be cut or lie over another. A frame for which a chart has no such drawing gets the first one.
 */
export async function otherDrawings(charted: Charted, tools: DrawingTools): Promise<readonly OtherDrawing[]> {
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
  { chart, form, dataset, description, drawing: first }: Charted,
  tools: DrawingTools,
): OtherDrawing | undefined {
  const { language, vega } = tools;
  const { scene, units, width, height, layout } = drawing;
  const { drawn, shown = {}, reached = drawn } = layout;
  const labels = sceneLabels(scene);
  const mostOver = overlappingLabels(sceneLabels(first.scene)).length;
  if (cutLabels({ labels, width, height }).length > 0 || overlappingLabels(labels).length > mostOver)
    return undefined;
  const options = { ...tools, isMirrored: form.isMirrored === true };
  const context = checkContext(chart, dataset, vega.parseExpression, new Set(), options);
  checkDrawing({ scene, units, drawn, shown, reached, labelled: dataset, language }, context);
  const svg = sealOther(drawing.svg, { id: chart.id, description }, frame);
  if (context.diagnostics.length > 0 || svg === undefined) return undefined;
  return { frame, svg, width, height, labels };
}
