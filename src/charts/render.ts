import type { DiagnosticCode } from '../diagnostic-codes.js';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Language } from '../language/language.js';
import type { ChartTable, RenderedChart } from '../model/chart/chart.js';
import type { ExceptionRule } from '../model/chart/exceptions.js';
import { isMap } from '../model/chart/map-spec.js';
import { housePalette, type Palette } from '../model/chart/palette.js';
import type { PublishedData, PublishedDataset } from '../model/dataset/dataset.js';
import { distinctSources } from '../model/dataset/sources.js';
import { ownOf } from '../model/own.js';
import type { ChartFonts } from '../model/project/house.js';
import { defaultPrecision, type Precision } from '../model/project/precision.js';
import { remembered } from '../model/remembered.js';
import { classedParts, classList, joinParts, linesOf, textOfParts } from '../model/tree/classed-text.js';
import type { ChartNode } from '../model/tree/nodes.js';
import { alternativeOf } from './alternative/alternative.js';
import { describePlot } from './alternative/describe.js';
import { chartFacts } from './alternative/facts.js';
import { describePyramid, facingFacts } from './alternative/pyramid.js';
import { type Description, describe, named, silence, type Telling } from './alternative/telling.js';
import { isBackToBack } from './back-to-back.js';
import { calculatedTable } from './calculated-table.js';
import { checkWritten } from './check/check-written.js';
import { checkContext, positionOf, unusedExceptions } from './check/context.js';
import { checkDrawing } from './check/drawing.js';
import { judgeChoices } from './choice/choice.js';
import { withTimeLabels } from './compose/time-labels.js';
import { withoutComposites } from './composite/expand.js';
import { describeConstants, drawnConstants, withConstants } from './constants.js';
import { type ChartDataset, onlyPart, partNamed } from './datasets/parts.js';
import { tablesOf } from './datasets/tables.js';
import { type Drawing, type DrawingTools, drawChart, type FirstDrawing } from './drawing/draw.js';
import { vegaLocale } from './drawing/locale.js';
import { otherDrawings } from './drawing/other-drawings.js';
import { sealSvg } from './drawing/seal-svg.js';
import { loadVega } from './drawing/vega.js';
import { grammarFile, readGrammar } from './grammar/grammar.js';
import { labelEntries, symbolLegend } from './ledger.js';
import { atLevel } from './levels.js';
import { renderMap } from './map/render-map.js';
import { isIllustrative, plainText } from './plain-text.js';
import { type CalculatedChannel, calculatedChannels, passesOver } from './provenance/numbers.js';
import { remarksOf } from './remarks.js';
import { sceneLabels } from './scene/scene.js';
import { chartTable, tableEntries } from './table.js';
import { createTextWidth, type FontMetrics, withHouseFont } from './text-width.js';
import { plotsOf, type Unit } from './unit.js';

export interface RenderInput {
  /** Charts whose dataset is in `data`. */
  readonly charts: readonly ChartNode[];
  readonly data: PublishedData;
  /** The data as one chart gets them, for who watches what it looks at; absent where all get the same. */
  readonly dataOf?: () => PublishedData;
  readonly language: Language;
  /** True for drawings that a page needs besides: for wide windows and phones. */
  readonly allFrames?: boolean;
  /** Of the publisher's house; absent where nobody publishes. */
  readonly palette?: Palette;
  /** Fonts of the publisher; absent where there are none. */
  readonly fonts?: ChartFonts;
  /** How exactly percentages are printed; the standard policy where it is absent. */
  readonly precision?: Precision;
}

const metricsFile = 'fonts/metrics.json';
const readMetrics = remembered((text: string) => JSON.parse(text) as FontMetrics, 1);

