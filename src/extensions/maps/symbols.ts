import { greatest } from '../../model/chart/extremes.js';
import { neutral } from '../../model/chart/palette.js';
import type { Area, MapData } from './areas.js';
import { Canvas, circle, ofArea, overlaps, type Rectangle, tenths, type Words } from './canvas.js';
import {
  type PlacedCircle,
  placeCircles,
  type SymbolArea,
  type SymbolWords,
  sizeOf,
  sizesCorner,
} from './circles.js';
import { circleColour, land } from './colours.js';
import { beginMap, type DrawnMap, finishMap, frameMap, type MapDrawing, swatchBox } from './drawn-map.js';
import type { Land } from './land.js';
import { type LegendItem, writeLegend } from './legend.js';

/** What a label is of. */
interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

/** A label and whether it stands so far off that a line has to lead to it. */
interface PlacedLabel {
  readonly box: Rectangle;
  readonly isFar: boolean;
}

/** To the right first, as labels are read; then to the left, below, above, and in between. */
const ways = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [0.7, -0.7],
  [0.7, 0.7],
  [-0.7, -0.7],
  [-0.7, 0.7],
] as const;

const distances = [3, 10, 20, 32, 46, 62, 80];

/** A free place for the label of each circle, near to it; undefined where one has none. Labels are placed in their order. */
function placeLabels(
  all: readonly Labelled[],
  width: number,
  height: number,
): readonly PlacedLabel[] | undefined {
  const circles = all
    .filter(({ radius }) => radius > 0)
    .map(({ x, y, radius }): Rectangle => {
      return { x1: x - radius, y1: y - radius, x2: x + radius, y2: y + radius };
    });
  const placed: PlacedLabel[] = [];
  for (const labelled of all) {
    const found = candidates(labelled).find(
      ({ box }) =>
        box.x1 >= 2 &&
        box.y1 >= 2 &&
        box.x2 <= width - 2 &&
        box.y2 <= height - 2 &&
        !circles.some((circle) => overlaps(circle, box, 1)) &&
        !placed.some((other) => overlaps(other.box, box, 3)),
    );
    if (found === undefined) return undefined;
    placed.push(found);
  }
  return placed;
}

function candidates({ x, y, radius, width, height }: Labelled): PlacedLabel[] {
  // Without a circle the label is all that stands there.
  const centred = { x1: x - width / 2, y1: y - height / 2, x2: x + width / 2, y2: y + height / 2 };
  const around = distances.flatMap((distance) =>
    ways.map(([dx, dy]): PlacedLabel => {
      const [cx, cy] = [x + dx * (radius + distance), y + dy * (radius + distance)];
      const x1 = dx > 0 ? cx : dx < 0 ? cx - width : cx - width / 2;
      const y1 = dy > 0.5 ? cy : dy < -0.5 ? cy - height : cy - height / 2;
      return { box: { x1, y1, x2: x1 + width, y2: y1 + height }, isFar: distance > 10 };
    }),
  );
  return radius === 0 ? [{ box: centred, isFar: false }, ...around] : around;
}

/** The radius of the greatest number, in pixels; smaller where circles would not come apart. */
const largestRadius = { paper: 30, desk: 36, phone: 25 } as const;
const leastRadius = 12;

/** What stands of a circle on the map. */
interface MapCircle extends PlacedCircle {
  readonly symbol: SymbolArea;
}

/** Draws a circle on each area whose own area is its number; undefined where circles or their labels do not come apart. */
export function drawSymbols(drawing: MapDrawing, words: SymbolWords): DrawnMap | undefined {
  const { frame } = drawing;
  for (let radius: number = largestRadius[frame.name]; radius >= leastRadius; radius *= 0.88) {
    const drawn = drawWith(radius, drawing, words);
    if (drawn !== undefined) return drawn;
  }
  return undefined;
}

function drawWith(most: number, drawing: MapDrawing, words: SymbolWords): DrawnMap | undefined {
  const { data, frame, palette, textWidth, say } = drawing;
  const canvas = new Canvas(frame.width, textWidth, neutral.ink);
  const laid = beginMap(drawing, canvas);
  const all = [...words.areas, ...words.elsewhere];
  const unit = most ** 2 / Math.max(greatest(all.map(({ area }) => sizeOf(area))), Number.MIN_VALUE);
  drawLand(data, laid, canvas);
  const { circles, beyond } = circlesOn(laid, words.areas, unit);
  if (!placeCircles(circles, laid.width, laid.height)) return undefined;
  if (!writeLabels(circles, laid, canvas)) return undefined;
  const paint = `fill="${circleColour(palette)}" stroke="${neutral.paper}" stroke-width="0.8"`;
  canvas.add('<g data-mark="0">');
  for (const { x, y, radius, symbol } of circles)
    if (radius > 0) canvas.add(circle(x, y, radius, `${paint}${ofArea(symbol.area)}`));
  canvas.add('</g>');
  writeInside(circles, canvas);
  frameMap(laid, canvas);
  let groups = 1;
  const addGroup = (markup: string): void => canvas.add(`<g data-mark="${groups++}">${markup}</g>`);
  const room = { circles, labels: canvas.labels, width: laid.width, height: laid.height };
  const corner = sizesCorner(words.sizes, unit, say('chart.map.sizes'), room, canvas);
  corner?.forEach(addGroup);
  const sample = (symbol: SymbolArea, own: readonly Words[]): LegendItem => {
    const radius = radiusOf(symbol, unit);
    return {
      words: own,
      width: 2 * radius,
      height: 2 * radius,
      sign: (x, y) => {
        if (radius > 0) addGroup(circle(x + radius, y, radius, paint));
      },
    };
  };
  const sizes = corner === undefined ? words.sizes : [];
  const legend = [
    ...headed(
      say('chart.map.sizes'),
      sizes.map((symbol) => sample(symbol, wordsOf(symbol).slice(1))),
    ),
    ...headed(
      say('chart.map.elsewhere'),
      words.elsewhere.map((symbol) => sample(symbol, wordsOf(symbol))),
    ),
    ...(data.empty.length === 0 ? [] : [landWithoutRow(say('chart.map.no-row'), canvas)]),
  ];
  return finishMap(drawing, canvas, laid, writeLegend(legend, laid.height + 8, canvas), beyond);
}

