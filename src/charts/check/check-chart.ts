import { type Diagnostic, listNames } from '../../diagnostics.js';
import type { ExceptionRule } from '../../model/chart/exceptions.js';
import { isHierarchy, Tree } from '../../model/dataset/hierarchy.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { type AskedRow, askedRows } from '../compose/asked-rows.js';
import { type AxisTitles, axisTitles } from '../compose/titles.js';
import { isComposite, withoutComposites } from '../composite/expand.js';
import { type ChartDataset, type LookupProblem, partNamed } from '../datasets/parts.js';
import { limits } from '../limits.js';
import { anyView, mentions, ownPart } from '../mentions.js';
import { childViews, isObject, type JsonObject, markType, point, toArray, toObject } from '../spec.js';
import { encodedField, plotsOf, type Unit, unitsOf } from '../unit.js';
import { checkAxisLines } from './axis-lines.js';
import { checkBaseline } from './baseline.js';
import { checkConstants } from './constants.js';
import { type CheckContext, checkContext, isAllowed, report } from './context.js';
import { checkDatasets } from './datasets.js';
import { checkCovered } from './named.js';
import { checkNames } from './names.js';
import { checkScales } from './scale.js';
import { checkStacks, checkSumsOfTotals } from './stack.js';
import { checkSums } from './sums.js';
import { checkView, fieldsInScope } from './view.js';

/**
 * Checks that slices of a circle say what they are by their angle alone, and fill the circle. A wedge twice as long has
 * four times the area, and slices that all begin at the top lie on one another.
 */
function checkArcs(spec: JsonObject, context: CheckContext): void {
  for (const unit of unitsOf(spec)) {
    if (unit.mark !== 'arc') continue;
    checkLengths(unit, context);
    checkWhole(unit, context);
  }
}

/** What makes the length of a wedge, or its beginning, depend on a number. */
const lengths = ['radius', 'radius2', 'theta2'];

function checkLengths({ channels }: Unit, context: CheckContext): void {
  const { fields } = context.dataset;
  const isNumber = (name: string): boolean => {
    const { aggregate, field } = channels[name]?.definition ?? {};
    const role = encodedField({ field }, fields)?.role;
    return aggregate !== undefined || role === 'measure' || (field !== undefined && role === undefined);
  };
  const long = lengths.find(isNumber);
  if (long === undefined || isAllowed(context, 'polar')) return;
  const message = `Unexpected \`${long}\` of \`arc\` by a number, expected slices whose angles show it: a wedge twice as long has four times the area`;
  report(context, 'chart/polar', channels[long]?.pointer ?? '', message, {
    hint: 'draw bars, or give the reason: `allow: {polar: ...}`',
  });
}

/** True for a whole turn of the circle, wherever it begins. */
function isTurn(range: unknown): boolean {
  const [from, to] = toArray(range).map(Number);
  return from !== undefined && to !== undefined && Math.abs(Math.abs(to - from) - 2 * Math.PI) < 0.01;
}

function checkWhole({ channels: { theta }, style, pointer }: Unit, context: CheckContext): void {
  if (theta === undefined) return;
  const { stack, scale, field } = theta.definition;
  const isMeasure = encodedField({ field }, context.dataset.fields)?.role === 'measure';
  if (isMeasure && (stack === null || stack === false)) {
    const message =
      'Unexpected `stack: null` of `arc`, expected slices that follow one another around the circle';
    report(context, 'chart/hidden', point(theta.pointer, 'stack'), message);
  }
  const key = ['domain', 'domainMin', 'domainMax', 'range', 'rangeMin', 'rangeMax', 'type'].find(
    (name) => toObject(scale)[name] !== undefined && !(name === 'range' && isTurn(toObject(scale).range)),
  );
  if (key !== undefined) {
    const message = `Unexpected \`${key}\` of the scale of \`theta\`, expected slices that make up the whole circle`;
    report(context, 'chart/scale', point(theta.pointer, 'scale', key), message, { hint: 'leave it out' });
  }
  const own = ['theta', 'theta2', 'thetaOffset', 'theta2Offset'].find((name) => style[name] !== undefined);
  if (own === undefined) return;
  const message = `Unexpected \`${own}\` of \`arc\` by hand, expected angles that stand for numbers`;
  report(context, 'chart/literal-number', point(pointer, 'mark', own), message);
}

const legendChannels = ['color', 'fill', 'stroke', 'opacity', 'size', 'shape', 'strokeDash', 'strokeWidth'];

/**
 * Checks that whatever shows calculated numbers has a title by the author: the dataset has none for them, and vega
 * would make one up in English.
 */
function checkTitles(spec: JsonObject, context: CheckContext): void {
  const units = unitsOf(spec);
  for (const { units: plot, inFacet } of plotsOf(spec, units)) {
    const titles = axisTitles(plot, context.dataset, inFacet);
    for (const unit of plot) {
      checkAxes(unit, titles, context);
      checkLegends(unit, context);
    }
  }
}

function checkAxes({ channels }: Unit, titles: AxisTitles, context: CheckContext): void {
  for (const axis of ['x', 'y'] as const) {
    const channel = channels[axis];
    if (channel === undefined || titles[axis] !== undefined) continue;
    const { axis: style } = channel.definition;
    if (style !== null && style !== false && isCalculated(channel.definition, context)) {
      reportTitle('axis', channel.definition, channel.pointer, context);
    }
  }
}

function checkLegends({ channels }: Unit, context: CheckContext): void {
  for (const name of legendChannels) {
    const channel = channels[name];
    if (channel === undefined) continue;
    const { legend, title, type, aggregate } = channel.definition;
    const titled = title !== undefined || toObject(legend).title !== undefined || legend === null;
    const counts = type === 'quantitative' || aggregate !== undefined;
    if (!titled && counts && isCalculated(channel.definition, context)) {
      reportTitle('legend', channel.definition, channel.pointer, context);
    }
  }
}

