import type { ChartTable, RenderedChart } from '../model/chart/chart.js';
import type { Row } from '../model/dataset/dataset.js';
import { distinctSources } from '../model/dataset/sources.js';
import { groupBy } from '../model/group-by.js';
import type { LedgerEntry } from '../model/quantity.js';
import type { ChartNode } from '../model/tree/nodes.js';
import { type ToldPlot, tellChart } from './alternative/alternative.js';
import { chartFacts } from './alternative/facts.js';
import { calculatedTable } from './calculated-table.js';
import { positionOf } from './check/context.js';
import { type ChartDataset, onlyPart, partNamed } from './datasets/parts.js';
import type { Drawing } from './drawing/draw.js';
import { wordedDrawing } from './drawing/seal-svg.js';
import type { DrawingTools } from './drawing/tools.js';
import type { DrawnForm } from './form.js';
import { isIllustrative } from './plain-text.js';
import { calculatedChannels } from './provenance/numbers.js';
import { type DrawnConstant, describeConstants, drawnConstants, withConstants } from './reference-marks.js';
import { remarksOf } from './remarks.js';
import { type CellsOfRow, withMarkCells } from './scene/mark-rows.js';
import { labelEntries } from './scene/number-labels.js';
import { sceneLabels } from './scene/scene.js';
import { chartTable, symbolLegend, type TableInput, tableEntries, tablesOf } from './table.js';
import { plotsOf, type Unit } from './unit.js';

/** A chart that was drawn, and that no check refuses. */
export interface AcceptedChart {
  readonly chart: ChartNode;
  readonly form: DrawnForm;
  /** As the chart labels it. */
  readonly dataset: ChartDataset;
  readonly drawing: Drawing;
}

type FinishTools = Pick<DrawingTools, 'language' | 'precision' | 'vega'>;

/** What a chart draws, as its words and its tables are made from it. */
interface Contents {
  /** The units by dataset. */
  readonly byDataset: readonly UnitsOfDataset[];
  /** The plots as they are told: layers over several datasets are told one dataset after the other. */
  readonly plots: readonly ToldPlot[];
  readonly constants: readonly DrawnConstant[];
}

interface FinishedChart {
  readonly chart: RenderedChart;
  /** For further drawings of it. */
  readonly cellsOf: CellsOfRow;
}

/**
 * The chart with its words, tables and entries; undefined where its drawing refers to something outside itself. Words such as
 * "reached" and "told" are explained in README.md beside this file.
 */
export function finishChart(accepted: AcceptedChart, tools: FinishTools): FinishedChart | undefined {
  const { chart, dataset, drawing } = accepted;
  const { scene, units, layout, width, height } = drawing;
  const contents = contentsOf(accepted, tools);
  const labels = labelEntries(scene, units, dataset, drawing.calculatedLabels, (pointer) =>
    positionOf(chart, pointer),
  );
  const { table, furtherTables, cellsOf } = tabulate(contents, accepted, tools);
  const worded = putIntoWords(contents, accepted, tools, labels.length, cellsOf);
  if (worded === undefined) return undefined;
  const { inWords, ...words } = worded;
  // Labels come first: their keys, which stand in the drawing, are their places in this list.
  const entries = [...labels, ...inWords, ...[table, ...furtherTables].flatMap(tableEntries)];
  const finished: RenderedChart = {
    id: chart.id,
    width,
    height,
    ...words,
    ...(table === undefined ? {} : { table }),
    ...(furtherTables.length === 0 ? {} : { furtherTables }),
    remarks: remarksOf(contents.byDataset, { chart, reached: layout.reached, language: tools.language }),
    legend: symbolLegend(labels),
    entries,
    ...(entries.some(({ quantity }) => quantity.operation === 'vega') && { flow: drawing.flow() }),
    labels: sceneLabels(scene),
    others: [],
    sources: distinctSources(dataset.sources),
    illustrative: isIllustrative(chart, dataset),
  };
  return { chart: finished, cellsOf };
}

function contentsOf(
  { chart, dataset, drawing: { units, layout } }: AcceptedChart,
  tools: FinishTools,
): Contents {
  const { drawn, reached, shown } = layout;
  const byDataset = unitsByDataset(units, dataset);
  const plots = plotsOf(chart.spec, units);
  // Calculated numbers alone: cells are told as facts.
  const calculated = byDataset.flatMap((own) => calculatedChannels({ chart, drawn, ...own }, tools));
  return {
    byDataset,
    plots: plots
      .flatMap((plot) => unitsByDataset(plot.units, dataset))
      .map((own) => ({
        units: own.units,
        drawn,
        channels: calculated.filter(({ unit }) => own.units.includes(unit)),
        telling: tellingOf(chart, own.dataset, tools),
        facts: chartFacts(own.units, { reached, shown, drawn }, own.dataset),
      })),
    constants: plots.flatMap((plot) =>
      drawnConstants(plot.units, { chart, dataset, language: tools.language }),
    ),
  };
}

