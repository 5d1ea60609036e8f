import { neutral } from '../../model/chart/palette.js';
import { bracketed } from '../../model/dataset/missing.js';
import { toFractionText } from '../../model/exact.js';
import { groupBy } from '../../model/group-by.js';
import { ownOf } from '../../model/own.js';
import type { Area, MapData } from './areas.js';
import { boxPath, Canvas, hatch, ofArea, type Rectangle, type Words } from './canvas.js';
import type { MapClass } from './classes.js';
import { land, linesOver, shadesOf } from './colours.js';
import { beginMap, type DrawnMap, finishMap, frameMap, type MapDrawing, swatchBox } from './drawn-map.js';
import type { Land } from './land.js';
import { type LegendItem, writeLegend } from './legend.js';
import type { MapNumbers } from './numbers.js';

/** An area with a number. */
export type ValuedArea = Area & Required<Pick<Area, 'value'>>;

/** A class with the words that its legend says. */
export interface ShadeClass extends MapClass<ValuedArea> {
  readonly words: readonly Words[];
}

/** Areas without a number, by what the symbol in their cell means. */
export interface MissingClass {
  readonly areas: readonly Area[];
  readonly words: readonly Words[];
}

/** What a legend of shades says, its numbers kept: the least and the greatest number of each class are cells, and how many areas it has. */
export interface ShadeWords {
  readonly classes: readonly ShadeClass[];
  readonly missing: readonly MissingClass[];
  readonly elsewhere: readonly (readonly Words[])[];
}

export function shadeWords(
  classes: readonly MapClass<ValuedArea>[],
  { areas, elsewhere }: MapData,
  numbers: MapNumbers,
): ShadeWords {
  const { language } = numbers;
  const to = language.message('chart.map.to');
  const counted = (all: readonly Area[]): readonly Words[] => [
    { text: language.message('chart.map.areas'), fill: neutral.muted },
    { ...numbers.count(all), fill: neutral.muted },
  ];
  const unknown = areas.filter(({ value }) => value === undefined);
  const meanings = groupBy(unknown, ({ row }) => {
    const cell = row.measures[numbers.measure.name];
    return cell !== undefined && 'meaning' in cell ? cell.meaning : '';
  });
  return {
    classes: classes.map((each): ShadeClass => {
      const [least, greatest] = [each.members[0], each.members.at(-1)];
      if (least === undefined || greatest === undefined) throw new Error('a class has areas');
      const range =
        toFractionText(least.value) === toFractionText(greatest.value)
          ? [numbers.cell(least)]
          : [numbers.cell(least), { text: to }, numbers.cell(greatest)];
      return { ...each, words: [...range, ...counted(each.members)] };
    }),
    missing: [...meanings].map(([text, all]) => ({ areas: all, words: [{ text }, ...counted(all)] })),
    elsewhere: elsewhere.map((area) => [{ text: area.label }, { ...numbers.cell(area), weight: 700 }]),
  };
}

/** How the areas of a class, or of a meaning of no number, are painted. */
interface Paint {
  readonly fill: string;
  /** Of the lines over it, so that it is told apart without colour. */
  readonly lines?: string;
}

/** A map while it is drawn. */
interface Sheet {
  readonly canvas: Canvas;
  readonly laid: Land;
  pathOf(area: Area): string;
}

/** Draws areas in the shades of their classes. Borders are those of the file. */
export function drawShades(drawing: MapDrawing, words: ShadeWords, hasMiddle: boolean): DrawnMap {
  const { data, frame, palette, textWidth } = drawing;
  const { classes, missing } = words;
  const canvas = new Canvas(frame.width, textWidth, neutral.ink);
  const laid = beginMap(drawing, canvas);
  const sheet: Sheet = {
    canvas,
    laid,
    pathOf: ({ shape }) => (shape === undefined ? '' : laid.pathOf(polygonsOf(shape))),
  };
  const fills = shadesOf(classes, palette);
  const paints = classes.map(({ side }, place): Paint => {
    const fill = fills[place] ?? '';
    return { fill, ...(hasMiddle && side === 'below' && { lines: belowPaint(fill) }) };
  });
  const empty = data.empty.map((shape) => laid.pathOf(polygonsOf(shape))).join('');
  if (empty !== '')
    canvas.add(`<path fill="${neutral.paper}" stroke="${land.border}" stroke-width="0.6" d="${empty}"/>`);
  const drawn = drawClasses(data.areas, classes, paints, sheet);
  missing.forEach(({ areas }, index) => {
    const path = areas.map(sheet.pathOf).join('');
    canvas.add(`<path fill="${neutral.paper}" stroke="${land.border}" stroke-width="0.7" d="${path}"/>`);
    hatch(`missing-${index}`, path, wholeOf(laid), missingPaint(index), canvas);
  });
  for (const area of drawn) writeMarks(area, data, sheet);
  frameMap(laid, canvas);
  const end = writeLegends(words, paints, empty !== '', drawing, sheet);
  const lost = data.areas.filter((area) => sheet.pathOf(area) === '');
  return finishMap(drawing, canvas, laid, end, lost);
}

