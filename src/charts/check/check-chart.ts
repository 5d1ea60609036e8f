import type { Diagnostic } from '../../diagnostics.js';
import type { ExceptionRule } from '../../model/chart/exceptions.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { type AskedRow, askedRows } from '../compose/asked-rows.js';
import { withoutComposites } from '../composite/expand.js';
import { type ChartDataset, type LookupProblem, partNamed } from '../datasets/parts.js';
import type { Vega } from '../drawing/vega.js';
import { limits } from '../limits.js';
import { childViews, type JsonObject } from '../spec.js';
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
  void diagnostics.push({ severity: 'error', ...found, position: positionOf(chart, pointer) });

/**
 * Checks a chart before anything is drawn and returns every problem: unknown keys, fields and categories, data of its
 * own, expressions that reach outside, numbers written by hand, and sizes past the limits.
 *
 * @param broken Takes the rules that the chart breaks where it may.
 */
export function checkChart(
  chart: ChartNode,
  dataset: ChartDataset,
  {
    parseExpression,
    normalize,
    ...ofReport
  }: Pick<CheckContext, 'language'> &
    Partial<Pick<CheckContext, 'isMirrored'>> &
    Pick<Vega, 'parseExpression' | 'normalize'>,
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
  const views = countViews(chart.spec);
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

/** Stops counting past the limit, so that a spec of any depth is cheap to refuse. */
function countViews(view: JsonObject): number {
  let count = 0;
  const open = [{ view, pointer: '' }];
  for (let next = open.pop(); next !== undefined && count <= limits.views; next = open.pop()) {
    count += 1;
    for (const each of childViews(next.view, next.pointer)) open.push(each);
  }
  return count;
}
