import type { LabelBox } from '../../model/chart/chart.js';
import { greatest } from '../../model/chart/extremes.js';
import { neutral } from '../../model/chart/palette.js';
import { bracketed } from '../../model/dataset/missing.js';
import { toNumber } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import type { Area, MapData } from './areas.js';
import { boxPath, type Canvas, circle, overlaps, type Rectangle, tenths } from './canvas.js';
import type { MapNumbers, PrintedNumber } from './numbers.js';

/** An area with what is written beside its circle. */
export interface SymbolArea {
  readonly area: Area;
  readonly number: PrintedNumber;
  /** The letters of its marks, such as [p]. */
  readonly marks: string;
}

/** What a map of circles prints, its numbers kept. */
export interface SymbolWords {
  readonly areas: readonly SymbolArea[];
  readonly elsewhere: readonly SymbolArea[];
  /** Circles of the legend: the greatest number, one about a quarter of it, and the least; each is a cell. */
  readonly sizes: readonly SymbolArea[];
}

export function symbolWords({ areas, elsewhere, measure }: MapData, numbers: MapNumbers): SymbolWords {
  const wordsOf = (area: Area): SymbolArea => ({
    area,
    number: numbers.cell(area),
    marks: (ownOf(area.row.marks, measure.name) ?? []).map(bracketed).join(' '),
  });
  return {
    areas: areas.map(wordsOf),
    elsewhere: elsewhere.map(wordsOf),
    sizes: sizesOf([...areas, ...elsewhere]).map(wordsOf),
  };
}

/** The number of an area, for which a circle stands; 0 where it has none. */
export const sizeOf = ({ value }: Area): number => (value === undefined ? 0 : toNumber(value));

function sizesOf(areas: readonly Area[]): readonly Area[] {
  const ordered = areas.filter((area) => sizeOf(area) > 0).toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return [];
  const quarter = sizeOf(first) / 4;
  const middle = ordered.toSorted((a, b) => Math.abs(sizeOf(a) - quarter) - Math.abs(sizeOf(b) - quarter))[0];
  const sizes = [first, ...(middle === undefined ? [] : [middle]), last];
  return sizes.filter((area, index) => sizes.findIndex((each) => sizeOf(each) === sizeOf(area)) === index);
}

/** A circle on a map: where it belongs, how large it is, and where it has come to stand. */
export interface PlacedCircle {
  readonly anchor: { readonly x: number; readonly y: number };
  readonly radius: number;
  x: number;
  y: number;
}

const [rounds, gap] = [400, 1.5];

/**
 * Moves circles apart until none lies over another, each as near to its place as that lets it, the larger ones least. Always the same
 * for the same circles. False where they do not come apart within the map.
 */
export function placeCircles(circles: readonly PlacedCircle[], width: number, height: number): boolean {
  for (let round = 0; round < rounds; round++) {
    const pull = round < rounds / 2 ? 0.04 : 0;
    for (const each of circles) {
      each.x += (each.anchor.x - each.x) * pull;
      each.y += (each.anchor.y - each.y) * pull;
    }
    for (const [index, a] of circles.entries()) for (const b of circles.slice(index + 1)) part(a, b);
    for (const each of circles) {
      each.x = Math.min(Math.max(each.x, each.radius + 1), width - each.radius - 1);
      each.y = Math.min(Math.max(each.y, each.radius + 1), height - each.radius - 1);
    }
  }
  return circles.every((a, index) =>
    circles.slice(index + 1).every((b) => Math.hypot(b.x - a.x, b.y - a.y) >= a.radius + b.radius),
  );
}

function part(a: PlacedCircle, b: PlacedCircle): void {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const apart = Math.hypot(dx, dy);
  const missing = a.radius + b.radius + gap - apart;
  if (missing <= 0) return;
  // Two at one place part sideways.
  const [ux, uy] = apart === 0 ? [1, 0] : [dx / apart, dy / apart];
  const share = b.radius ** 2 / (a.radius ** 2 + b.radius ** 2);
  a.x -= ux * missing * share;
  a.y -= uy * missing * share;
  b.x += ux * missing * (1 - share);
  b.y += uy * missing * (1 - share);
}

/** What stands on the map already. */
interface Room {
  readonly circles: readonly PlacedCircle[];
  readonly labels: readonly LabelBox[];
  readonly width: number;
  readonly height: number;
}

const [inset, padding, headingHeight, lineHeight] = [6, 7, 18, 14];

/**
 * Writes the legend of sizes into a corner of the map where nothing else stands: circles one inside the other, each with its number beside its
 * top. Returns the circles, not drawn yet; undefined where no corner is free, and nothing is written.
 */
export function sizesCorner(
  sizes: readonly SymbolArea[],
  unit: number,
  heading: string,
  { circles, labels, width, height }: Room,
  canvas: Canvas,
): readonly string[] | undefined {
  const radii = sizes.map(({ area }) => Math.sqrt(sizeOf(area) * unit));
  const [largest] = radii;
  if (largest === undefined) return undefined;
  const numbers = greatest(sizes.map(({ number }) => canvas.widthOf([{ ...number, weight: 700 }])));
  const inner = Math.max(2 * largest + 12 + numbers, canvas.widthOf([{ text: heading }]));
  const [boxWidth, boxHeight] = [inner + 2 * padding, 2 * largest + headingHeight + 2 * padding];
  const corners = [true, false].flatMap((isRight) =>
    [true, false].map((isBottom): Rectangle => {
      const x1 = isRight ? width - inset - boxWidth : inset;
      const y1 = isBottom ? height - inset - boxHeight : inset;
      return { x1, y1, x2: x1 + boxWidth, y2: y1 + boxHeight };
    }),
  );
  const taken: readonly Rectangle[] = [
    ...labels,
    ...circles.map(({ x, y, radius }) => ({
      x1: x - radius,
      y1: y - radius,
      x2: x + radius,
      y2: y + radius,
    })),
    ...circles.map(({ anchor: { x, y } }) => ({ x1: x - 2, y1: y - 2, x2: x + 2, y2: y + 2 })),
  ];
  const box = corners.find(
    (each) => each.x1 >= 0 && each.y1 >= 0 && !taken.some((other) => overlaps(each, other, 4)),
  );
  if (box === undefined) return undefined;
  canvas.add(
    `<path fill="${neutral.paper}" fill-opacity="0.85" d="${boxPath(box.x1, box.y1, box.x2, box.y2)}"/>`,
  );
  canvas.write([{ text: heading, fill: neutral.muted }], box.x1 + padding, box.y1 + padding + 10, 'legend');
  const [base, middle] = [box.y2 - padding, box.x1 + padding + largest];
  let lowest = Number.NEGATIVE_INFINITY;
  return sizes.map((symbol, index) => {
    const radius = radii[index] ?? 0;
    const top = base - 2 * radius;
    // Numbers of circles that are nearly alike stand below each other.
    const line = Math.max(top + 4, lowest + lineHeight);
    lowest = line;
    const left = middle + largest + 10;
    canvas.add(
      `<path fill="none" stroke="${neutral.muted}" stroke-width="0.6" d="M${tenths(middle)},${tenths(top)}L${tenths(left - 2)},${tenths(line - 4)}"/>`,
    );
    canvas.write([{ ...symbol.number, weight: 700 }], left, line, 'legend');
    const paint = `fill="${neutral.paper}" stroke="${neutral.muted}"`;
    return circle(middle, base - radius, radius, paint);
  });
}