const tellingOf = (
  { at }: ChartNode,
  dataset: ChartDataset,
  { language, precision }: FinishTools,
): ToldPlot['telling'] => ({ dataset, language, at, precision });

/** The drawing sealed with its text alternative; `before` is how many entries come before those of the words. */
function putIntoWords(
  { byDataset, plots, constants }: Contents,
  { chart, form, dataset, drawing: { svg, layout } }: AcceptedChart,
  { language }: FinishTools,
  before: number,
  cellsOf: CellsOfRow,
): ReturnType<typeof wordedDrawing> {
  const { kinds, said } = tellChart(plots, form, layout.shown, byDataset.length > 1);
  const description = [...said, describeConstants(constants, { chart, dataset, language })];
  return wordedDrawing(withMarkCells(svg, cellsOf), chart, kinds, description, before);
}

/** The tables of the chart, with its constants in the first. */
function tabulate(contents: Contents, accepted: AcceptedChart, tools: FinishTools): Tables {
  const { chart, dataset } = accepted;
  const { language } = tools;
  const rowsOf = new Map<LedgerEntry, Row>();
  const [first, ...furtherTables] = tablesOf(
    contents.byDataset,
    (own, isList) =>
      tableOfCalculated(own, contents, accepted, tools) ??
      tableOfRows(own, { isList, rowsOf }, contents, accepted, tools),
    language,
  );
  const table = withConstants(first, contents.constants, { chart, dataset, language });
  const cells = groupBy(
    [table, ...furtherTables]
      .flatMap(tableEntries)
      .map((entry, place) => ({ row: rowsOf.get(entry), place })),
    ({ row }) => row,
  );
  const cellsOf: CellsOfRow = (row) => (cells.get(dataset.rows[row]) ?? []).map(({ place }) => place);
  return { table, furtherTables, cellsOf };
}

interface Tables {
  readonly table: ChartTable | undefined;
  readonly furtherTables: readonly ChartTable[];
  readonly cellsOf: CellsOfRow;
}

/** The table of calculated numbers, with the cells beside them; undefined where the units show no such numbers. */
function tableOfCalculated(
  { units, dataset }: UnitsOfDataset,
  { plots }: Contents,
  { chart, drawing: { layout } }: AcceptedChart,
  tools: FinishTools,
): ChartTable | undefined {
  const isCalculated = plots
    .flatMap(({ channels }) => channels)
    .some(
      // What a fold lays one under the other are cells, which the table of rows has.
      ({ unit, numbers, definition }) =>
        units.includes(unit) && numbers.length > 0 && definition?.kind !== 'fold',
    );
  if (!isCalculated) return undefined;
  const withCells = calculatedChannels({ chart, units, dataset, drawn: layout.drawn }, tools, { all: true });
  return calculatedTable(withCells, tellingOf(chart, dataset, tools));
}

/** The table of the rows that the units draw, and of the missing cells between them. */
function tableOfRows(
  { units, dataset }: UnitsOfDataset,
  asked: Pick<TableInput, 'isList' | 'rowsOf'>,
  { plots }: Contents,
  { chart, drawing: { layout } }: AcceptedChart,
  tools: FinishTools,
): ChartTable | undefined {
  const gaps = plots.flatMap(({ facts }) => facts?.rows ?? []);
  const drawn = Object.fromEntries(units.map(({ name }) => [name, layout.drawn[name] ?? []]));
  const telling = tellingOf(chart, dataset, tools);
  return chartTable({ spec: chart.spec, units, layout: { ...layout, drawn }, gaps, ...telling, ...asked });
}

/** The units of a chart that draw one dataset. */
interface UnitsOfDataset {
  readonly dataset: ChartDataset;
  readonly units: readonly Unit[];
}

/** Units by their dataset, in the order in which the chart names these. */
function unitsByDataset(units: readonly Unit[], dataset: ChartDataset): readonly UnitsOfDataset[] {
  const { parts } = dataset;
  if (parts === undefined) return [{ dataset, units }];
  return parts.flatMap((part) => {
    const own = units.filter(({ data }) => partNamed(dataset, data) === part);
    return own.length === 0 ? [] : [{ dataset: onlyPart(dataset, part), units: own }];
  });
}
