import { overlaps, type Rectangle } from './canvas.js';

/** What a label is of. */
interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

/** A label and whether it stands so far off that a line has to lead to it. */
export interface PlacedLabel {
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
export function placeLabels(
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
