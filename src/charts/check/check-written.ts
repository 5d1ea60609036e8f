import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { ExceptionRule } from '../../model/chart/exceptions.js';
import type { PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { joinDatasets } from '../datasets/join.js';
import type { ChartDataset } from '../datasets/parts.js';
import type { Vega } from '../drawing/vega.js';
import { adopt, houseWarning } from '../grammar/adopt.js';
import type { Grammar } from '../grammar/grammar.js';
import { withOperationTitles } from '../operation-titles.js';
import {
  childViews,
  type JsonObject,
  markType,
  point,
  toArray,
  toObject,
  withAt,
  withChildren,
} from '../spec.js';
import { encodedField, isCategorical, unitsOf } from '../unit.js';
import { checkChart } from './check-chart.js';

/** Scales that put numbers into classes. */
const classScales = ['quantile', 'quantize', 'threshold', 'bin-ordinal'];

/** Formats that print the same numbers in a notation that prose does not have: with an exponent, or with so many digits. */
const otherNotation = /[egr]$/;

/**
 * A spec whose numbers are written as they are everywhere. A format with an exponent is taken out, and so is every
 * format of a legend of classes, whose ends it would round to other classes.
 */
function withHouseFormats(spec: JsonObject): Mended {
  const found = new Set<string>();
  for (const { channels } of unitsOf(spec)) {
    for (const { definition, pointer } of Object.values(channels)) {
      const isClasses = classScales.includes(String(toObject(definition.scale).type));
      for (const key of ['axis', 'legend'] as const) {
        const { format } = toObject(definition[key]);
        const isOther = typeof format === 'string' && !format.startsWith('%') && otherNotation.test(format);
        if (isOther || (isClasses && key === 'legend' && format !== undefined))
          found.add(point(pointer, key, 'format'));
      }
    }
  }
  return without(spec, found);
}

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

/** What charts are read with. */
export interface Reading {
  readonly grammar: Grammar;
  readonly parseExpression: Vega['parseExpression'];
  readonly normalize: Vega['normalize'];
  /** That of the report, in which axes bear the names of operations. */
  readonly language: Language;
  /** True where the form of the chart is mirrored. */
  readonly isMirrored?: boolean;
}

/**
 * Reads a chart by the grammar of Vega-Lite and checks what it says. Undefined where a dataset of it is not there.
 *
 * @param broken Takes the rules that the chart breaks where it may.
 */
export function checkWritten(
  written: ChartNode,
  data: PublishedData,
  { grammar, parseExpression, normalize, language, isMirrored = false }: Reading,
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
  const coloured = withRegisteredColours(standard, dataset);
  const { spec, pointers } = withHouseFormats(coloured.spec);
  const chart = { ...joined.chart, positions, spec: withOperationTitles(spec, dataset, language) };
  const found = checkChart(chart, dataset, { parseExpression, normalize, language, isMirrored }, broken);
  const isTold = ({ position }: Diagnostic): boolean =>
    found.some((known) => known.position.line === position.line && known.position.column === position.column);
  return {
    chart,
    dataset,
    problems: [...errors.filter((error) => !isTold(error)), ...found],
    warnings: [...warnings, ...houseWarning(chart, [...coloured.pointers, ...pointers])],
  };
}

/** What is left of a spec, and where something was taken out of it. */
interface Mended {
  readonly spec: JsonObject;
  readonly pointers: readonly string[];
}

/**
 * A spec whose categories have the colours that they have in every other chart. A `range` or `scheme` that gives them
 * others is taken out where the data package or the house has colours for them.
 */
function withRegisteredColours(spec: JsonObject, { fields }: PublishedDataset): Mended {
  const found = new Set<string>();
  for (const { channels } of unitsOf(spec)) {
    for (const name of ['color', 'fill', 'stroke']) {
      const channel = channels[name];
      const field = encodedField(channel?.definition, fields);
      const { range, scheme } = toObject(channel?.definition.scale);
      if (channel === undefined || !isCategorical(field) || channel.definition.type === 'ordinal') continue;
      if (field.categories.every(({ paint }) => paint === undefined)) continue;
      // Two series of one look are a fault of another kind, and told.
      const looks = toArray(range).map((each) => JSON.stringify(each).toLowerCase());
      if (new Set(looks).size < looks.length) continue;
      if (range !== undefined) found.add(point(channel.pointer, 'scale', 'range'));
      if (scheme !== undefined) found.add(point(channel.pointer, 'scale', 'scheme'));
    }
  }
  return without(spec, found);
}

/** A spec without the parts at some pointers. */
const without = (spec: JsonObject, pointers: ReadonlySet<string>): Mended => ({
  spec: [...pointers].reduce((made, pointer) => toObject(withAt(made, pointer, undefined)), spec),
  pointers: [...pointers],
});

/**
 * A spec in which what `config` says of all scales and marks stands where it holds, so that it is checked there: whether scales begin at
 * zero, and what becomes of rows without a number.
 *
 * @param positions Takes the places of what is put in.
 */
function withConfigDefaults(
  spec: JsonObject,
  { fields }: Pick<PublishedDataset, 'fields'>,
  positions: Record<string, Position>,
): JsonObject {
  const { scale, mark, ...config } = toObject(spec.config);
  if (scale === undefined && mark === undefined) return spec;
  const isOpen = toObject(scale).zero === false;
  const invalid = 'invalid' in toObject(mark) ? { invalid: toObject(mark).invalid } : {};
  const openScale = (channel: JsonObject, at: string): JsonObject => {
    const own = toObject(channel.scale);
    const isNumber = channel.type === 'quantitative' || encodedField(channel, fields)?.role === 'measure';
    const isStated = own.zero !== undefined || own.domain !== undefined || channel.scale === null;
    if (!isNumber || channel.bin !== undefined || isStated) return channel;
    const position = positions['/config/scale/zero'];
    if (position !== undefined) positions[point(at, 'scale', 'zero')] = position;
    return { ...channel, scale: { ...own, zero: false } };
  };
  const visit = (view: JsonObject, pointer: string, around: JsonObject): JsonObject => {
    const all = { ...around, ...toObject(view.encoding) };
    if (childViews(view, pointer).length > 0)
      return withChildren(view, pointer, (child, at) => visit(child, at, all));
    const type = markType(view);
    const ofType = toObject(toObject(config)[type]);
    const standard = 'invalid' in ofType ? {} : invalid;
    // Bars and areas begin at zero whatever is said of all scales.
    const begins = (axis: string): boolean =>
      (type === 'bar' || type === 'area') && all[`${axis}2`] === undefined;
    const opened = ['x', 'y'].flatMap((axis) => {
      const channel = { ...toObject(around[axis]), ...toObject(all[axis]) };
      const at = point(pointer, 'encoding', axis);
      return isOpen && all[axis] !== undefined && !begins(axis) ? [[axis, openScale(channel, at)]] : [];
    });
    return {
      ...view,
      mark: { ...standard, ...(typeof view.mark === 'string' ? { type } : toObject(view.mark)) },
      encoding: { ...toObject(view.encoding), ...Object.fromEntries(opened) },
    };
  };
  return { ...visit(spec, '', {}), config };
}
