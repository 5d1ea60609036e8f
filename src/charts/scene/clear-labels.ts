import type { Bounds, PlacedItem, Scene, SceneItem } from './scene.js';
import { placedItems, textOf } from './scene.js';

/** A straight stretch of a line, in pixels of the drawing. */
interface Stretch {
  readonly from: Spot;
  readonly to: Spot;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

type Box = Pick<Bounds, 'x1' | 'y1' | 'x2' | 'y2'>;

/** Between a label and a line or another text, in pixels: a number beside another one would be read as one. */
const fromLine = 2;
const fromText = { x: 10, y: 3 };

/** From a point to the label above, below or beside it, in pixels. */
const fromPoint = 6;

/**
 * Moves a number above or below a point of a line that lies on a line, or beside a number of the axis. It goes to the other side of
 * the point, or to its right. Where every place is taken it stays. Changes the items of the scene; print it afterwards.
 */
export function clearLabels(scene: Pick<Scene, 'root' | 'origin'>): void {
  const placed = placedItems(scene);
  const lines = stretchesOf(placed);
  const texts = placed.filter(({ item, mark }) => mark.marktype === 'text' && textOf(item) !== '');
  for (const label of texts) {
    const { item, mark } = label;
    if (mark.role !== 'mark' || (item.dy ?? 0) === 0) continue;
    const others = texts.filter((other) => other !== label).map(boxOf);
    const isFree = (box: Box): boolean =>
      lines.every((stretch) => !touches(grown(box, { x: fromLine, y: fromLine }), stretch)) &&
      others.every((other) => !overlaps(grown(box, fromText), other));
    const own = boxOf(label);
    const point = spotOf(label);
    const isAtLine = lines.some(({ to }) => Math.hypot(to.x - point.x, to.y - point.y) < 1);
    const place = isAtLine && !isFree(own) ? placesAround(own, point, item.dy ?? 0).find(isFree) : undefined;
    if (place !== undefined) moveBy(item, place.x1 - own.x1, place.y1 - own.y1);
  }
}

/** The stretches of all lines, each to the next of its points; a point to which none leads is one of its own. */
function stretchesOf(placed: readonly PlacedItem[]): readonly Stretch[] {
  const points = placed.filter(({ mark }) => mark.marktype === 'line');
  return points.flatMap((point, at) => {
    const before = points[at - 1];
    if (point.item.defined === false) return [];
    const goesOn = before?.mark === point.mark && before.item.defined !== false;
    const to = spotOf(point);
    return [{ from: goesOn ? spotOf(before) : to, to }];
  });
}

const spotOf = ({ item: { x: right = 0, y: down = 0 }, x, y }: PlacedItem): Spot => ({
  x: x + right,
  y: y + down,
});

function boxOf({ item: { bounds }, x, y }: PlacedItem): Box {
  return { x1: bounds.x1 + x, y1: bounds.y1 + y, x2: bounds.x2 + x, y2: bounds.y2 + y };
}

/** Where a label could stand instead: above and below its point, that side first at which it stands, and then at the right. */
function placesAround({ x1, y1, x2, y2 }: Box, { x, y }: Spot, dy: number): readonly Box[] {
  const [width, height] = [x2 - x1, y2 - y1];
  const at = (left: number, top: number): Box => ({
    x1: left,
    y1: top,
    x2: left + width,
    y2: top + height,
  });
  const sides = [y - fromPoint - height, y + fromPoint];
  return [
    ...(dy < 0 ? sides : sides.reverse()).flatMap((top) => [x1, x + fromPoint].map((left) => at(left, top))),
    ...[y - height / 2, y, y - height].map((top) => at(x + fromPoint, top)),
  ];
}

function moveBy(item: SceneItem, dx: number, dy: number): void {
  item.x = (item.x ?? 0) + dx;
  item.y = (item.y ?? 0) + dy;
  item.bounds.translate(dx, dy);
}

const grown = ({ x1, y1, x2, y2 }: Box, { x, y }: Spot): Box => ({
  x1: x1 - x,
  y1: y1 - y,
  x2: x2 + x,
  y2: y2 + y,
});

const overlaps = (a: Box, b: Box): boolean => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;

/** True when a stretch goes through a box. Source: Liang and Barsky, A New Concept and Method for Line Clipping (1984). */
function touches({ x1, y1, x2, y2 }: Box, { from, to }: Stretch): boolean {
  let [start, end] = [0, 1];
  for (const [at, way, low, high] of [
    [from.x, to.x - from.x, x1, x2],
    [from.y, to.y - from.y, y1, y2],
  ] as const) {
    if (way === 0) {
      if (at < low || at > high) return false;
      continue;
    }
    const [one, other] = [(low - at) / way, (high - at) / way];
    start = Math.max(start, Math.min(one, other));
    end = Math.min(end, Math.max(one, other));
  }
  return start <= end;
}
