import type { Diagnostic } from '../diagnostics.js';
import type { RenderedChart } from '../model/chart/chart.js';
import type { ExceptionRule } from '../model/chart/exceptions.js';
import type { Field, PublishedDataset, Row } from '../model/dataset/dataset.js';
import { exactIn } from '../model/dataset/value.js';
import { add, type Exact, toDouble, zero } from '../model/exact.js';
import type { ChartNode } from '../model/tree/nodes.js';
import { isCount } from '../model/unit.js';
import type { ChartFacts } from './alternative/facts.js';
import type { Kind } from './alternative/kind.js';
import type { Description, Telling } from './alternative/telling.js';
import type { UnitDatums } from './compose/composition.js';
import type { DrawingTools } from './drawing/tools.js';
import type { CalculatedChannel } from './provenance/numbers.js';
import type { Unit } from './unit.js';

/** Below so many things, what a histogram shows more than bars is chance. */
export const fewestInHistogram = 100;

/** How many things the cells of a measure count together; no end of them where it counts none, or one is not known. */
export function thingsCounted(measure: Field, rows: readonly Row[]): number {
  const numbers = rows.map(({ measures }) => exactIn(measures[measure.name]));
  if (!isCount(measure) || measure.additive === false || numbers.includes(undefined)) return Infinity;
  return toDouble(numbers.reduce<Exact>((sum, each) => add(sum, each ?? zero), zero));
}

/** What a plot was drawn from, for charts whose numbers only the drawing knows. */
export interface DrawnPlot {
  readonly units: readonly Unit[];
  readonly drawn: UnitDatums;
  readonly channels: readonly CalculatedChannel[];
}

/** What came of one chart: the chart with warnings, or what is wrong with it. */
export interface ChartOutcome {
  readonly chart?: RenderedChart;
  readonly diagnostics: readonly Diagnostic[];
}

/** How a form draws charts that are no views of Vega-Lite. */
export interface OwnDrawing {
  /** True for the spec of such a chart, whoever wrote it. */
  draws(spec: ChartNode['spec']): boolean;
  /** Checks, draws and tells a chart. Exceptions that it comes to are added to `broken`. */
  draw(
    chart: ChartNode,
    dataset: PublishedDataset,
    tools: DrawingTools,
    broken: Set<ExceptionRule>,
  ): Promise<ChartOutcome>;
}

/** What a form of chart knows of its drawings that their marks do not say. */
export interface DrawnForm {
  readonly id: string;
  /** What the text alternative calls a plot; undefined where its marks say it. */
  kind?(facts: ChartFacts): Kind | undefined;
  /** What is said of a plot; undefined where it is told as other plots of its marks are. */
  describe?(facts: ChartFacts, plot: DrawnPlot, telling: Telling): Description | undefined;
  /** The facts of all plots together where they are told as one; undefined where each is told by itself. */
  joined?(plots: readonly ChartFacts[], dataset: PublishedDataset): ChartFacts | undefined;
  /**
   * True of two plots that are one scale with zero in its middle, of which the left one runs to the left. They end at the same
   * number, and stay side by side on a phone: apart they could not be compared.
   */
  readonly isMirrored?: true;
  /** Absent where Vega-Lite draws it. */
  readonly own?: OwnDrawing;
}

/** The form of a chart that was written by hand: all that is known of it is what its marks say. */
export const custom: DrawnForm = { id: 'custom' };
