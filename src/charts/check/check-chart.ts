import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { ExceptionRule } from '../../model/exceptions.js';
import type { ChartNode } from '../../model/nodes.js';
import { askedRows } from '../asked-rows.js';
import { withoutComposites } from '../composite/expand.js';
import { type ChartDataset, partNamed } from '../datasets/parts.js';
import { limits } from '../limits.js';
import { childViews, type JsonObject } from '../spec.js';
import type { Vega } from '../vega.js';
import { checkArcs } from './arcs.js';
import { checkAxisLines } from './axis-lines.js';
import { checkBaseline } from './baseline.js';
import { checkComposites } from './composite.js';
import { checkConstants } from './constants.js';
import { type CheckContext, checkContext, report } from './context.js';
import { checkDatasets } from './datasets.js';
import { checkLevels } from './levels.js';
import { checkLookups } from './lookups.js';
import { checkCovered } from './named.js';
import { checkNames } from './names.js';
import { checkScales } from './scale.js';
import { checkStacks, checkSumsOfTotals } from './stack.js';
import { checkSums } from './sums.js';
import { checkTitles } from './titles.js';
import { checkView, fieldsInScope } from './view.js';

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
    language,
  }: { readonly parseExpression: Vega['parseExpression']; readonly language: Language },
  broken: Set<ExceptionRule> = new Set(),
): readonly Diagnostic[] {
  const context = checkContext(chart, dataset, parseExpression, broken, { language });
  const part = partNamed(dataset, undefined);
  const scope = fieldsInScope(part?.fields ?? dataset.fields, part?.looked);
  const asked = askedRows(chart.spec, dataset);
  checkLookups(asked, context);
  if (asked.length > limits.rows) {
    const message = `Unexpected ${asked.length} rows of \`${dataset.name}\`, expected at most ${limits.rows}`;
    report(context, 'chart/limit', '', message);
  }
  const views = countViews(chart.spec);
  if (views > limits.views) {
    report(context, 'chart/limit', '', `Unexpected ${views} views, expected at most ${limits.views}`);
  } else checkView(chart.spec, '', scope, context);
  if (context.diagnostics.length === 0) checkComposites(chart.spec, '', context);
  if (context.diagnostics.length === 0) {
    checkMeaning({ ...context, chart: { ...chart, spec: withoutComposites(chart.spec, dataset) } });
  }
  return context.diagnostics;
}

/** What a chart means, once every part of it is known to be one; composite marks are written out. */
function checkMeaning(context: CheckContext): void {
  const { chart } = context;
  checkBaseline(chart.spec, context);
  checkArcs(chart.spec, context);
  checkDatasets(chart.spec, context);
  checkLevels(chart.spec, context);
  checkConstants(chart.spec, context);
  checkAxisLines(chart.spec, context);
  checkCovered(chart.spec, context);
  checkNames(chart.spec, context);
  checkTitles(chart.spec, context);
  checkSums(chart.spec, '', context);
  checkScales(chart.spec, context);
  checkStacks(chart.spec, context);
  checkSumsOfTotals(chart.spec, context);
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
