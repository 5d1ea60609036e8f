import { contrast, fromLch, toLch } from '../../model/chart/colour.js';
import { leastContrast, neutral } from '../../model/chart/palette.js';
import { groupBy, listAt } from '../../model/group-by.js';
import { separator } from '../theme.js';
import { splittingFields, type Unit, unitNamed } from '../unit.js';

import { type PlacedItem, placedItems, type Scene, type SceneItem, type SceneMark, textOf } from './scene.js';
import { isColour } from './visible.js';

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
    // A field of the grey of the rest can be seen, a line, a ring or a word of it hardly.
    if (['line', 'symbol'].includes(mark.marktype) && item.stroke === neutral.rest)
      item.stroke = neutral.thin;
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
  const shade = known.get(colour) ?? darkerOf(colour, isDark);
  known.set(colour, shade);
  return shade;
}

/** The same hue, as much darker as a rule asks: another would not look like the line that the words name. */
function darkerOf(colour: string, isDark: (shade: string) => boolean): string {
  const { l, c, h } = toLch(colour);
  const shades = Array.from({ length: Math.floor(l * 100) }, (_, step) =>
    fromLch({ l: l - step / 100, c, h }),
  );
  return shades.find(isDark) ?? neutral.ink;
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
    if (isBar && isPart) drawIn(item);
  }
}

/** Draws a part within its line of paper, so that its edge does not lie on its neighbour. */
function drawIn(item: SceneItem): void {
  const { x = 0, y = 0, width = 0, height = 0 } = item;
  Object.assign(item, {
    x: x + separator / 2,
    y: y + separator / 2,
    width: width - separator,
    height: height - separator,
  });
}

/** A part that is no thicker has no line around it, in pixels: the line would be all that is seen of it. */
const leastLined = 3;

/** Where more of the parts of a stack are so thin, none has a line: bars of some with and some without would look like a comb. */
const mostThin = 1 / 4;

/**
 * Takes the line of paper between the parts of a stack away from those that are hardly thicker than it. So a bar of
 * hundreds of parts is seen to its end. Changes the items of the scene; print it afterwards.
 */
export function withoutThinSeparators(scene: Scene, units: readonly Unit[]): void {
  for (const mark of new Set(placedItems(scene).map((placed) => placed.mark))) {
    if (unitNamed(mark.name, units) === undefined) continue;
    const lined = outlinesOf(mark).filter(
      ([first]) => first?.stroke !== undefined && !isColour(first.stroke),
    );
    const thin = lined.filter((items) => items.some((item) => isThin(item, mark)));
    const bare = mark.marktype !== 'area' && thin.length > lined.length * mostThin ? lined : thin;
    for (const item of bare.flat()) delete item.stroke;
  }
}

/** What is drawn with one line around it: all points of an area together, any other item alone. */
const outlinesOf = ({ marktype, items }: SceneMark): readonly (readonly SceneItem[])[] =>
  marktype === 'area' ? [items] : ['rect', 'arc'].includes(marktype) ? items.map((item) => [item]) : [];

/** True for a part that is there and no thicker than a line around it may be. */
function isThin(item: SceneItem, { marktype }: SceneMark): boolean {
  const thickness = thicknessOf(item, marktype);
  return thickness > 0 && thickness <= leastLined && item.defined !== false;
}

/** The thickness of a bar, of a slice, or of an area at one of its points, in pixels. */
function thicknessOf(item: SceneItem, marktype: string): number {
  const { x = 0, y = 0, x2 = x, y2 = y, width = 0, height = 0 } = item;
  if (marktype === 'rect') return Math.min(Math.abs(width), Math.abs(height));
  if (marktype === 'area')
    return Math.max(Math.abs(x2 - x), Math.abs(y2 - y), Math.abs(width), Math.abs(height));
  const { startAngle = 0, endAngle = 0, innerRadius = 0, outerRadius = 0 } = item;
  return Math.min(Math.abs(endAngle - startAngle) * outerRadius, Math.abs(outerRadius - innerRadius));
}

/** From so many points on that lie on others a reader no longer sees how many there are. */
const mostCovered = 100;

/** How a point looks through which others are seen: its edge keeps its colour. */
const clear = { fillOpacity: 0.3, strokeWidth: 1 };

/**
 * Lets points be seen through each other where more than a hundred lie on another one, unless their author says how they look. Changes the
 * items of the scene; print it afterwards.
 */
export function clearPoints(scene: Scene, units: readonly Unit[]): void {
  const points = new Map<Unit, { readonly item: SceneItem; readonly x: number; readonly y: number }[]>();
  for (const { item, mark, x, y } of placedItems(scene)) {
    const unit = mark.marktype === 'symbol' ? unitNamed(mark.name, units) : undefined;
    if (unit === undefined || !isPlain(unit)) continue;
    listAt(points, unit).push({ item, x: x + (item.x ?? 0), y: y + (item.y ?? 0) });
  }
  for (const own of points.values()) {
    if (own.length <= mostCovered || countCovered(own) <= mostCovered) continue;
    for (const { item } of own) {
      if (item.fill === undefined) continue;
      item.stroke = item.fill;
      Object.assign(item, clear);
    }
  }
}

/** True for points of which the author says nothing that would be changed. */
const isPlain = ({ mark, style, channels }: Unit): boolean =>
  ['point', 'circle', 'square'].includes(mark) &&
  ['filled', 'opacity', 'fillOpacity', 'stroke', 'fill'].every((key) => style[key] === undefined) &&
  ['opacity', 'fillOpacity', 'stroke', 'strokeOpacity'].every((name) => channels[name] === undefined);

/** How many points have the middle of another one within their radius. All of a unit are taken to be as large as its first. */
function countCovered(
  points: readonly { readonly item: SceneItem; readonly x: number; readonly y: number }[],
): number {
  const radius = Math.sqrt(points[0]?.item.size ?? 60) / 2;
  const cellOf = (n: number): number => Math.floor(n / radius);
  const cells = groupBy(points, ({ x, y }) => `${cellOf(x)} ${cellOf(y)}`);
  const around = [-1, 0, 1];
  return points.filter((point) =>
    around.some((right) =>
      around.some((down) =>
        (cells.get(`${cellOf(point.x) + right} ${cellOf(point.y) + down}`) ?? []).some(
          (other) => other !== point && Math.hypot(other.x - point.x, other.y - point.y) < radius,
        ),
      ),
    ),
  ).length;
}
