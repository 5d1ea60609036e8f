import {
  type Description,
  named,
  namedCategory,
  Speaker,
  subjectKind,
  type Telling,
} from '../../charts/alternative/telling.js';
import { type Frame, frames } from '../../charts/drawing/frame.js';
import { sealOther, wordedDrawing } from '../../charts/drawing/seal-svg.js';
import type { DrawingTools } from '../../charts/drawing/tools.js';
import { headOf, isIllustrative } from '../../charts/plain-text.js';
import { markLegend, symbolLegend, tableEntries } from '../../charts/table.js';
import { leftOut } from '../../language/left-out.js';
import { printInWords } from '../../language/print.js';
import type { ChartTable, OtherDrawing, RenderedChart } from '../../model/chart/chart.js';
import { cellQuantity } from '../../model/dataset/cell.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { distinctSources } from '../../model/dataset/sources.js';
import { compare } from '../../model/exact.js';
import { classedParts } from '../../model/tree/classed-text.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { unitParts } from '../../model/unit.js';
import type { Area, MapData } from './areas.js';
import type { DrawnMap } from './drawn-map.js';
import type { MapForm, MapSpec } from './map-spec.js';
import type { MapNumbers } from './numbers.js';
import { equalArea } from './projections.js';

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
  const told = [describeMap(data, telling)];
  const placed = placesIn(drawn);
  const worded = wordedDrawing(placed(paper.svg), chart, kinds, told, numbers.entries.length);
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
    others: tools.allFrames ? othersOf(chart, words.description, draw, placed) : [],
    sources: [...distinctSources(dataset.sources), { title: data.geometry.attribution }],
    illustrative: isIllustrative(chart, dataset),
  };
}

function othersOf(
  chart: ChartNode,
  description: string,
  draw: Draw,
  placed: (svg: string) => string,
): readonly OtherDrawing[] {
  return (['desk', 'phone'] as const).flatMap((frame): OtherDrawing[] => {
    const drawn = draw(frames[frame]);
    const svg = drawn && sealOther(placed(drawn.svg), { id: chart.id, description }, frame);
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

/** The SVG in which each mark says the place of its number in the table, so that a page can say it. */
function placesIn({ dataset, data, chart: { at } }: DrawnFor): (svg: string) => string {
  const known = tableOrder(data).filter(
    ({ row }) => cellQuantity(dataset, row, data.measure, at) !== undefined,
  );
  const places = new Map(known.map(({ index }, place) => [`${index}`, place]));
  return (svg) =>
    svg.replace(/ data-of="(\d+)"/g, (_, index: string) => {
      const place = places.get(index);
      return place === undefined ? '' : ` data-of="${place}"`;
    });
}

const tableOrder = ({ areas, elsewhere }: MapData): readonly Area[] => [...inOrder(areas), ...elsewhere];

/** Every number of the map, the greatest first; what is not on it stands last. */
function tableOf({ dataset, data, tools: { language }, chart: { at } }: DrawnFor): ChartTable {
  const { measure, by } = data;
  const table = {
    stub: by.title,
    columns: [{ label: measure.title, total: false, align: 'right' as const }],
    rows: tableOrder(data).map(({ row, label }) => {
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

/** Beyond this many areas only the first and the last are told: the table has all. */
const mostTold = 12;

/** What kind of map it is, of what, and which areas it has. */
function mapAlternative(form: MapForm, data: MapData, { language }: Pick<Telling, 'language'>): string {
  const { by, areas } = data;
  const drawn = language.message(`chart.map.drawn.${form}`, { measure: subject(data, language, '') });
  const labels = areas.map(({ category }) => namedCategory(by, category));
  if (labels.length > mostTold) return drawn;
  const dimension = { title: named(by.title), list: language.list(labels) };
  return `${drawn} ${language.message('chart.dimension.list', dimension)}`;
}

const subject = ({ measure }: MapData, language: Telling['language'], form: '' | '-first'): string =>
  language.message(`chart.subject.${subjectKind(measure)}${form}`, {
    unit: named(unitParts(measure.unit ?? '').noun),
    title: named(measure.title),
  });

/** Each area with its number, the greatest first; of many those with the greatest and the least. Then what is not on the map. */
export function describeMap(data: MapData, telling: Telling): Description {
  const { areas, elsewhere, by, measure } = data;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const item = ({ row, category }: Area): string =>
    language.message('chart.category.item', {
      label: namedCategory(by, category),
      value: speaker.cell(row, measure),
    });
  const sentences: string[] = [];
  const ordered = inOrder(areas);
  if (areas.length <= mostTold)
    sentences.push(language.message('chart.category.list', { list: ordered.map(item).join('; ') }));
  else {
    const known = ordered.flatMap((area) =>
      area.value === undefined ? [] : [{ ...area, value: area.value }],
    );
    const [first, last] = [known[0], known.at(-1)];
    if (first !== undefined && last !== undefined) {
      const alike = (value: typeof first.value) => known.filter((area) => compare(area.value, value) === 0);
      const names = (all: readonly Area[]): string =>
        language.list(all.map(({ category }) => namedCategory(by, category)));
      const isWhole = known.length === areas.length;
      const [high, low] = [alike(first.value), alike(last.value)];
      const rows = (all: readonly Area[]) => all.map(({ row }) => row);
      sentences.push(
        compare(first.value, last.value) === 0
          ? language.message(`chart.category.${isWhole ? 'same' : 'same-known'}`, {
              subject: subject(data, language, '-first'),
              value: speaker.common(rows(high), measure),
            })
          : language.message(`chart.category.${isWhole ? 'extremes' : 'extremes-known'}`, {
              subject: subject(data, language, '-first'),
              highest: names(high),
              high: speaker.common(rows(high), measure),
              lowest: names(low),
              low: speaker.common(rows(low), measure),
            }),
      );
    }
  }
  if (elsewhere.length > 0)
    sentences.push(language.message('chart.map.told-elsewhere', { list: elsewhere.map(item).join('; ') }));
  return speaker.finish(sentences);
}

/** Areas by their numbers, the greatest first; those without one stand last. */
function inOrder(areas: readonly Area[]): readonly Area[] {
  return areas.toSorted((a, b) => {
    if (a.value === undefined || b.value === undefined)
      return Number(a.value === undefined) - Number(b.value === undefined);
    return compare(b.value, a.value);
  });
}
