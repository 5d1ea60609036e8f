import { least } from '../../model/chart/extremes.js';
import type { Unit } from '../unit.js';
import { leastSize, setAround } from './fit-cell-labels.js';
import { type PlacedItem, placedItems, textOf } from './scene.js';
import type { Scene } from './scene-items.js';

/** Between two numbers on neighbouring segments, in pixels. */
const between = 4;

/**
 * Sets the numbers on the segments of bars smaller where they would run into each other, as on a phone: all alike, so that they
 * can be compared. Where that does not help they stay as they are. Changes the items of the scene; print it afterwards.
 */
export function fitStackedLabels(scene: Scene, units: readonly Unit[]): void {
  if (!units.some(({ mark }) => mark === 'bar')) return;
  const numbers = placedItems(scene).filter(
    ({ item, mark }) =>
      mark.marktype === 'text' && mark.role === 'mark' && item.align === 'center' && textOf(item) !== '',
  );
  const part = least([1, ...numbers.flatMap((one, at) => partsBeside(one, numbers.slice(at + 1)))]);
  if (part === 1 || numbers.some(({ item: { fontSize = 12 } }) => fontSize * part < leastSize)) return;
  for (const { item } of numbers) setAround(item, (item.fontSize ?? 12) * part);
}

/** For each number in the line of another one: how large both may be set, as parts of what they are. */
function partsBeside(one: PlacedItem, others: readonly PlacedItem[]): readonly number[] {
  return others.flatMap((other) => {
    const [a, b] = [one.item.bounds, other.item.bounds];
    if (one.group !== other.group || Math.abs(a.y1 - b.y1) > 1) return [];
    const apart = Math.abs(a.x1 + a.x2 - b.x1 - b.x2) / 2;
    return [(apart - between) / ((a.x2 - a.x1 + b.x2 - b.x1) / 2)];
  });
}
