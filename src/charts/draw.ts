import type { Language } from '../language/language.js';
import type { PublishedDataset } from '../model/dataset.js';
import type { Palette } from '../model/palette.js';
import type { Precision } from '../model/precision.js';
import { centreAxisLabels } from './centre-labels.js';
import { type Composed, compose } from './compose.js';
import type { Layout } from './composition.js';
import { contrastLabels } from './contrast-labels.js';
import { darkenLabels } from './darken-labels.js';
import { nextLayout } from './drawn.js';
import { withHouseColours } from './house-colours.js';
import { classLabels } from './label-classes.js';
import type { VegaLocale } from './locale.js';
import { openWidth } from './open-width.js';
import { chartRows } from './rows.js';
import type { JsonObject } from './spec.js';
import { spreadLabels } from './spread-labels.js';
import { withoutSurroundings } from './surroundings.js';
import type { TextWidth } from './text-width.js';
import { chartWidth, theme } from './theme.js';
import { withTimeLabels } from './time-labels.js';
import type { Scene, Vega } from './vega.js';

/** What every chart of a report is drawn with. */
export interface DrawingTools {
  readonly vega: Vega;
  /** Of the language, as vega takes it. */
  readonly locale: VegaLocale;
  readonly language: Language;
  /** The measure of the report's font, which remembers what it has measured. */
  readonly textWidth: TextWidth;
  readonly family: string;
  /** Of the publisher's house. */
  readonly palette: Palette;
  /** How exactly percentages are printed. */
  readonly precision: Precision;
}

/** A chart as drawn, before it becomes a file. */
export interface Drawing {
  readonly scene: Scene;
  readonly units: Composed['units'];
  readonly layout: Layout;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** What vega says about the spec, in its own words. */
  readonly warnings: readonly string[];
}

/** A chart settles in two or three drawings: what is shown, how wide its labels are, and the rest. */
const mostDrawings = 6;

/**
 * Draws a checked spec until its layout is settled: the order and colours depend on what is shown, and the width
 * of the plot on the labels around it. Throws when vega refuses the spec.
 */
export async function drawChart(
  author: JsonObject,
  published: PublishedDataset,
  { vega, language, locale, textWidth, family, palette }: DrawingTools,
): Promise<Drawing> {
  const spec = withHouseColours(author, palette);
  const dataset = withTimeLabels(published, language);
  const rows = chartRows(dataset, language);
  const shared = {
    spec,
    dataset,
    rows,
    textWidth,
    palette,
    parseExpression: vega.parseExpression,
  };
  const look = { config: theme(family, palette), locale };
  let layout: Layout = { width: chartWidth - 40, drawn: {} };
  let composed = compose({ ...shared, layout });
  let program = vega.compile({ ...look, spec: withoutSurroundings(composed.spec) });
  for (let drawings = 1; ; drawings++) {
    const { scene, warnings } = await vega.draw(program, layout.width, textWidth);
    const next = nextLayout({ layout, spec, dataset }, scene, composed.units);
    const again = compose({ ...shared, layout: next });
    const isSame = drawings > 1 && shapeOf(composed) === shapeOf(again);
    const isSettled = isSame && (layout.width === next.width || !shapeOf(again).includes(String(openWidth)));
    if (drawings === mostDrawings || isSettled) {
      const { units } = composed;
      return { ...(await finishDrawing(scene, units, dataset)), units, layout: next, warnings };
    }
    scene.dispose();
    // Another width needs no other program.
    if (!isSame) program = vega.compile({ ...look, spec: again.spec });
    [layout, composed] = [next, again];
  }
}

/** All that makes two compositions of one chart differ; their rows are the same. */
function shapeOf({ spec: { data: _, ...spec } }: Composed): string {
  return JSON.stringify(spec);
}

/** Mends in the finished scene what vega has no setting for, and prints it. */
async function finishDrawing(
  scene: Scene,
  units: Composed['units'],
  dataset: PublishedDataset,
): Promise<Pick<Drawing, 'scene' | 'svg' | 'width' | 'height'>> {
  centreAxisLabels(scene);
  darkenLabels(scene);
  contrastLabels(scene);
  spreadLabels(scene, scene.size.height);
  classLabels(scene, units, dataset);
  const svg = await scene.toSvg();
  scene.dispose();
  return { scene, svg, ...scene.size };
}
