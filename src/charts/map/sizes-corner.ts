import type { LabelBox } from '../../model/chart/chart.js';
import { greatest } from '../../model/chart/extremes.js';
import { neutral } from '../../model/chart/palette.js';
import { type Canvas, circle, overlaps, type Rectangle, tenths } from './canvas.js';
import { boxPath } from './hatching.js';
import type { PlacedCircle } from './place-circles.js';
import { type SymbolArea, sizeOf } from './symbol-words.js';

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
