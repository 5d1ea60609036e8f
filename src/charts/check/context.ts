import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { ExceptionRule } from '../../model/chart/exceptions.js';
import { housePalette, type Palette } from '../../model/chart/palette.js';
import type { Role } from '../../model/dataset/dataset.js';
import { defaultPrecision, type Precision } from '../../model/project/precision.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { type FaultCall, faultOf, type ProblemId, problem } from '../../problems/problem.js';
import type { ChartDataset } from '../datasets/parts.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { isWithin } from '../spec.js';

/** What a field of a spec is: a column of the dataset, or made by a transform of the chart. */
export type FieldKind = 'dimension' | 'measure' | 'attribute' | 'computed';

/** What a field of the dataset is to a view. */
export const kindOf = (role: Role): FieldKind => (role === 'note' ? 'attribute' : role);

/** The fields that a view can see, by name. */
export type Scope = ReadonlyMap<string, FieldKind>;

/** What every check of one chart shares. Problems are collected in `diagnostics`. */
export interface CheckContext {
  readonly chart: ChartNode;
  /** True where the two plots of a chart are one scale with zero in its middle. */
  readonly isMirrored: boolean;
  readonly dataset: ChartDataset;
  /** Throws when the source does not parse. */
  readonly parseExpression: (source: string) => ExpressionNode;
  /** That of the report. */
  readonly language: Language;
  readonly diagnostics: Diagnostic[];
  /** How many rows the folds so far could make of one: they multiply. */
  readonly folded: { factor: number };
  /** The rules that the chart breaks and may break where its author gives a reason; `useException` fills it. */
  readonly broken: Set<ExceptionRule>;
  /** Of the publisher's house. */
  readonly palette: Palette;
  /** How exactly percentages are printed. */
  readonly precision: Precision;
}

/** A context that has found nothing yet. */
export function checkContext(
  chart: ChartNode,
  dataset: ChartDataset,
  parseExpression: CheckContext['parseExpression'],
  broken: Set<ExceptionRule>,
  {
    language,
    palette = housePalette,
    precision = defaultPrecision,
    isMirrored = false,
  }: Pick<CheckContext, 'language'> & Partial<Pick<CheckContext, 'palette' | 'precision' | 'isMirrored'>>,
): CheckContext {
  return {
    chart,
    isMirrored,
    dataset,
    parseExpression,
    language,
    diagnostics: [],
    folded: { factor: 1 },
    broken,
    palette,
    precision,
  };
}

/** True for a unit of the left one of two plots that are one scale: it runs to the left. */
export const isLeftSide = ({ isMirrored }: CheckContext, pointer = ''): boolean =>
  isMirrored && isWithin(pointer, '/hconcat/0');

/** Notes that a chart breaks a rule, so that an exception for it counts as used; true when its author gave one. */
export function useException({ chart, broken }: CheckContext, rule: ExceptionRule): boolean {
  broken.add(rule);
  return chart.allowed?.some((each) => each.rule === rule) === true;
}

/** An error for each exception that nothing in the chart needs. */
export function unusedExceptions(chart: ChartNode, broken: Set<ExceptionRule>): Diagnostic[] {
  return (chart.allowed ?? [])
    .filter(({ rule }) => !broken.has(rule))
    .map(({ rule }) => problem('guard/allow.allow-rules', positionOf(chart, `/allow/${rule}`), { rule }));
}

/** Where a JSON pointer of the spec stands in the template: its own place, or that of the nearest part around it. */
export function positionOf(chart: ChartNode, pointer: string): Position {
  for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
    const position = chart.positions[path];
    if (position !== undefined) return position;
    if (path === '') return chart.at;
  }
}

/** Adds an error at a JSON pointer. */
export function report<Id extends ProblemId>(
  context: CheckContext,
  pointer: string,
  ...call: FaultCall<Id>
): void {
  context.diagnostics.push({ ...faultOf(...call), position: positionOf(context.chart, pointer) });
}
