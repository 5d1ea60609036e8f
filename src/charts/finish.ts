import type { ChartTable, RenderedChart } from '../model/chart/chart.js';
import { distinctSources } from '../model/dataset/sources.js';
import type { ChartNode } from '../model/tree/nodes.js';
import { type ToldPlot, tellChart } from './alternative/alternative.js';
import { chartFacts } from './alternative/facts.js';
import { calculatedTable } from './calculated-table.js';
import { positionOf } from './check/context.js';
import { describeConstants, drawnConstants, withConstants } from './constants.js';
import { type ChartDataset, onlyPart, partNamed } from './datasets/parts.js';
import type { Drawing } from './drawing/draw.js';
import { wordedDrawing } from './drawing/seal-svg.js';
import type { DrawingTools } from './drawing/tools.js';
import type { DrawnForm } from './form.js';
import { isIllustrative } from './plain-text.js';
import { calculatedChannels } from './provenance/numbers.js';
import { remarksOf } from './remarks.js';
import { labelEntries } from './scene/number-labels.js';
import { sceneLabels } from './scene/scene.js';
import { chartTable, symbolLegend, tableEntries, tablesOf } from './table.js';
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

/** The chart with its words, tables and entries; undefined where its drawing refers to something outside itself. */
export function finishChart(accepted: AcceptedChart, tools: FinishTools): RenderedChart | undefined {
  const { chart, form, dataset, drawing } = accepted;
  const { scene, units, layout, width, height } = drawing;
  const { reached, shown } = layout;
  const { language } = tools;
  const owners = byDataset(units, dataset);
  const plots = plotsIn(accepted, tools);
  const { kinds, said } = tellChart(plots, form, shown, owners.length > 1);
  const around = { chart, dataset, language };
  const constants = plotsOf(chart.spec, units).flatMap((plot) => drawnConstants(plot.units, around));
  const labels = labelEntries(scene, units, dataset, drawing.calculatedLabels, (pointer) =>
    positionOf(chart, pointer),
  );
  const told = [...said, describeConstants(constants, around)];
  const worded = wordedDrawing(drawing.svg, chart, kinds, told, labels.length);
  if (worded === undefined) return undefined;
  const [ofRows, ...furtherTables] = tablesOf(owners, tableMaker(accepted, plots, tools), language);
  const table = withConstants(ofRows, constants, around);
  const { inWords, ...words } = worded;
  // Labels come first: their keys, which stand in the drawing, are their places in this list.
  const entries = [...labels, ...inWords, ...[table, ...furtherTables].flatMap(tableEntries)];
  return {
    id: chart.id,
    width,
    height,
    ...words,
    ...(table === undefined ? {} : { table }),
    ...(furtherTables.length === 0 ? {} : { furtherTables }),
    remarks: remarksOf(owners, { chart, reached, language }),
    legend: symbolLegend(labels),
    entries,
    ...(entries.some(({ quantity }) => quantity.operation === 'vega') && { flow: drawing.flow() }),
    labels: sceneLabels(scene),
    others: [],
    sources: distinctSources(dataset.sources),
    illustrative: isIllustrative(chart, dataset),
  };
}

/** The plots of a chart; layers over several datasets are told one dataset after the other. */
function plotsIn(
  { chart, dataset, drawing: { units, layout } }: AcceptedChart,
  tools: FinishTools,
): readonly ToldPlot[] {
  const { drawn, reached, shown } = layout;
  const calculated = byDataset(units, dataset).flatMap((own) =>
    calculatedChannels({ chart, drawn, ...own }, tools),
  );
  return plotsOf(chart.spec, units)
    .flatMap((plot) => byDataset(plot.units, dataset))
    .map((own) => ({
      units: own.units,
      drawn,
      channels: calculated.filter(({ unit }) => own.units.includes(unit)),
      telling: tellingOf(chart, own.dataset, tools),
      facts: chartFacts(own.units, { reached, shown, drawn }, own.dataset),
    }));
}

const tellingOf = (
  { at }: ChartNode,
  dataset: ChartDataset,
  { language, precision }: FinishTools,
): ToldPlot['telling'] => ({ dataset, language, at, precision });

/** What makes the table of what a chart draws of a dataset: of calculated numbers where there are some, else of rows. */
function tableMaker(
  { chart, drawing: { layout } }: AcceptedChart,
  plots: readonly ToldPlot[],
  tools: FinishTools,
): (own: OwnUnits, isList: boolean) => ChartTable | undefined {
  const channels = plots.flatMap((plot) => plot.channels);
  const gaps = plots.flatMap(({ facts }) => facts?.rows ?? []);
  return ({ units, dataset }, isList) => {
    const telling = tellingOf(chart, dataset, tools);
    const isCalculated = channels.some(
      // What a fold lays one under the other are cells, which the other table has.
      ({ unit, numbers, definition }) =>
        units.includes(unit) && numbers.length > 0 && definition?.kind !== 'fold',
    );
    const calculated = isCalculated
      ? calculatedTable(
          calculatedChannels({ chart, units, dataset, drawn: layout.drawn }, tools, { all: true }),
          telling,
        )
      : undefined;
    const drawn = Object.fromEntries(units.map(({ name }) => [name, layout.drawn[name] ?? []]));
    return (
      calculated ??
      chartTable({ spec: chart.spec, units, layout: { ...layout, drawn }, gaps, ...telling, isList })
    );
  };
}

/** Units over one dataset. */
interface OwnUnits {
  readonly dataset: ChartDataset;
  readonly units: readonly Unit[];
}

/** Units by their dataset, in the order in which the chart names these. */
function byDataset(units: readonly Unit[], dataset: ChartDataset): readonly OwnUnits[] {
  const { parts } = dataset;
  if (parts === undefined) return [{ dataset, units }];
  return parts.flatMap((part) => {
    const own = units.filter(({ data }) => partNamed(dataset, data) === part);
    return own.length === 0 ? [] : [{ dataset: onlyPart(dataset, part), units: own }];
  });
}
