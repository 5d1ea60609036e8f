import { leftOut } from '../../language/left-out.js';
import { printInWords } from '../../language/print.js';
import type { ChartTable, OtherDrawing, RenderedChart } from '../../model/chart/chart.js';
import type { MapSpec } from '../../model/chart/map-spec.js';
import { cellQuantity } from '../../model/dataset/cell.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { distinctSources } from '../../model/dataset/sources.js';
import { classedParts } from '../../model/tree/classed-text.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { type Frame, frames } from '../drawing/frame.js';
import { sealOther } from '../drawing/seal-svg.js';
import type { DrawingTools } from '../drawing/tools.js';
import { markLegend, symbolLegend } from '../ledger.js';
import { headOf, isIllustrative } from '../plain-text.js';
import { tableEntries } from '../table.js';
import { wordedDrawing } from '../worded.js';
import type { MapData } from './areas.js';
import type { DrawnMap } from './drawn-map.js';
import type { MapNumbers } from './numbers.js';
import { equalArea } from './projections.js';
import { describeMap, inOrder, mapAlternative } from './tell-map.js';

/** Draws the map for a frame; undefined where it does not fit there. */
export type Draw = (frame: Frame) => DrawnMap | undefined;

/** A map that was drawn for paper, and what it was drawn from. */
interface DrawnFor {
  readonly chart: ChartNode;
  readonly dataset: PublishedDataset;
  readonly map: MapSpec;
  readonly data: MapData;
  readonly numbers: MapNumbers;
  readonly tools: DrawingTools;
  readonly draw: Draw;
}

/** The map with its words, table and entries; undefined where its drawing refers to something outside itself. */
export function finishedMap(drawn: DrawnFor, paper: DrawnMap): RenderedChart | undefined {
  const { chart, dataset, map, data, numbers, tools, draw } = drawn;
  const { language } = tools;
  const telling = { dataset, language, at: chart.at };
  const kinds = classedParts(mapAlternative(map.form, data, telling));
  const told = [describeMap(data, telling).parts];
  const worded = wordedDrawing(paper.svg, chart, kinds, told, numbers.entries.length);
  if (worded === undefined) return undefined;
  const { inWords, ...words } = worded;
  const table = tableOf(drawn);
  const { width, height, labels } = paper;
  return {
    ...{ id: chart.id, width, height, labels, table },
    ...words,
    remarks: remarksOf(drawn, paper),
    legend: [...symbolLegend(numbers.entries), ...markLegend(numbers.entries, language)],
    entries: [...numbers.entries, ...inWords, ...tableEntries(table)],
    others: tools.allFrames ? othersOf(chart, words.description, draw) : [],
    sources: [...distinctSources(dataset.sources), { title: data.geometry.attribution }],
    illustrative: isIllustrative(chart, dataset),
  };
}

function othersOf(chart: ChartNode, description: string, draw: Draw): readonly OtherDrawing[] {
  return (['desk', 'phone'] as const).flatMap((frame): OtherDrawing[] => {
    const drawn = draw(frames[frame]);
    const svg = drawn && sealOther(drawn.svg, { id: chart.id, description }, frame);
    if (drawn === undefined || svg === undefined) return [];
    const { width, height, labels } = drawn;
    return [{ frame, svg, width, height, labels }];
  });
}

/** What a reader must know besides: how the globe was laid flat, how classes came about, and what the filters leave out. */
function remarksOf(
  { chart, dataset, map, data, tools: { language } }: DrawnFor,
  { projection, lost }: DrawnMap,
): readonly string[] {
  const name = language.message(`chart.map.projection.${projection}`);
  const kind = equalArea.includes(projection) ? 'equal-area' : 'other';
  const rows = [...data.areas, ...data.elsewhere].map(({ row }) => row);
  return [
    language.message(`chart.map.laid.${kind}`, { name }),
    ...(map.form === 'symbols' ? [] : [language.message(`chart.map.method.${map.method ?? 'quantiles'}`)]),
    ...(map.middle === undefined ? [] : [language.message('chart.map.middle')]),
    ...(lost.length === 0
      ? []
      : [language.message('chart.map.beyond', { list: language.list(lost.map(({ label }) => label)) })]),
    ...leftOut(dataset, rows, language, headOf(chart)),
  ];
}

/** Every number of the map, the greatest first; what is not on it stands last. */
function tableOf({ dataset, data, tools: { language }, chart: { at } }: DrawnFor): ChartTable {
  const { measure, by, areas, elsewhere } = data;
  const table = {
    stub: by.title,
    columns: [{ label: measure.title, total: false, align: 'right' as const }],
    rows: [...inOrder(areas), ...elsewhere].map(({ row, label }) => {
      const quantity = cellQuantity(dataset, row, measure, at);
      return {
        label,
        total: false,
        cells:
          quantity === undefined
            ? []
            : [{ kind: 'value' as const, entry: printInWords(quantity, 'table', language) }],
      };
    }),
  };
  const entries = tableEntries(table);
  return { ...table, legend: [...symbolLegend(entries), ...markLegend(entries, language)] };
}
