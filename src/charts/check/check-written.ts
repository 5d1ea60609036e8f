import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { PublishedData } from '../../model/dataset.js';
import type { ExceptionRule } from '../../model/exceptions.js';
import type { ChartNode } from '../../model/nodes.js';
import { withConfigDefaults } from '../config-defaults.js';
import { joinDatasets } from '../datasets/join.js';
import type { ChartDataset } from '../datasets/parts.js';
import { adopt, houseWarning } from '../grammar/adopt.js';
import type { Grammar } from '../grammar/grammar.js';
import { withHouseFormats } from '../house-formats.js';
import { withOperationTitles } from '../operation-titles.js';
import { withRegisteredColours } from '../registered-scales.js';
import type { Vega } from '../vega.js';
import { checkChart } from './check-chart.js';

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
  /** That of the report, in which axes bear the names of operations. */
  readonly language: Language;
}

/**
 * Reads a chart by the grammar of Vega-Lite and checks what it says. Undefined where a dataset of it is not there.
 *
 * @param broken Takes the rules that the chart breaks where it may.
 */
export function checkWritten(
  written: ChartNode,
  data: PublishedData,
  { grammar, parseExpression, language }: Reading,
  broken: Set<ExceptionRule> = new Set(),
): CheckedChart | undefined {
  const { chart: adopted, errors, warnings } = adopt(written, grammar);
  const joined = joinDatasets(adopted, data, parseExpression);
  if (joined === undefined) return undefined;
  // A chart that is too deep or long is read no further.
  if (errors.some(({ code }) => code === 'chart/limit')) return { ...joined, problems: errors, warnings };
  const { dataset } = joined;
  const positions = { ...joined.chart.positions };
  const standard = withConfigDefaults(joined.chart.spec, dataset, positions);
  const coloured = withRegisteredColours(standard, dataset);
  const { spec, pointers } = withHouseFormats(coloured.spec);
  const chart = { ...joined.chart, positions, spec: withOperationTitles(spec, dataset, language) };
  const found = checkChart(chart, dataset, { parseExpression, language }, broken);
  const isTold = ({ position }: Diagnostic): boolean =>
    found.some((known) => known.position.line === position.line && known.position.column === position.column);
  return {
    chart,
    dataset,
    problems: [...errors.filter((error) => !isTold(error)), ...found],
    warnings: [...warnings, ...houseWarning(chart, [...coloured.pointers, ...pointers])],
  };
}