const radiusOf = ({ area }: SymbolArea, unit: number): number => Math.sqrt(sizeOf(area) * unit);

/** A circle in the middle of each area, the greatest first, and the areas whose middle is beyond the map. */
function circlesOn(
  laid: Land,
  symbols: readonly SymbolArea[],
  unit: number,
): { readonly circles: readonly MapCircle[]; readonly beyond: readonly Area[] } {
  const anchored = symbols.flatMap((symbol): MapCircle[] => {
    const { shape } = symbol.area;
    if (shape === undefined) return [];
    const anchor = laid.middleOf(shape);
    return [{ symbol, anchor, radius: radiusOf(symbol, unit), ...anchor }];
  });
  const isOn = ({ anchor: { x, y } }: MapCircle): boolean =>
    x >= 0 && y >= 0 && x <= laid.width && y <= laid.height;
  return {
    circles: anchored.filter(isOn).toSorted((a, b) => b.radius - a.radius),
    beyond: anchored.filter((each) => !isOn(each)).map(({ symbol }) => symbol.area),
  };
}

/** Items of a legend below their heading; nothing where there are none. */
const headed = (heading: string, items: readonly LegendItem[]): readonly LegendItem[] =>
  items.length === 0
    ? []
    : [{ words: [{ text: heading, fill: neutral.muted }], width: 0, height: 12, sign: () => {} }, ...items];

const landWithoutRow = (text: string, canvas: Canvas): LegendItem => ({
  words: [{ text }],
  width: 20,
  height: 12,
  sign: (x, y) => canvas.add(swatchBox(x, y, land.other)),
});

function drawLand({ areas, empty }: MapData, laid: Land, canvas: Canvas): void {
  const path = (shapes: readonly { readonly pieces: unknown }[]): string =>
    shapes.map(({ pieces }) => laid.pathOf({ type: 'MultiPolygon', coordinates: pieces })).join('');
  const border = `stroke="${land.border}" stroke-width="0.6" stroke-linejoin="round"`;
  const others = path(empty);
  if (others !== '') canvas.add(`<path fill="${land.other}" ${border} d="${others}"/>`);
  canvas.add(`<path fill="${land.own}" ${border} d="${path(areas.flatMap(({ shape }) => shape ?? []))}"/>`);
}

/** The name of an area, then its number, then what is to be kept in mind of that. */
const wordsOf = ({ area, number, marks }: SymbolArea): readonly Words[] => [
  { text: area.label },
  { ...number, weight: 700 },
  ...(marks === '' ? [] : [{ text: marks }]),
];

/** So much of a circle may its number take. */
const insidePart = 1.5;

const leastInside = 8;

const isInside = ({ radius, symbol }: MapCircle, canvas: Canvas): boolean =>
  symbol.marks === '' &&
  radius >= leastInside &&
  canvas.widthOf([{ ...symbol.number, weight: 700 }]) <= radius * insidePart;

function writeLabels(circles: readonly MapCircle[], laid: Land, canvas: Canvas): boolean {
  const lineHeight = 15;
  const labels = circles.map((each) => {
    const all = wordsOf(each.symbol);
    return isInside(each, canvas) ? all.slice(0, 1) : all;
  });
  const placed = placeLabels(
    circles.map(({ x, y, radius }, index) => ({
      ...{ x, y, radius },
      width: canvas.widthOf(labels[index] ?? []),
      height: lineHeight,
    })),
    laid.width,
    laid.height,
  );
  if (placed === undefined) return false;
  circles.forEach(({ anchor, x, y, radius }, index) => {
    const label = placed[index];
    if (label === undefined) return;
    const { x1, y1, x2, y2 } = label.box;
    const line = (fromX: number, fromY: number, toX: number, toY: number): void =>
      canvas.add(
        `<path fill="none" stroke="${neutral.muted}" stroke-width="0.8" d="M${tenths(fromX)},${tenths(fromY)}L${tenths(toX)},${tenths(toY)}"/>`,
      );
    // A circle that had to give way shows where it belongs.
    if (Math.hypot(anchor.x - x, anchor.y - y) > Math.max(radius, 4)) line(anchor.x, anchor.y, x, y);
    if (label.isFar) line(x, y, Math.min(Math.max(x, x1), x2), Math.min(Math.max(y, y1), y2));
    canvas.write(labels[index] ?? [], x1, y1 + 11.5, 'label');
  });
  return true;
}

/** Numbers that have room stand in their circles. */
function writeInside(circles: readonly MapCircle[], canvas: Canvas): void {
  for (const each of circles) {
    if (!isInside(each, canvas)) continue;
    const words = [{ ...each.symbol.number, weight: 700 as const, fill: neutral.paper }];
    canvas.write(words, each.x - canvas.widthOf(words) / 2, each.y + 4.2, 'label');
  }
}
