import { type Unit, unitNamed } from '../unit.js';
import { placedItems } from './scene.js';
import type { Scene, SceneItem } from './scene-items.js';

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
    const known = points.get(unit) ?? [];
    points.set(unit, known);
    known.push({ item, x: x + (item.x ?? 0), y: y + (item.y ?? 0) });
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
  const cells = new Map<string, number[]>();
  const cellOf = (n: number): number => Math.floor(n / radius);
  points.forEach(({ x, y }, index) => {
    const key = `${cellOf(x)} ${cellOf(y)}`;
    cells.set(key, [...(cells.get(key) ?? []), index]);
  });
  const around = [-1, 0, 1];
  return points.filter(({ x, y }, index) =>
    around.some((right) =>
      around.some((down) =>
        (cells.get(`${cellOf(x) + right} ${cellOf(y) + down}`) ?? []).some((other) => {
          const at = points[other];
          return other !== index && at !== undefined && Math.hypot(at.x - x, at.y - y) < radius;
        }),
      ),
    ),
  ).length;
}
