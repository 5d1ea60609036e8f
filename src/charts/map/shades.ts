import { neutral } from '../../model/chart/palette.js';
import { bracketed } from '../../model/dataset/missing.js';
import { toFractionText } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import type { Area, MapData } from './areas.js';
import { Canvas, type Words } from './canvas.js';
import type { MapClass } from './classes.js';
import { land, linesOver, shadesOf } from './colours.js';
import { beginMap, type DrawnMap, frameMap, type MapDrawing } from './drawn-map.js';
import { boxPath, hatch } from './hatching.js';
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
  const meanings = new Map<string, Area[]>();
  for (const area of areas) {
    if (area.value !== undefined) continue;
    const cell = area.row.measures[numbers.measure.name];
    const meaning = cell !== undefined && 'meaning' in cell ? cell.meaning : '';
    meanings.set(meaning, [...(meanings.get(meaning) ?? []), area]);
  }
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

/** Draws areas in the shades of their classes. Borders are those of the file. */
export function drawShades(
  drawing: MapDrawing,
  { classes, missing, elsewhere }: ShadeWords,
  hasMiddle: boolean,
): DrawnMap {
  const { data, frame, palette, textWidth, family, say } = drawing;
  const canvas = new Canvas(frame.width, textWidth, neutral.ink);
  const laid = beginMap(drawing, canvas);
  const whole = { x1: 0, y1: 0, x2: laid.width, y2: laid.height };
  const pathOf = ({ shape }: Area): string => (shape === undefined ? '' : laid.pathOf(polygonsOf(shape)));
  const emptyPath = data.empty.map((shape) => laid.pathOf(polygonsOf(shape))).join('');
  if (emptyPath !== '')
    canvas.add(`<path fill="${neutral.paper}" stroke="${land.border}" stroke-width="0.6" d="${emptyPath}"/>`);
  const fills = shadesOf(classes, palette);
  const marked = data.areas.flatMap((area) => {
    const place = classes.findIndex(({ members }) => members.some(({ index }) => index === area.index));
    const path = pathOf(area);
    return place < 0 || path === '' ? [] : [{ area, path, place }];
  });
  canvas.add('<g data-mark="0">');
  for (const { path, place } of marked)
    canvas.add(`<path fill="${fills[place]}" stroke="${neutral.paper}" stroke-width="0.7" d="${path}"/>`);
  canvas.add('</g>');
  const isBelow = (place: number): boolean => hasMiddle && classes[place]?.side === 'below';
  classes.forEach((_, place) => {
    if (!isBelow(place)) return;
    const path = marked.filter((each) => each.place === place).map((each) => each.path);
    hatch(`below-${place}`, path.join(''), whole, belowPaint(fills[place] ?? ''), canvas);
  });
  missing.forEach(({ areas }, index) => {
    const path = areas.map(pathOf).join('');
    canvas.add(`<path fill="${neutral.paper}" stroke="${land.border}" stroke-width="0.7" d="${path}"/>`);
    hatch(`missing-${index}`, path, whole, missingPaint(index), canvas);
  });
  for (const { area } of marked) writeMarks(area, data, laid, canvas);
  frameMap(laid, canvas);
  let groups = 1;
  const swatch =
    (id: string, fill: string, lines?: string, isClass = false): LegendItem['sign'] =>
    (x, y) => {
      const path = boxPath(x, y - 6, x + 20, y + 6);
      const box = `<path fill="${fill}" stroke="${land.border}" stroke-width="0.6" d="${path}"/>`;
      canvas.add(isClass ? `<g data-mark="${groups++}">${box}</g>` : box);
      if (lines !== undefined)
        hatch(`sign-${id}`, path, { x1: x, y1: y - 6, x2: x + 20, y2: y + 6 }, lines, canvas);
    };
  const item = (words: readonly Words[], sign: LegendItem['sign']): LegendItem => ({
    words,
    sign,
    width: 20,
    height: 12,
  });
  const items: LegendItem[] = [
    ...classes.map(({ words }, place) =>
      item(
        words,
        swatch(
          `class-${place}`,
          fills[place] ?? '',
          isBelow(place) ? belowPaint(fills[place] ?? '') : undefined,
          true,
        ),
      ),
    ),
    ...missing.map(({ words }, index) =>
      item(words, swatch(`missing-${index}`, neutral.paper, missingPaint(index))),
    ),
    ...(emptyPath === '' ? [] : [item([{ text: say('chart.map.no-row') }], swatch('empty', neutral.paper))]),
  ];
  let end = writeLegend(items, laid.height + 8, canvas);
  if (elsewhere.length > 0) {
    const beside = elsewhere.map((words): LegendItem => ({ words, sign: () => {}, width: 0, height: 12 }));
    const heading: LegendItem = {
      words: [{ text: say('chart.map.elsewhere') }],
      sign: () => {},
      width: 0,
      height: 12,
    };
    end = writeLegend([heading, ...beside], end, canvas);
  }
  const height = Math.ceil(end + 2);
  return {
    svg: canvas.finish(height, family),
    width: laid.width,
    height,
    labels: canvas.labels,
    projection: laid.name,
    lost: data.areas.filter((area) => pathOf(area) === ''),
  };
}

const polygonsOf = ({ pieces }: { readonly pieces: unknown }): object => ({
  type: 'MultiPolygon',
  coordinates: pieces,
});

const belowPaint = (fill: string): string => `stroke="${linesOver(fill)}" stroke-width="1"`;

/** Each meaning of no number has lines of its own. */
const missingPaint = (index: number): string =>
  `stroke="${neutral.thin}" stroke-width="${index === 0 ? 1 : 2}"`;

/** Letters such as [p] stand on the area whose number they are about. */
function writeMarks(
  { shape, row }: Area,
  { measure }: MapData,
  laid: { middleOf: (shape: NonNullable<Area['shape']>) => { x: number; y: number } },
  canvas: Canvas,
): void {
  const text = (ownOf(row.marks, measure.name) ?? []).map(bracketed).join(' ');
  if (text === '' || shape === undefined) return;
  const { x, y } = laid.middleOf(shape);
  const width = canvas.widthOf([{ text }]);
  canvas.add(
    `<path fill="${neutral.paper}" d="${boxPath(x - width / 2 - 2, y - 8, x + width / 2 + 2, y + 7)}"/>`,
  );
  canvas.write([{ text }], x - width / 2, y + 4, 'label');
}
