import type { PublishedDataset } from '../datasets/dataset.js';
import type { Language } from '../language/language.js';
import { centreAxisLabels } from './centre-labels.js';
import { type Composed, compose, type Layout } from './compose.js';
import { darkenLabels } from './darken-labels.js';
import { nextLayout, sameLayout } from './drawn.js';
import { vegaLocale } from './locale.js';
import { chartRows } from './rows.js';
import type { JsonObject } from './spec.js';
import { spreadLabels } from './spread-labels.js';
import { createTextWidth, type FontMetrics } from './text-width.js';
import { chartWidth, theme } from './theme.js';
import type { Scene, Vega } from './vega.js';

/** What every chart of a report is drawn with. */
export interface DrawingTools {
  readonly vega: Vega;
  readonly language: Language;
  readonly metrics: FontMetrics;
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

/** A chart settles in three or four drawings: what is shown, how wide its labels are, and the rest. */
const mostDrawings = 6;

/**
 * Draws a checked spec until its layout is settled: the order and colours depend on what is shown, and the width
 * of the plot on the labels around it. Throws when vega refuses the spec.
 */
export async function drawChart(
  spec: JsonObject,
  dataset: PublishedDataset,
  { vega, language, metrics }: DrawingTools,
): Promise<Drawing> {
  const rows = chartRows(dataset, language);
  const textWidth = createTextWidth(metrics);
  const shared = { spec, dataset, rows, textWidth, parseExpression: vega.parseExpression };
  const look = { config: theme(metrics.family), locale: vegaLocale(language.tag) };
  let layout: Layout = { width: chartWidth - 40, drawn: {} };
  for (let drawings = 1; ; drawings++) {
    const composed = compose({ ...shared, layout });
    const { scene, warnings } = await vega.draw({ ...look, spec: composed.spec }, metrics);
    const { width, height } = svgSize(await scene.toSvg());
    const next = nextLayout({ layout, spec, dataset }, scene, width, composed.units);
    if (drawings === mostDrawings || sameLayout(layout, next)) {
      centreAxisLabels(scene);
      darkenLabels(scene);
      spreadLabels(scene, height);
      const svg = await scene.toSvg();
      scene.dispose();
      return { scene, units: composed.units, layout: next, svg, ...svgSize(svg), warnings };
    }
    scene.dispose();
    layout = next;
  }
}

function svgSize(svg: string): { readonly width: number; readonly height: number } {
  const size = (name: string): number =>
    Number(new RegExp(`^<svg [^>]*\\b${name}="([\\d.]+)"`).exec(svg)?.[1] ?? 0);
  return { width: size('width'), height: size('height') };
}
