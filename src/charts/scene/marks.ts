import { groupBy, listAt } from '../../model/group-by.js';
import { type Unit, unitNamed } from '../unit.js';
import { placedItems } from './scene.js';
import type { Scene, SceneItem, SceneMark } from './scene-items.js';
import { isColour } from './visible.js';

/** A part that is no thicker has no line around it, in pixels: the line would be all that is seen of it. */
export const leastLined = 3;

/** Where more of the parts of a stack are so thin, none has a line: bars of some with and some without would look like a comb. */
const mostThin = 1 / 4;

/**
 * Takes the line of paper between the parts of a stack away from those that are hardly thicker than it, so that a bar of hundreds of parts
 * is still seen to its end. Changes the items of the scene; print it afterwards.
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

/** How thick a bar, a slice or a point of an area is where it is thinnest, in pixels. */
export function thicknessOf(item: SceneItem, marktype: string): number {
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

/** How many points lie on another one, by more than half of each. */
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