/** What came of one chart: the chart with warnings, or what is wrong with it. */
export interface ChartOutcome {
  readonly chart?: RenderedChart;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The charts stage: checks every chart, draws those without a fault, one after the other, and puts each into words.
 * Returns them by id. Every problem of every chart is reported.
 */
export async function renderCharts(
  input: RenderInput,
  host: Host,
): Promise<Outcome<Record<string, RenderedChart>>> {
  const diagnostics: Diagnostic[] = [];
  const value: Record<string, RenderedChart> = {};
  for await (const { chart, diagnostics: found } of renderEach(input, host)) {
    for (const each of found) diagnostics.push(each);
    if (chart !== undefined) value[chart.id] = chart;
  }
  return { value, diagnostics };
}

/** The charts stage chart by chart, in their order: the next one is begun when it is asked for. */
export async function* renderEach(
  {
    charts,
    data: all,
    dataOf = () => all,
    language,
    palette = housePalette,
    precision = defaultPrecision,
    fonts,
    allFrames = false,
  }: RenderInput,
  host: Host,
): AsyncGenerator<ChartOutcome, void> {
  if (charts.length === 0) return;
  const standard = readMetrics(await host.tool.readText(metricsFile));
  const metrics = fonts === undefined ? standard : withHouseFont(standard, fonts.measures, fonts.families);
  const tools: DrawingTools = {
    vega: await loadVega(),
    language,
    locale: vegaLocale(language),
    textWidth: createTextWidth(metrics),
    family: metrics.family,
    palette,
    precision,
  };
  const grammar = readGrammar(await host.tool.readText(grammarFile));
  const reading = { grammar, parseExpression: tools.vega.parseExpression, language };
  for (const written of charts) {
    const data = dataOf();
    const published = ownOf(data, written.dataset);
    const broken = new Set<ExceptionRule>();
    if (published !== undefined && isMap(written.spec)) {
      yield drawMap(written, published, { ...tools, allFrames }, broken);
      continue;
    }
    const checked = checkWritten(written, data, reading, broken);
    if (published === undefined || checked === undefined) {
      yield { diagnostics: [] };
      continue;
    }
    const { chart, dataset, problems, warnings } = checked;
    const rendered =
      problems.length > 0
        ? { diagnostics: problems }
        : await renderChart(
            { ...chart, spec: withoutComposites(chart.spec, dataset) },
            dataset,
            { ...tools, allFrames },
            broken,
          );
    const diagnostics = [...rendered.diagnostics, ...warnings];
    if (rendered.chart === undefined) yield { diagnostics };
    else yield { chart: rendered.chart, diagnostics };
  }
}

/** Maps are no views of Vega-Lite: they are read, drawn and told in a room of their own. */
function drawMap(
  chart: ChartNode,
  published: PublishedDataset,
  tools: DrawingTools & { readonly allFrames: boolean },
  broken: Set<ExceptionRule>,
): ChartOutcome {
  const dataset = atLevel(published, chart.level);
  const rendered = renderMap(chart, dataset, tools, broken);
  if (isRefused(rendered)) return { diagnostics: rendered };
  return { chart: rendered, diagnostics: [] };
}

/** What vega-lite says where it does what is meant: layers share a domain or a legend, a step has no bands. */
const harmless = /^(?:Infinite extent|The step for|Conflicting .*Using)/;

const isRefused = (rendered: RenderedChart | readonly Diagnostic[]): rendered is readonly Diagnostic[] =>
  Array.isArray(rendered);

async function renderChart(
  chart: ChartNode,
  dataset: ChartDataset,
  tools: DrawingTools & { readonly allFrames: boolean },
  broken: Set<ExceptionRule>,
): Promise<ChartOutcome> {
  let drawing: FirstDrawing;
  try {
    drawing = await drawChart(chart.spec, dataset, tools, passesOver(chart));
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    return refused(chart, 'chart/render', `Unexpected failure in drawing (${said}), expected a chart`);
  }
  const context = checkContext(chart, dataset, tools.vega.parseExpression, broken, tools);
  const { drawn, shown = {}, reached = drawn } = drawing.layout;
  const { scene, units } = drawing;
  const labelled = withTimeLabels(dataset, tools.language);
  checkDrawing({ scene, units, drawn, shown, reached, labelled, language: tools.language }, context);
  if (context.diagnostics.length > 0) return { diagnostics: context.diagnostics };
  const choices = judgeChoices(
    {
      chart,
      dataset,
      units,
      layout: drawing.layout,
      labels: sceneLabels(scene),
      width: drawing.width,
      height: drawing.height,
    },
    context,
  );
  const unused = unusedExceptions(chart, broken);
  if (unused.length > 0) return { diagnostics: unused };
  // Vega warns of the scale of a layer without rows; the other layers decide on it.
  const warning = drawing.warnings.find((text) => !harmless.test(text));
  if (warning !== undefined) {
    return refused(chart, 'chart/spec', `Unexpected part that cannot be drawn (${warning}), expected none`);
  }
  const calculated = byDataset(units, labelled).flatMap((own) =>
    channelsOf(chart, own, drawing.layout, tools, false),
  );
  const finished = finish(chart, labelled, { ...drawing, calculated }, tools);
  if (isRefused(finished)) return { diagnostics: finished };
  if (!tools.allFrames) return { chart: finished, diagnostics: choices };
  const { description } = finished;
  const others = await otherDrawings({ chart, dataset: labelled, drawing, description }, tools);
  return { chart: { ...finished, others }, diagnostics: choices };
}

const refused = (...of: Parameters<typeof fault>): ChartOutcome => ({ diagnostics: fault(...of) });

function finish(
  chart: ChartNode,
  dataset: ChartDataset,
  { scene, units, layout, svg, width, height, calculated, calculatedLabels }: Drawing & Calculated,
  tools: Pick<DrawingTools, 'language' | 'precision' | 'vega'>,
): RenderedChart | Diagnostic[] {
  const { language, precision } = tools;
  const { drawn, reached = drawn, shown = {} } = layout;
  const found = { reached, shown, drawn };
  const calculatedOf = (own: readonly Unit[]): readonly CalculatedChannel[] =>
    calculated.filter(({ unit }) => own.includes(unit));
  const telling = { dataset, language, at: chart.at, precision };
  // Layers over several datasets are told one dataset after the other.
  const plots = plotsOf(chart.spec, units).flatMap((plot) =>
    byDataset(plot.units, dataset).map((own) => ({
      units: own.units,
      drawn: layout.drawn,
      channels: calculatedOf(own.units),
      telling: { ...telling, dataset: own.dataset },
      facts: chartFacts(own.units, found, own.dataset),
    })),
  );
  const isOfSeveral = byDataset(units, dataset).length > 1;
  const ofDataset = (text: string, own: Telling): string =>
    isOfSeveral && text !== ''
      ? language.message('chart.of-dataset', { title: named(own.dataset.title), text })
      : text;
  const [left, right] = isBackToBack(chart.spec) ? plots.map(({ facts }) => facts) : [];
  const facing = left === undefined || right === undefined ? undefined : facingFacts(left, right, dataset);
  const kinds = joinParts(
    facing === undefined
      ? plots.map(({ facts, telling: own }) => classedParts(ofDataset(alternativeOf(facts, shown, own), own)))
      : [classedParts(alternativeOf(facing, shown, telling, 'pyramid'))],
  );
  const tellPlots = (): readonly Description[] =>
    plots.flatMap(({ facts, telling: own, ...plot }) => {
      const description = facts === undefined ? silence : describePlot(facts, plot, own);
      return isOfSeveral && description.text !== '' ? [headOf(own), description] : [description];
    });
  const told =
    facing === undefined
      ? tellPlots()
      : [
          describePyramid(
            facing,
            plots.flatMap(({ channels }) => channels),
            telling,
          ),
        ];
  const [title, subtitle, written] = chart.children;
  const own = written?.type === 'description' ? written.children : [];
  const words = [...title.children, ...subtitle.children, ...own];
  const added = plainText(own);
  const drawing = { chart, dataset, language };
  const constants = plotsOf(chart.spec, units).flatMap((plot) => drawnConstants(plot.units, drawing));
  const beside = describeConstants(constants, drawing);
  const said = joinParts([...told.map(({ parts }) => parts), beside.parts, added.parts]);
  const [alternative, description] = [textOfParts(kinds), textOfParts(said)];
  const [titleClasses, descriptionClasses] = [classList(kinds), classList(said)];
  const labels = labelEntries(scene, units, dataset, calculatedLabels, (pointer) =>
    positionOf(chart, pointer),
  );
  const tableOf = (own: Readonly<OwnUnits>, isList: boolean): ChartTable | undefined => {
    const isCalculated = calculatedOf(own.units).some(
      // What a fold lays one under the other are cells, which the other table has.
      ({ numbers, definition }) => numbers.length > 0 && definition?.kind !== 'fold',
    );
    return (
      (isCalculated
        ? calculatedTable(channelsOf(chart, own, layout, tools, true), { ...telling, dataset: own.dataset })
        : undefined) ??
      chartTable({
        spec: chart.spec,
        units: own.units,
        layout: { ...layout, drawn: drawnBy(own.units, layout.drawn) },
        gaps: plots.flatMap(({ facts }) => facts?.rows ?? []),
        ...telling,
        dataset: own.dataset,
        isList,
      })
    );
  };
  const [ofRows, ...furtherTables] = tablesOf(byDataset(units, dataset), tableOf, language);
  const table = withConstants(ofRows, constants, drawing);
  const inWords = said.flatMap(({ entry }) => entry ?? []);
  // Labels come first: their keys, which stand in the drawing, are their places in this list.
  const entries = [...labels, ...inWords, ...[table, ...furtherTables].flatMap(tableEntries)];
  const safe = sealSvg(svg, {
    id: chart.id,
    title: alternative,
    description,
    ...(titleClasses === undefined ? {} : { titleClasses }),
    ...(descriptionClasses === undefined ? {} : { descriptionClasses }),
    descriptionKeys: inWords.map((_, index) => labels.length + index),
  });
  if (safe === undefined) {
    return fault(
      chart,
      'chart/render',
      'Unexpected reference out of the chart, expected a picture that stands alone',
    );
  }
  return {
    id: chart.id,
    svg: safe,
    width,
    height,
    alternative,
    description,
    told: [kinds, ...linesOf(said)].filter((line) => textOfParts(line).trim() !== ''),
    ...(table === undefined ? {} : { table }),
    ...(furtherTables.length === 0 ? {} : { furtherTables }),
    remarks: remarksOf(byDataset(units, dataset), { chart, reached, language }),
    legend: symbolLegend(labels),
    entries,
    labels: sceneLabels(scene),
    others: [],
    sources: distinctSources(dataset.sources),
    illustrative: dataset.illustrative || chart.illustrative === true || isIllustrative(words),
  };
}

/** The name of a dataset before what is told of it. */
const headOf = ({ dataset: { title }, language }: Telling): Description =>
  describe(language.message('chart.of-dataset', { title: named(title), text: '' }).trim(), []);

/** What of a drawing was calculated. */
interface Calculated {
  readonly calculated: readonly CalculatedChannel[];
}

/** The channels of units that show calculated numbers; those that show cells as well where `all` are asked for. */
const channelsOf = (
  chart: ChartNode,
  { units, dataset }: OwnUnits,
  { drawn }: Drawing['layout'],
  { precision, vega }: Pick<DrawingTools, 'precision' | 'vega'>,
  all: boolean,
): readonly CalculatedChannel[] =>
  calculatedChannels(chart.spec, units, drawn, {
    ...{ dataset, at: chart.at, parse: vega.parseExpression, precision, all, passesOver: passesOver(chart) },
  });

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

/** What some of the units drew. */
const drawnBy = (units: readonly Unit[], drawn: Drawing['layout']['drawn']): Drawing['layout']['drawn'] =>
  Object.fromEntries(units.map(({ name }) => [name, drawn[name] ?? []]));

function fault(chart: ChartNode, code: DiagnosticCode, message: string): Diagnostic[] {
  return [{ severity: 'error', code, message, position: chart.at }];
}
