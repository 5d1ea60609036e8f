import type { ChartFlow } from '../../model/chart/flow.js';
import { ownOf } from '../../model/own.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { askedRows } from '../compose/asked-rows.js';
import { type ComposedSpec, composeSpec } from '../compose/compose-spec.js';
import type { DrawnLayout, Layout } from '../compose/composition.js';
import { withFittedColumns } from '../compose/fitted-columns.js';
import { openWidth } from '../compose/open-width.js';
import { oneColumn, withHouseColours, withoutSurroundings } from '../compose/rewrites.js';
import { plotsAcross } from '../compose/size.js';
import { withTimeLabels } from '../compose/time-labels.js';
import type { ChartDataset } from '../datasets/parts.js';
import { flowOf } from '../flow.js';
import { custom, type DrawnForm } from '../form.js';
import { nowhere } from '../provenance/deriving.js';
import { passesOver } from '../provenance/numbers.js';
import { type ChartRow, chartRows, rowField } from '../rows.js';
import { type PrintedScene, printScene } from '../scene/print-scene.js';
import type { JsonObject } from '../spec.js';
import { labelSize, theme } from '../theme.js';
import { nextLayout } from './drawn.js';
import { type Frame, frames } from './frame.js';
import type { DrawingTools } from './tools.js';
import type { Drawn, Program } from './vega.js';

/** A chart as drawn, before it becomes a file. */
export interface Drawing extends PrintedScene {
  readonly units: ComposedSpec['units'];
  readonly layout: DrawnLayout;
  /** By which Vega calculates again what it calculated. */
  readonly flow: () => ChartFlow;
  /** What vega says about the spec, in its own words. */
  readonly warnings: readonly string[];
}

/** A chart settles in two or three drawings: what is shown, how wide its labels are, and the rest. */
const mostDrawings = 6;

/** A chart in its first frame, and what draws it in others. */
export interface FirstDrawing extends Drawing {
  /**
   * The same marks and labels for another frame; undefined where that would draw the same, or cannot draw them all. What is shown is known, so that it takes one drawing
   * less, and of a frame that only is wider none but the drawing itself.
   */
  drawFor(frame: Frame): Promise<Drawing | undefined>;
}

/**
 * Draws a checked spec until its layout is settled: the order and colours depend on what is shown, and the width
 * of the plot on the labels around it. Throws when vega refuses the spec.
 *
 * @param chart Whose spec it is.
 */
export async function drawChart(
  author: JsonObject,
  published: ChartDataset,
  tools: DrawingTools,
  chart: Settling['chart'] = { id: '' },
  form: DrawnForm = custom,
): Promise<FirstDrawing> {
  const dataset = withTimeLabels(published, tools.language);
  const coloured = withHouseColours(author, tools.palette);
  const spec = withFittedColumns(coloured, dataset, tools.textWidth);
  const asked = askedRows(spec, dataset);
  const rowsFor = ({ lineWidth }: Frame): readonly ChartRow[] =>
    chartRows(dataset, asked, tools.language, (label) => tools.textWidth.lines(label, lineWidth, labelSize));
  const made = { dataset, rows: rowsFor(frames.paper), tools, chart };
  const first: Layout = { width: frames.paper.width - 40, drawn: {} };
  const { state, ...drawing } = await settle({ ...made, spec, frame: frames.paper }, first);
  return {
    ...drawing,
    async drawFor(frame) {
      const { layout } = drawing;
      const { shown } = layout;
      const own = frame.isNarrow
        ? oneColumn(spec, (field) => ownOf(shown, String(field))?.length ?? 1, form.isMirrored)
        : spec;
      const wider = (frame.width - frames.paper.width) / plotsAcross(spec, shown);
      const width = frame.isNarrow ? (frame.width - 30) / plotsAcross(own, shown) : layout.width + wider;
      if (!frame.isNarrow && !state.shape.includes(String(openWidth))) return undefined;
      const { state: _, ...other } = await settle(
        {
          ...made,
          ...(frame.isNarrow && { rows: rowsFor(frame) }),
          spec: own,
          frame,
          labelled: drawing.labelled,
        },
        { ...layout, width: Math.floor(width) },
        state,
      );
      return sameOf(drawing, other) ? other : undefined;
    },
  };
}