/** Draws the areas that have a class, those below a middle with lines over them; returns the areas of which there is something. */
function drawClasses(
  areas: readonly Area[],
  classes: readonly ShadeClass[],
  paints: readonly Paint[],
  { canvas, laid, pathOf }: Sheet,
): readonly Area[] {
  const drawn = areas.flatMap((area) => {
    const place = classes.findIndex(({ members }) => members.some(({ index }) => index === area.index));
    const path = pathOf(area);
    return place < 0 || path === '' ? [] : [{ area, path, place }];
  });
  canvas.add('<g data-mark="0">');
  for (const { area, path, place } of drawn)
    canvas.add(
      `<path fill="${paints[place]?.fill}" stroke="${neutral.paper}" stroke-width="0.7" d="${path}"${ofArea(area)}/>`,
    );
  canvas.add('</g>');
  paints.forEach(({ lines }, place) => {
    if (lines === undefined) return;
    const path = drawn.filter((each) => each.place === place).map((each) => each.path);
    hatch(`below-${place}`, path.join(''), wholeOf(laid), lines, canvas);
  });
  return drawn.map(({ area }) => area);
}

/** Writes what the shades mean, and the numbers that have no place on the map; returns where that ends. */
function writeLegends(
  { classes, missing, elsewhere }: ShadeWords,
  paints: readonly Paint[],
  hasEmpty: boolean,
  { say }: MapDrawing,
  { canvas, laid }: Sheet,
): number {
  const swatch = (
    id: string,
    { fill, lines }: Paint,
    words: readonly Words[],
    mark?: number,
  ): LegendItem => ({
    words,
    width: 20,
    height: 12,
    sign: (x, y) => {
      const box = swatchBox(x, y, fill);
      canvas.add(mark === undefined ? box : `<g data-mark="${mark}">${box}</g>`);
      if (lines === undefined) return;
      const ends = { x1: x, y1: y - 6, x2: x + 20, y2: y + 6 };
      hatch(`sign-${id}`, boxPath(ends.x1, ends.y1, ends.x2, ends.y2), ends, lines, canvas);
    },
  });
  const paper = neutral.paper;
  const end = writeLegend(
    [
      ...paints.map((paint, place) =>
        swatch(`class-${place}`, paint, classes[place]?.words ?? [], place + 1),
      ),
      ...missing.map(({ words }, index) =>
        swatch(`missing-${index}`, { fill: paper, lines: missingPaint(index) }, words),
      ),
      ...(hasEmpty ? [swatch('empty', { fill: paper }, [{ text: say('chart.map.no-row') }])] : []),
    ],
    laid.height + 8,
    canvas,
  );
  if (elsewhere.length === 0) return end;
  const beside = [[{ text: say('chart.map.elsewhere') }], ...elsewhere].map(
    (words): LegendItem => ({ words, sign: () => {}, width: 0, height: 12 }),
  );
  return writeLegend(beside, end, canvas);
}

const wholeOf = ({ width, height }: Land): Rectangle => ({ x1: 0, y1: 0, x2: width, y2: height });

/** Letters such as [p] stand on the area whose number they are about. */
function writeMarks({ shape, row }: Area, { measure }: MapData, { canvas, laid }: Sheet): void {
  const text = (ownOf(row.marks, measure.name) ?? []).map(bracketed).join(' ');
  if (text === '' || shape === undefined) return;
  const { x, y } = laid.middleOf(shape);
  const width = canvas.widthOf([{ text }]);
  canvas.add(
    `<path fill="${neutral.paper}" d="${boxPath(x - width / 2 - 2, y - 8, x + width / 2 + 2, y + 7)}"/>`,
  );
  canvas.write([{ text }], x - width / 2, y + 4, 'label');
}

const polygonsOf = ({ pieces }: { readonly pieces: unknown }): object => ({
  type: 'MultiPolygon',
  coordinates: pieces,
});

const belowPaint = (fill: string): string => `stroke="${linesOver(fill)}" stroke-width="1"`;

/** Each meaning of no number has lines of its own. */
const missingPaint = (index: number): string =>
  `stroke="${neutral.thin}" stroke-width="${index === 0 ? 1 : 2}"`;