function isCalculated({ field, aggregate, type }: JsonObject, { dataset }: CheckContext): boolean {
  if (aggregate !== undefined && aggregate !== 'sum') return true;
  const isName = type === 'nominal' || type === 'ordinal';
  return typeof field === 'string' && !isName && encodedField({ field }, dataset.fields) === undefined;
}

function reportTitle(where: string, definition: JsonObject, pointer: string, context: CheckContext): void {
  const { field, aggregate } = definition;
  const name = [aggregate, field].filter((part) => typeof part === 'string').join(' of ');
  const message = `Unexpected ${where} of calculated numbers (\`${name}\`) without a title, expected one`;
  report(context, 'chart/axis-title', pointer, message, {
    hint: 'add `title: ...` that says what is counted',
  });
}

/**
 * Checks that a chart draws one level of each hierarchy: bars of a region beside those of its districts show the same things
 * twice. A filter that names categories chooses for itself; where it lists a category and one that it is part of, that is
 * an error too.
 */
function checkLevels(spec: JsonObject, context: CheckContext): void {
  const { dataset, parseExpression: parse, chart } = context;
  for (const field of dataset.fields) {
    if (field.role !== 'dimension' || !isHierarchy(field)) continue;
    if (chart.level?.includes('|') === true) continue;
    const present = [...new Set(dataset.rows.map(({ keys }) => keys[field.name] ?? ''))];
    const listed = filtersIn(spec).flatMap((filter) => listedIn(filter, field.name));
    const isFiltered = filtersIn(spec).some((filter) => mentions(filter, field.name, parse, 'filter'));
    const isDrawn =
      field.total === undefined || anyView(spec, (view) => mentions(ownPart(view), field.name, parse));
    const twice = new Tree(field).countedTwice(listed.length > 0 ? listed : present);
    if (!isDrawn || twice === undefined || (isFiltered && listed.length === 0)) continue;
    const message = `Unexpected \`${twice.part}\` beside \`${twice.whole}\`, of which it is part, expected one level of \`${field.name}\``;
    report(context, 'chart/mixed-levels', '', message, {
      hint: `write ${(field.levels ?? []).map((level) => `\`data: {name: ${dataset.name}, level: ${level}}\``).join(' or ')}`,
    });
  }
}

function filtersIn(view: JsonObject): readonly unknown[] {
  const found: unknown[] = [];
  anyView(view, (part) => {
    for (const transform of toArray(part.transform)) {
      if (isObject(transform) && transform.filter !== undefined) found.push(transform.filter);
    }
    return false;
  });
  return found;
}

/** The categories that a filter of the form `{field, oneOf: [...]}` lists. */
const listedIn = (filter: unknown, name: string): readonly string[] =>
  isObject(filter) && filter.field === name ? toArray(filter.oneOf).map(String) : [];

const extents: Readonly<Record<string, readonly string[]>> = {
  boxplot: ['min-max'],
  errorbar: ['stderr', 'stdev', 'iqr', 'ci'],
  errorband: ['stderr', 'stdev', 'iqr', 'ci'],
};

/**
 * Checks the marks that stand for a statistic: how far they reach is something that can be worked out again. Vega draws lots for a
 * confidence interval; it is worked out by Student's t here, and takes the rows of a table for a random sample, which its author
 * must say they are.
 */
function checkComposites(view: JsonObject, pointer: string, context: CheckContext): void {
  for (const child of childViews(view, pointer)) checkComposites(child.view, child.pointer, context);
  if (!isComposite(view)) return;
  const type = markType(view);
  const { extent } = toObject(view.mark);
  const known = extents[type] ?? [];
  const isFactor = type === 'boxplot' && typeof extent === 'number' && extent >= 0;
  const at = point(pointer, 'mark', 'extent');
  if (extent === 'ci' && known.includes('ci') && !isAllowed(context, 'sample')) {
    const message = `Unexpected \`extent: ci\` of \`${type}\`, expected the reason why its rows are a random sample`;
    report(context, 'chart/calculated', at, message, {
      hint: 'give it: `allow: {sample: ...}`, which is printed with the method; or publish both ends of the interval as measures, and encode them as `y` and `y2`',
    });
    return;
  }
  if (extent === undefined || isFactor || known.includes(String(extent))) return;
  const or = type === 'boxplot' ? ['a number', ...known] : known;
  const message = `Unexpected \`extent: ${String(extent)}\` of \`${type}\`, expected ${listNames(or)}`;
  report(context, 'chart/calculated', at, message);
}

/** Checks the lookups of a chart, and that one row was found for each row that it asks for. */
function checkLookups(asked: readonly AskedRow[], context: CheckContext): void {
  for (const { problems, lost } of context.dataset.lookups ?? []) {
    const first = asked.map(({ index }) => lost.get(index)).find((problem) => problem !== undefined);
    for (const problem of problems) tell(problem, context);
    if (first !== undefined) tell(first, context);
  }
}

const tell = ({ code, pointer, message, hint }: LookupProblem, context: CheckContext): void =>
  report(context, code, pointer, message, hint === undefined ? {} : { hint });

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
    ...ofReport
  }: Pick<CheckContext, 'parseExpression' | 'language'> & Partial<Pick<CheckContext, 'isMirrored'>>,
  broken: Set<ExceptionRule> = new Set(),
): readonly Diagnostic[] {
  const context = checkContext(chart, dataset, parseExpression, broken, ofReport);
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
