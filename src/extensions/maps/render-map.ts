import { type CheckContext, checkContext, report, unusedExceptions } from '../../charts/check/context.js';
import { hold } from '../../charts/check/rule.js';
import { wordsAround } from '../../charts/check/rules/words-around.js';
import { type Frame, frames } from '../../charts/drawing/frame.js';
import type { DrawingTools } from '../../charts/drawing/tools.js';
import type { ChartOutcome } from '../../charts/form.js';
import { listNames } from '../../diagnostics.js';
import type { ExceptionRule } from '../../model/chart/exceptions.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { parseExact } from '../../model/exact.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { areasOf, type MapData } from './areas.js';
import { symbolWords } from './circles.js';
import { classesAround, classesOf, classingOf, type MapClass } from './classes.js';
import type { DrawnMap, MapDrawing } from './drawn-map.js';
import { type Draw, finishedMap } from './finish-map.js';
import type { MapSpec } from './map-spec.js';
import { MapNumbers } from './numbers.js';
import { readMap } from './read-map.js';
import { drawShades, shadeWords, type ValuedArea } from './shades.js';
import { drawSymbols } from './symbols.js';

/** Circles beyond this many are not told apart, and take long to come apart. */
const mostCircles = 200;

/** Characters beyond which a map makes a page slow to load. */
const mostCharacters = 1_000_000;

/** A map with everything that a chart has, or what is wrong with it. */
export function renderMap(
  chart: ChartNode,
  dataset: PublishedDataset,
  tools: DrawingTools,
  broken: Set<ExceptionRule>,
): ChartOutcome {
  const context = checkContext(chart, dataset, tools.vega.parseExpression, broken, tools);
  const map = readMap(chart.spec, context);
  const data = map && areasOf(map, chart.spec, context);
  if (map === undefined || data === undefined) return { diagnostics: context.diagnostics };
  const numbers = new MapNumbers(dataset, data.measure, tools.language, chart.at);
  const draw = drawerOf(map, data, numbers, tools, context);
  const unused = unusedExceptions(chart, broken);
  if (draw === undefined || unused.length > 0) return { diagnostics: [...context.diagnostics, ...unused] };
  const paper = draw(frames.paper);
  checkPaper(paper, map, context);
  if (paper === undefined || context.diagnostics.length > 0) return { diagnostics: context.diagnostics };
  const rows = [...data.areas, ...data.elsewhere].map(({ row }) => row);
  const { name, fields } = dataset;
  hold([wordsAround], { behind: [[{ name, fields, rows }]] }, context);
  if (context.diagnostics.length > 0) return { diagnostics: context.diagnostics };
  const finished = finishedMap({ chart, dataset, map, data, numbers, tools, draw }, paper);
  if (finished !== undefined) return { chart: finished, diagnostics: [] };
  report(context, '', 'chart/render.reference');
  return { diagnostics: context.diagnostics };
}

/** What is drawn for paper is there, not too much, and shows every area. */
function checkPaper(paper: DrawnMap | undefined, map: MapSpec, context: CheckContext): void {
  if (paper === undefined) report(context, '/map', 'map/form.circles');
  else if (paper.svg.length > mostCharacters)
    report(context, '/map/geometry', 'chart/limit.map', { count: paper.svg.length, mostCharacters });
  else if (paper.lost.length > 0 && map.focus === undefined)
    report(context, `/map/${map.projection === undefined ? 'geometry' : 'projection'}`, 'map/form.area', {
      lost: listNames(paper.lost.map(({ category }) => category)),
    });
}

function drawerOf(
  map: MapSpec,
  data: MapData,
  numbers: MapNumbers,
  { palette, textWidth, family, vega, language }: DrawingTools,
  context: CheckContext,
): Draw | undefined {
  const drawingFor = (frame: Frame): MapDrawing => ({
    ...{ map, data, frame, palette, textWidth, family },
    projection: vega.projection,
    say: (id) => language.message(id),
  });
  if (map.form === 'symbols') {
    const negative = data.areas.find(({ value }) => value !== undefined && value.numerator < 0n);
    if (negative !== undefined)
      report(context, '/map/form', 'map/form.below', { category: negative.category });
    if (data.areas.length > mostCircles)
      report(context, '/map/form', 'chart/limit.circles', { count: data.areas.length, mostCircles });
    if (context.diagnostics.length > 0) return undefined;
    const words = symbolWords(data, numbers);
    return (frame) => drawSymbols(drawingFor(frame), words);
  }
  const classes = classesFor(map, data, context);
  if (classes === undefined) return undefined;
  const words = shadeWords(classes, data, numbers);
  return (frame) => drawShades(drawingFor(frame), words, map.middle !== undefined);
}

function classesFor(
  map: MapSpec,
  data: MapData,
  context: CheckContext,
): readonly MapClass<ValuedArea>[] | undefined {
  const valued = data.areas.flatMap((area) =>
    area.value === undefined ? [] : [{ ...area, value: area.value }],
  );
  const classing = classingOf(
    map,
    valued.map(({ value }) => value),
  );
  const middle = map.middle === undefined ? undefined : parseExact(map.middle);
  const classes =
    middle === undefined ? classesOf(valued, classing) : classesAround(valued, middle, classing);
  const empty = classes.findIndex(({ members }) => members.length === 0);
  if (empty < 0) return classes;
  report(context, `/map/${map.method === 'breaks' ? 'breaks' : 'classes'}`, 'map/classes', {
    empty: empty + 1,
    count: classes.length,
  });
  return undefined;
}
