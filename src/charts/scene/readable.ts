import { contrast, nearestThat } from '../../model/chart/colour.js';
import { leastContrast, neutral } from '../../model/chart/palette.js';
import { splittingFields } from '../check/stack.js';
import { type Unit, unitNamed } from '../unit.js';
import { leastLined, thicknessOf } from './marks.js';
import { type PlacedItem, placedItems, textOf } from './scene.js';
import type { Scene, SceneItem } from './scene-items.js';

/** On any ground one of these can be read: between the house's ink and white there is a gap that black closes. */
const inks = [neutral.ink, neutral.paper, '#000000'];

/**
 * Gives words an ink that can be read: a mark is told from its neighbours at a contrast of 3 : 1, but words need 4.5 : 1. Those in a
 * series' colour get its darker shade. Those on a bar, tile or cell are dark on light, and white on dark. Words that can be read
 * already keep their colour. Changes the items of the scene; print it afterwards.
 * Source: WCAG 2.1, success criteria 1.4.3 and 1.4.11.
 */
export function inkLabels(scene: Scene): void {
  const shades = new Map<string, string>();
  const shapes: PlacedItem[] = [];
  for (const placed of placedItems(scene)) {
    const { item, mark } = placed;
    // A field of the grey of the rest can be seen, a line or a word of it hardly.
    if (mark.marktype === 'line' && item.stroke === neutral.rest) item.stroke = neutral.thin;
    if (mark.role === 'mark' && ['rect', 'symbol', 'arc'].includes(mark.marktype)) shapes.push(placed);
    if (mark.marktype !== 'text') continue;
    if (item.fill !== undefined) item.fill = shadeOf(item.fill, shades);
    const ground = mark.role === 'mark' && textOf(item) !== '' ? groundOf(placed, shapes) : undefined;
    const ink = ground === undefined ? undefined : inkOn(ground, item.fill);
    if (ink !== undefined) item.fill = ink;
  }
}

/** A colour that can be read on a ground: that of the words, where it can. */
function inkOn(ground: string, colour: string | undefined): string | undefined {
  const own = contrast(colour ?? neutral.ink, ground);
  if (own === undefined || own >= leastContrast.words) return colour;
  return inks.find((ink) => (contrast(ink, ground) ?? 0) >= leastContrast.words) ?? neutral.ink;
}

/** A colour that words may have on paper; a pale one stays, since it stands on something dark. */
function shadeOf(colour: string, known: Map<string, string>): string {
  const onPaper = contrast(colour, neutral.paper) ?? leastContrast.words;
  if (onPaper >= leastContrast.words || onPaper < leastContrast.shapes)
    return colour === neutral.rest ? neutral.muted : colour;
  const isDark = (shade: string): boolean =>
    (contrast(shade, neutral.paper) ?? 0) >= leastContrast.words + 0.3;
  const shade = known.get(colour) ?? nearestThat(colour, isDark) ?? neutral.ink;
  known.set(colour, shade);
  return shade;
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

/**
 * Gives bars that hardly differ from paper, such as what was cancelled or is planned, an edge that does, and their
 * signs in the legend too. A bar between others that is hardly thicker than its edge gets none. Changes the items of
 * the scene; print it afterwards. Source: WCAG 2.1, success criterion 1.4.11.
 */
export function edgePale(scene: Scene, units: readonly Unit[]): void {
  for (const { item, mark } of placedItems(scene)) {
    const unit = unitNamed(mark.name, units);
    const isBar = unit?.mark === 'bar' && mark.marktype === 'rect';
    if (!isBar && mark.role !== 'legend-symbol') continue;
    const { fill } = item;
    if (fill === undefined || (contrast(fill, neutral.paper) ?? leastContrast.shapes) >= leastContrast.shapes)
      continue;
    const isPart = unit !== undefined && splittingFields(unit).length > 0;
    if (isBar && isPart && thicknessOf(item, 'rect') <= leastLined) continue;
    item.stroke = neutral.thin;
    item.strokeWidth = 1;
  }
}
