import { mix } from '../../model/chart/colour.js';
import { neutral, type Palette } from '../../model/chart/palette.js';
import { ownOf } from '../../model/own.js';
import { type CalculatedLabels, printCalculatedLabels } from '../calculated-labels.js';
import { askedRows } from '../compose/asked-rows.js';
import { type Composed, compose } from '../compose/compose.js';
import type { Layout } from '../compose/composition.js';
import { withFittedColumns } from '../compose/fitted-columns.js';
import { oneColumn } from '../compose/one-column.js';
import { openWidth } from '../compose/open-width.js';
import { plotsAcross } from '../compose/size.js';
import { withTimeLabels } from '../compose/time-labels.js';
import { axisOf } from '../compose/titles.js';
import type { ChartDataset } from '../datasets/parts.js';
import { custom, type DrawnForm } from '../form.js';
import { type ChartRow, chartRows, rowField } from '../rows.js';
import { clearPoints } from '../scene/clear-points.js';
import { contrastLabels } from '../scene/contrast-labels.js';
import { darkenLabels } from '../scene/darken-labels.js';
import { edgePale } from '../scene/edge-pale.js';
import { printExactLegends } from '../scene/exact-legends.js';
import { fitCellLabels } from '../scene/fit-cell-labels.js';
import { fitStackedLabels } from '../scene/fit-stacked-labels.js';
import { hatchNeighbours } from '../scene/hatch.js';
import { classLabels } from '../scene/label-classes.js';
import { placedItems } from '../scene/scene.js';
import type { Scene } from '../scene/scene-items.js';
import { spreadLabels } from '../scene/spread-labels.js';
import { withoutThinSeparators } from '../scene/thin-parts.js';
import { facetChannels, isObject, type JsonObject, listKeys, toArray, toObject } from '../spec.js';
import { labelSize, theme } from '../theme.js';
import { nextLayout } from './drawn.js';
import { type Frame, frames } from './frame.js';
import type { DrawingTools } from './tools.js';
import type { Drawn, Program } from './vega.js';

/** Channels that a legend may explain. */
const explained = ['color', 'fill', 'stroke', 'shape', 'strokeDash', 'opacity', 'size'];

/**
 * A composed spec without what stands around its marks: axes, legends, heads of panels, titles. It draws the same
 * marks from the same rows, in less than half the time: enough to see what a chart will show.
 */
export function withoutSurroundings(view: JsonObject): JsonObject {
  const { title: _, ...bare } = view;
  const views: Record<string, unknown> = {};
  for (const key of listKeys) {
    if (view[key] !== undefined)
      views[key] = toArray(view[key]).map((each) => withoutSurroundings(toObject(each)));
  }
  if (isObject(view.spec)) views.spec = withoutSurroundings(view.spec);
  if (isObject(view.facet)) {
    views.facet =
      view.facet.field === undefined ? bareChannels(view.facet) : bareChannel('facet', view.facet);
  }
  if (isObject(view.encoding)) views.encoding = bareChannels(view.encoding);
  return { ...bare, ...views };
}

function bareChannels(channels: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(channels).map(([name, channel]) => [
      name,
      isObject(channel) ? bareChannel(name, channel) : channel,
    ]),
  );
}

function bareChannel(name: string, channel: JsonObject): JsonObject {
  if (axisOf(name) !== undefined) return { ...channel, axis: null };
  if (facetChannels.includes(name)) return { ...channel, header: null };
  if (!explained.includes(name)) return channel;
  const { condition } = channel;
  const branch = isObject(condition) ? { condition: { ...condition, legend: null } } : {};
  return { ...channel, ...branch, legend: null };
}

const painted: readonly string[] = ['color', 'fill', 'stroke'];

/** The colours that a spec may call by name, since each house has its own. */
const namedColours = ({ accent, second, soft }: Palette): Readonly<Record<string, string>> => ({
  accent,
  second,
  soft,
  'accent-light': mix(neutral.paper, accent, 0.6),
  'accent-pale': mix(neutral.paper, accent, 0.32),
  'second-light': mix(neutral.paper, second, 0.6),
  'second-pale': mix(neutral.paper, second, 0.32),
  ink: neutral.ink,
  muted: neutral.muted,
  rest: neutral.rest,
});

/** A spec in which every named colour of a mark, condition or channel is that of the house. */
function withHouseColours(spec: JsonObject, palette: Palette): JsonObject {
  const colours = namedColours(palette);
  const named = (value: unknown): unknown =>
    typeof value === 'string' && Object.hasOwn(colours, value) ? colours[value] : value;
  const withRange = (scale: unknown): unknown =>
    isObject(scale) && Array.isArray(scale.range) ? { ...scale, range: scale.range.map(named) } : scale;
  const visit = (value: unknown, isPaint: boolean): unknown => {
    if (Array.isArray(value)) return value.map((each) => visit(each, isPaint));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        if (isPaint && key === 'scale') return [key, withRange(part)];
        const paints = painted.includes(key) || (isPaint && key === 'condition');
        return [key, visit(paints || (isPaint && key === 'value') ? named(part) : part, paints)];
      }),
    );
  };
  return visit(spec, false) as JsonObject;
}

