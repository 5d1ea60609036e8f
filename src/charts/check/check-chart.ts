import type { Diagnostic } from '../../diagnostics.js';
import type { ExceptionRule } from '../../model/chart/exceptions.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { type AskedRow, askedRows } from '../compose/asked-rows.js';
import { withoutComposites } from '../composite/expand.js';
import { joinDatasets } from '../datasets/join.js';
import { type ChartDataset, type LookupProblem, partNamed } from '../datasets/parts.js';
import type { Vega } from '../drawing/vega.js';
import { adopt, houseWarning } from '../grammar/adopt.js';
import type { Grammar } from '../grammar/grammar.js';
import { inHouseStyle, withConfigDefaults, withOperationTitles } from '../grammar/house-style.js';
import { limits } from '../limits.js';
import { viewsIn } from '../spec.js';
import { type CheckContext, checkContext, positionOf, report } from './context.js';
import { hold, partsOf, type SpecRule } from './rule.js';
import { axesWithTitles, axisLines, legendsWithTitles } from './rules/axes.js';
import {
  beforePanels,
  inheritedChannels,
  namedLayers,
  oneLevel,
  oneUnitOnAxis,
  plainNames,
} from './rules/datasets.js';
import {
  constants,
  endOfBars,
  slicesInTurn,
  stackFromZero,
  unmoved,
  wedges,
  wholeCircle,
  zeroUnderBars,
} from './rules/lengths.js';
import {
  barsOfOneWidth,
  endsOfPlot,
  evenSteps,
  forward,
  linesThroughTime,
  moreForMore,
  numbersAsNumbers,
  oneScaleForAxis,
  oneScaleSideBySide,
  panelsForward,
  timeForward,
} from './rules/scales.js';
import { barsBeside } from './rules/series.js';
import { stackedMeasures, sumsWithoutTotals } from './rules/stacks.js';
import { extentOfStatistics } from './rules/statistics.js';
import { sumsOfAll, sumsOfRates } from './rules/sums.js';
import { checkView, fieldsInScope } from './view.js';

/** A chart as its author wrote it, read and checked. */
export interface CheckedChart {
  /** As it is drawn, where nothing is wrong with it. */
  readonly chart: ChartNode;
  /** What it draws. */
  readonly dataset: ChartDataset;
  readonly problems: readonly Diagnostic[];
  /** What is left out of it. */
  readonly warnings: readonly Diagnostic[];
}

/** What charts are checked with, in the language of the report, in which axes bear the names of operations. */
interface Checking
  extends Pick<CheckContext, 'language'>,
    Partial<Pick<CheckContext, 'isMirrored'>>,
    Pick<Vega, 'parseExpression' | 'normalize'> {}

/** What charts are read with. */
export interface Reading extends Checking {
  readonly grammar: Grammar;
}

/**
 * Reads a chart by the grammar of Vega-Lite and checks what it says. Undefined where a dataset of it is not there.
 *
 * @param broken Takes the rules that the chart breaks where it may.
 */
export function checkWritten(
  written: ChartNode,
  data: PublishedData,
  { grammar, ...checking }: Reading,
  broken: Set<ExceptionRule> = new Set(),
): CheckedChart | undefined {
  const { chart: adopted, errors, warnings } = adopt(written, grammar);
  const joined = joinDatasets(adopted, data);
  if (joined === undefined) return undefined;
  // A chart that is too deep or long is read no further.
  if (errors.some(({ code }) => code === 'chart/limit')) return { ...joined, problems: errors, warnings };
  const { dataset } = joined;
  const positions = { ...joined.chart.positions };
  const standard = withConfigDefaults(joined.chart.spec, dataset, positions);
  const { spec, pointers } = inHouseStyle(standard, dataset);
  const chart = { ...joined.chart, positions, spec: withOperationTitles(spec, dataset, checking.language) };
  const found = checkChart(chart, dataset, checking, broken);
  const isTold = ({ position }: Diagnostic): boolean =>
    found.some((known) => known.position.line === position.line && known.position.column === position.column);
  return {
    chart,
    dataset,
    problems: [...errors.filter((error) => !isTold(error)), ...found],
    warnings: [...warnings, ...houseWarning(chart, pointers)],
  };
}

/** Marks that stand for a statistic, before they are written out as the marks that draw it. */
const statistics: readonly SpecRule[] = [extentOfStatistics];

/** What the parts of a specification mean, once each is known to be one; composite marks are written out. */
const meaning: readonly SpecRule[] = [
  zeroUnderBars,
  stackFromZero,
  endOfBars,
  wedges,
  slicesInTurn,
  wholeCircle,
  inheritedChannels,
  oneUnitOnAxis,
  namedLayers,
  beforePanels,
  oneLevel,
  constants,
  unmoved,
  axisLines,
  barsBeside,
  plainNames,
  axesWithTitles,
  legendsWithTitles,
  evenSteps,
  endsOfPlot,
  forward,
  numbersAsNumbers,
  timeForward,
  panelsForward,
  linesThroughTime,
  moreForMore,
  barsOfOneWidth,
  oneScaleForAxis,
  oneScaleSideBySide,
  stackedMeasures,
  sumsWithoutTotals,
  sumsOfRates,
  sumsOfAll,
];

/** Checks the lookups of a chart, and that one row was found for each row that it asks for. */
function checkLookups(asked: readonly AskedRow[], context: CheckContext): void {
  for (const { problems, lost } of context.dataset.lookups ?? []) {
    const first = asked.map(({ index }) => lost.get(index)).find((problem) => problem !== undefined);
    for (const problem of problems) tell(problem, context);
    if (first !== undefined) tell(first, context);
  }
}

const tell = ({ pointer, ...found }: LookupProblem, { chart, diagnostics }: CheckContext): void =>
  void diagnostics.push({ ...found, position: positionOf(chart, pointer) });

/**
 * Checks a chart before anything is drawn and returns every problem: unknown keys, fields and categories, data of its
 * own, expressions that reach outside, numbers written by hand, and sizes past the limits.
 *
 * @param broken Takes the rules that the chart breaks where it may.
 */
export function checkChart(
  chart: ChartNode,
  dataset: ChartDataset,
  { parseExpression, normalize, ...ofReport }: Checking,
  broken: Set<ExceptionRule> = new Set(),
): readonly Diagnostic[] {
  const context = checkContext(chart, dataset, parseExpression, broken, ofReport);
  const part = partNamed(dataset, undefined);
  const scope = fieldsInScope(part?.fields ?? dataset.fields, part?.looked);
  const asked = askedRows(chart.spec, dataset);
  checkLookups(asked, context);
  if (asked.length > limits.rows) {
    report(context, '', 'chart/limit.rows', { count: asked.length, name: dataset.name, rows: limits.rows });
  }
  const views = viewsIn(chart.spec).length;
  if (views > limits.views) {
    report(context, '', 'chart/limit.views', { views, limitsViews: limits.views });
  } else checkView(chart.spec, '', scope, context);
  if (context.diagnostics.length === 0) hold(statistics, partsOf(chart.spec, dataset), context);
  if (context.diagnostics.length === 0) {
    // What its parts mean, once each is known to be one; composite marks are written out.
    const spec = withoutComposites(chart.spec, dataset, normalize);
    hold(meaning, partsOf(spec, dataset), { ...context, chart: { ...chart, spec } });
  }
  return context.diagnostics;
}