/** True where two drawings have the same marks of the same rows, and the same labels. */
function sameOf(one: Drawing, other: Drawing): boolean {
  const contents = ({ units, layout: { drawn }, labelled }: Drawing): string =>
    JSON.stringify([
      units.map(({ name }) => (drawn[name] ?? []).map((datum) => `${datum[rowField]}`).sort()),
      [...labelled].sort(),
    ]);
  return contents(one) === contents(other);
}

interface Settling {
  /** The labels of the first drawing, whose places are the keys of those of others. */
  readonly labelled?: readonly string[];
  readonly spec: JsonObject;
  readonly dataset: ChartDataset;
  readonly rows: readonly ChartRow[];
  readonly frame: Frame;
  readonly tools: DrawingTools;
  readonly chart: Pick<ChartNode, 'id' | 'allowed'>;
}

/** A compiled composition, by what tells it from others. */
interface Compiled {
  readonly shape: string;
  readonly program: Program;
}

/** @param known A composition of the same chart that was compiled: for a wide frame the same one is not compiled again. */
async function settle(
  { spec, dataset, rows, frame, tools, chart, labelled }: Settling,
  first: Layout,
  known?: Compiled,
): Promise<Drawing & { readonly state: Compiled }> {
  const { vega, locale, textWidth, family, palette, precision } = tools;
  const shared = { spec, dataset, rows, frame, textWidth, palette, parseExpression: vega.parseExpression };
  const numbers = { dataset, precision, passesOver: passesOver(chart), at: nowhere };
  const look = { config: theme(family, palette, frame), locale, numbers };
  // Panels with scales of their own have heads that vega-lite places by their axes.
  const isBare = (shape: string): boolean => layout.reached === undefined && !shape.includes('"independent"');
  const compile = (composed: ComposedSpec, shape: string): Program =>
    known?.shape === shape && !frame.isNarrow
      ? known.program
      : vega.compile({
          ...look,
          spec: isBare(shape) ? withoutSurroundings(composed.spec) : composed.spec,
        });
  let layout = first;
  let composed = composeSpec({ ...shared, layout });
  let shape = shapeOf(composed);
  let program = compile(composed, shape);
  let resize: Drawn['resize'];
  for (let drawings = first.reached === undefined ? 1 : 2; ; drawings++) {
    const drawn = await (resize?.(layout.width) ?? vega.draw(program, layout.width, textWidth));
    const { scene, warnings } = drawn;
    const next = nextLayout({ layout, spec, dataset, frame }, scene, composed.units);
    const again = composeSpec({ ...shared, layout: next });
    const nextShape = shapeOf(again);
    const isSame = drawings > 1 && shape === nextShape;
    const isSettled = isSame && (layout.width === next.width || !shape.includes(String(openWidth)));
    if (drawings === mostDrawings || isSettled) {
      const { units } = composed;
      const made = { spec, units, dataset, chart, tools };
      const finished = await printScene(scene, made, labelled);
      const flow = (): ChartFlow => flowOf(program.spec, chart.id, vega, dataset);
      return { ...finished, units, layout: next, warnings, flow, state: { shape, program } };
    }
    [layout, composed] = [next, again];
    // Another width needs no other program, nor all of a drawing.
    resize = isSame ? drawn.resize : undefined;
    if (resize === undefined) scene.dispose();
    if (!isSame) program = compile(again, nextShape);
    shape = nextShape;
  }
}

/** All that makes two compositions of one chart for a wide frame differ, since their rows are the same. */
function shapeOf({ spec }: ComposedSpec): string {
  return JSON.stringify(spec, (key, value: unknown) => (key === 'data' ? undefined : value));
}
