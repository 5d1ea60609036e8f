import { contrast } from '../../model/chart/colour.js';
import { leastContrast, neutral } from '../../model/chart/palette.js';
import { type PlacedItem, placedItems, textOf } from './scene.js';
import type { Scene, SceneItem } from './scene-items.js';

/** On any ground one of these can be read: between the house's ink and white there is a gap that black closes. */
const inks = [neutral.ink, neutral.paper, '#000000'];

/**
 * Gives words that stand on a bar, tile or cell the ink that can be read on it: dark on light, white on dark. Words
 * that can be read already keep their colour. Changes the items of the scene; print it afterwards.
 */
export function contrastLabels(scene: Scene): void {
  const shapes: PlacedItem[] = [];
  for (const placed of placedItems(scene)) {
    const { item, mark } = placed;
    if (mark.role !== 'mark') continue;
    if (mark.marktype === 'rect' || mark.marktype === 'symbol' || mark.marktype === 'arc')
      shapes.push(placed);
    if (mark.marktype !== 'text' || textOf(item) === '') continue;
    const ground = groundOf(placed, shapes);
    if (ground === undefined) continue;
    const own = contrast(item.fill ?? neutral.ink, ground);
    if (own === undefined || own >= leastContrast.words) continue;
    item.fill = inks.find((ink) => (contrast(ink, ground) ?? 0) >= leastContrast.words) ?? neutral.ink;
  }
}

/**
 * What is under most of a text: the last shape that holds its middle, unless that is so narrow that the text stands on its neighbours
 * or on paper, which then decide.
 */
function groundOf(text: PlacedItem, shapes: readonly PlacedItem[]): string | undefined {
  const own = shapes.findLast((shape) => holds(shape, text));
  const wide = text.item.bounds.x2 - text.item.bounds.x1;
  if (own === undefined || widthUnder(own, text) * 2 >= wide) return own?.item.fill;
  const widths = shapes
    .filter((shape) => shape !== own)
    .map((shape) => ({ shape, width: widthUnder(shape, text) }));
  const most = widths.reduce<(typeof widths)[number] | undefined>(
    (best, each) => (each.width > (best?.width ?? 0) ? each : best),
    undefined,
  );
  return most?.shape.item.fill ?? neutral.paper;
}

/** How much of the width of a text a shape is under, in pixels. */
function widthUnder(shape: PlacedItem, text: PlacedItem): number {
  const y = text.y + (text.item.bounds.y1 + text.item.bounds.y2) / 2;
  const { x1, x2, y1, y2 } = shape.item.bounds;
  if (y < shape.y + y1 || y > shape.y + y2) return 0;
  const right = Math.min(shape.x + x2, text.x + text.item.bounds.x2);
  return Math.max(0, right - Math.max(shape.x + x1, text.x + text.item.bounds.x1));
}

/** True when the middle of a text lies inside a shape. */
function holds(shape: PlacedItem, text: PlacedItem): boolean {
  const x = text.x + (text.item.bounds.x1 + text.item.bounds.x2) / 2;
  const y = text.y + (text.item.bounds.y1 + text.item.bounds.y2) / 2;
  if (shape.mark.marktype === 'arc') return isInSlice(shape.item, x - shape.x, y - shape.y);
  const { x1, x2, y1, y2 } = shape.item.bounds;
  return x >= shape.x + x1 && x <= shape.x + x2 && y >= shape.y + y1 && y <= shape.y + y2;
}

/** True when a point lies in a slice of a circle; angles run from the top, clockwise. */
function isInSlice(slice: SceneItem, x: number, y: number): boolean {
  const { x: left = 0, y: top = 0, startAngle = 0, endAngle = 0, innerRadius = 0, outerRadius = 0 } = slice;
  const [dx, dy] = [x - left, y - top];
  const radius = Math.hypot(dx, dy);
  const angle = Math.atan2(dx, -dy);
  const turns = [-1, 0, 1].map((turn) => angle + turn * 2 * Math.PI);
  const [from, to] = [Math.min(startAngle, endAngle), Math.max(startAngle, endAngle)];
  return radius >= innerRadius && radius <= outerRadius && turns.some((each) => each >= from && each <= to);
}
