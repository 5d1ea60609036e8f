import { greatest, least } from '../../model/chart/extremes.js';
import type { Unit } from '../unit.js';
import { type PlacedItem, placedItems, textOf } from './scene.js';
import type { Scene, SceneItem } from './scene-items.js';

/** Around a number in its cell, in pixels. */
const margin = 3;

/** The smallest that a number is set, in pixels: 6.4 pt on paper. */
const leastSize = 8.5;

/**
 * Sets the numbers of a heat map smaller where the widest of them does not fit its cell: all alike, so that they can be compared.
 * Changes the items of the scene; print it afterwards.
 */
export function fitCellLabels(scene: Scene, units: readonly Unit[]): void {
  if (!units.some(({ mark }) => mark === 'rect')) return;
  const placed = placedItems(scene).filter(({ mark }) => mark.role === 'mark');
  const widthOf = (type: string): number[] =>
    placed
      .filter(({ item, mark }) => mark.marktype === type && (type !== 'text' || textOf(item) !== ''))
      .map(({ item }) => item.bounds.x2 - item.bounds.x1);
  const cell = least(widthOf('rect'));
  const part = (cell - 2 * margin) / greatest(widthOf('text'));
  if (!(part < 1)) return;
  for (const { item, mark } of placed) {
    if (mark.marktype !== 'text') continue;
    const { fontSize = 12 } = item;
    setAround(item, Math.max(fontSize * part, Math.min(fontSize, leastSize)));
  }
}

/** Sets a text in another size, around the middle of where it stands. */
function setAround(item: SceneItem, size: number): void {
  const { bounds, fontSize = 12 } = item;
  const [x, y] = [(bounds.x1 + bounds.x2) / 2, (bounds.y1 + bounds.y2) / 2];
  const [wide = 0, high = 0] = [bounds.x2 - bounds.x1, bounds.y2 - bounds.y1].map(
    (each) => (each * size) / fontSize / 2,
  );
  item.fontSize = size;
  bounds.set(x - wide, y - high, x + wide, y + high);
}

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