/** A chart as drawn, before it becomes a file. */
export interface Drawing {
  readonly scene: Scene;
  readonly units: Composed['units'];
  readonly layout: Layout;
  /** Its labels that print a cell, in drawing order, by what tells each from the others in every frame. */
  readonly labelled: readonly string[];
  /** Those of its labels that print what it worked out. */
  readonly calculatedLabels: CalculatedLabels;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
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
 * @param passesOver Whether statistics are of those cells that have a number.
 */
export async function drawChart(
  author: JsonObject,
  published: ChartDataset,
  tools: DrawingTools,
  { passesOver = false, form = custom }: { readonly passesOver?: boolean; readonly form?: DrawnForm } = {},
): Promise<FirstDrawing> {
  const dataset = withTimeLabels(published, tools.language);
  const coloured = withHouseColours(author, tools.palette);
  const spec = withFittedColumns(coloured, dataset, tools.textWidth);
  const asked = askedRows(spec, dataset);
  const rowsFor = ({ lineWidth }: Frame): readonly ChartRow[] =>
    chartRows(dataset, asked, tools.language, (label) => tools.textWidth.lines(label, lineWidth, labelSize));
  const made = { dataset, rows: rowsFor(frames.paper), tools, passesOver };
  const first: Layout = { width: frames.paper.width - 40, drawn: {} };
  const { state, ...drawing } = await settle({ ...made, spec, frame: frames.paper }, first);
  return {
    ...drawing,
    async drawFor(frame) {
      const { layout } = drawing;
      const { shown = {} } = layout;
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
  readonly passesOver: boolean;
}

/** A compiled composition, by what tells it from others. */
interface Compiled {
  readonly shape: string;
  readonly program: Program;
}

/** @param known A composition of the same chart that was compiled: the same one is not compiled again. */
async function settle(
  { spec, dataset, rows, frame, tools, passesOver, labelled }: Settling,
  first: Layout,
  known?: Compiled,
): Promise<Drawing & { readonly state: Compiled }> {
  const { vega, locale, textWidth, family, palette } = tools;
  const shared = { spec, dataset, rows, frame, textWidth, palette, parseExpression: vega.parseExpression };
  const look = { config: theme(family, palette, frame), locale };
  // Panels with scales of their own have heads that vega-lite places by their axes.
  const isBare = (shape: string): boolean => layout.reached === undefined && !shape.includes('"independent"');
  const compile = (composed: Composed, shape: string): Program =>
    known?.shape === shape && !frame.isNarrow
      ? known.program
      : vega.compile({
          ...look,
          spec: isBare(shape) ? withoutSurroundings(composed.spec) : composed.spec,
        });
  let layout = first;
  let composed = compose({ ...shared, layout });
  let shape = shapeOf(composed);
  let program = compile(composed, shape);
  let resize: Drawn['resize'];
  for (let drawings = first.reached === undefined ? 1 : 2; ; drawings++) {
    const drawn = await (resize?.(layout.width) ?? vega.draw(program, layout.width, textWidth));
    const { scene, warnings } = drawn;
    const next = nextLayout({ layout, spec, dataset, frame }, scene, composed.units);
    const again = compose({ ...shared, layout: next });
    const nextShape = shapeOf(again);
    const isSame = drawings > 1 && shape === nextShape;
    const isSettled = isSame && (layout.width === next.width || !shape.includes(String(openWidth)));
    if (drawings === mostDrawings || isSettled) {
      const { units } = composed;
      const made = { spec, units, dataset, passesOver, tools };
      const finished = await finishDrawing(scene, made, labelled);
      return { ...finished, units, layout: next, warnings, state: { shape, program } };
    }
    [layout, composed] = [next, again];
    // Another width needs no other program, nor all of a drawing.
    resize = isSame ? drawn.resize : undefined;
    if (resize === undefined) scene.dispose();
    if (!isSame) program = compile(again, nextShape);
    shape = nextShape;
  }
}

/** All that makes two compositions of one chart differ; their rows are the same. */
function shapeOf({ spec }: Composed): string {
  return JSON.stringify(spec, (key, value: unknown) => (key === 'data' ? undefined : value));
}

/** Mends in the finished scene what vega has no setting for, and prints it. */
async function finishDrawing(
  scene: Scene,
  drawn: Parameters<typeof printCalculatedLabels>[1],
  first?: readonly string[],
): Promise<Pick<Drawing, 'scene' | 'svg' | 'width' | 'height' | 'labelled' | 'calculatedLabels'>> {
  const { units, dataset } = drawn;
  const { language, textWidth } = drawn.tools;
  const calculatedLabels = printCalculatedLabels(scene, drawn);
  printExactLegends(scene, language, textWidth);
  centreAxisLabels(scene);
  darkenLabels(scene);
  fitCellLabels(scene, units);
  fitStackedLabels(scene, units);
  contrastLabels(scene);
  spreadLabels(scene, scene.size.height);
  const labelled = classLabels(scene, units, dataset, calculatedLabels, first);
  withoutThinSeparators(scene, units);
  edgePale(scene, units);
  clearPoints(scene, units);
  const printHatch = hatchNeighbours(scene, units, dataset);
  const svg = printHatch(await scene.toSvg());
  scene.dispose();
  return { scene, svg, labelled, calculatedLabels, ...scene.size };
}

/**
 * Centres axis labels of several lines on their tick, where vega puts the first line. Changes the items of the
 * scene; print it afterwards.
 */
function centreAxisLabels(scene: Scene): void {
  for (const { item, mark } of placedItems(scene)) {
    if (mark.role !== 'axis-label' || !Array.isArray(item.text) || (item.angle ?? 0) !== 0) continue;
    // Those that stand above their mark end there.
    const part = item.baseline === 'middle' ? 0.5 : item.baseline === 'bottom' ? 1 : 0;
    const shift = -(item.text.length - 1) * (item.lineHeight ?? 0) * part;
    if (shift === 0) continue;
    item.y = (item.y ?? 0) + shift;
    item.bounds.translate(0, shift);
  }
}
