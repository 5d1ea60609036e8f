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
