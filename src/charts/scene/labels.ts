import { greatest, least } from '../../model/chart/extremes.js';
import { listAt } from '../../model/group-by.js';
import { rowField } from '../rows.js';
import type { Unit } from '../unit.js';
import { hasCells } from '../unit.js';
import type { Scene, SceneItem } from './scene.js';
import { datumOf, type PlacedItem, placedItems, textOf } from './scene.js';

/** Around a number in its cell, in pixels. */
const margin = 3;

/** The smallest that a number is set, in pixels: 6.4 pt on paper. */
const leastSize = 8.5;

/**
 * Sets the numbers of a heat map smaller where the widest of them does not fit its cell: all alike, so that they can be compared.
 * Changes the items of the scene; print it afterwards.
 */
export function fitCellLabels(scene: Scene, units: readonly Unit[]): void {
  if (!hasCells(units)) return;
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

/** Distance between the middles of two labels, as a part of the font size. */
const lineHeight = 1.15;
/** Between names of several lines, in pixels. */
const betweenNames = 6;

/**
 * Moves labels that stand in one column (the names at the ends of lines) apart until none covers another, each as
 * little as possible. Changes the items of the scene; print it afterwards.
 */
export function spreadLabels(scene: Scene, height: number): void {
  const columns = new Map<string, PlacedItem[]>();
  const groups: unknown[] = [];
  // A number and the name beside it are of one row: they stay beside each other, however many lines the name has.
  const lines = new Map<string, number>();
  const rowOf = ({ item, group }: PlacedItem): string =>
    `${groups.indexOf(group)} ${item.align ?? 'left'} ${String(datumOf(item)?.[rowField])}`;
  for (const placed of placedItems(scene)) {
    const { item, mark, group } = placed;
    const isSide = item.align === 'left' || item.align === 'right' || item.align === undefined;
    if (mark.marktype !== 'text' || mark.role !== 'mark' || !isSide || textOf(item) === '') continue;
    if (!groups.includes(group)) groups.push(group);
    const edge = Math.round(item.align === 'right' ? item.bounds.x2 : item.bounds.x1);
    const key = `${groups.indexOf(group)} ${item.align ?? 'left'} ${edge}`;
    listAt(columns, key).push(placed);
    lines.set(rowOf(placed), Math.max(lines.get(rowOf(placed)) ?? 1, linesOf(item)));
  }
  for (const column of columns.values())
    spreadColumn(column, height, (placed) => lines.get(rowOf(placed)) ?? 1);
}

function spreadColumn(
  column: readonly PlacedItem[],
  sceneHeight: number,
  linesOfRow: (placed: PlacedItem) => number,
): void {
  const sorted = column.toSorted((a, b) => middle(a) - middle(b));
  const size = greatest(sorted.map(({ item }) => item.fontSize ?? 11));
  const heights = sorted.map((placed) => {
    const lines = linesOfRow(placed);
    // Where one name ends and the next begins must be seen.
    return lines * size * lineHeight + (lines > 1 ? betweenNames : 0);
  });
  const top = column[0]?.y ?? 0;
  // Labels of several lines stay beside the plot, clear of the years below it, where they all have room there.
  const plot = column[0]?.group.height ?? 0;
  const isHigh = heights.some((height) => height > size * lineHeight);
  const fits = isHigh && heights.reduce((sum, height) => sum + height, 0) <= plot;
  const most = fits ? plot : sceneHeight - top;
  const places = keepWithin(spread(sorted.map(middle), heights), heights, fits ? 0 : -top, most);
  sorted.forEach(({ item }, index) => {
    const shift = (places[index] ?? 0) - middle({ item });
    if (Math.abs(shift) < 0.01) return;
    item.y = (item.y ?? 0) + shift;
    item.bounds.translate(0, shift);
  });
}

const linesOf = ({ text }: PlacedItem['item']): number => [text].flat().length;

function middle({ item }: Pick<PlacedItem, 'item'>): number {
  return (item.bounds.y1 + item.bounds.y2) / 2;
}

/**
 * Returns the middles of things of these heights, in order, that do not lie over each other, with the least sum of squared moves from
 * `wanted` (ascending). Source: pool adjacent violators, Barlow et al., Statistical Inference under Order Restrictions (1972).
 */
export function spread(wanted: readonly number[], heights: readonly number[]): readonly number[] {
  const offsets = offsetsOf(heights);
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((position, index) => {
    let block = { sum: position - (offsets[index] ?? 0), count: 1 };
    for (let before = blocks.at(-1); before !== undefined; before = blocks.at(-1)) {
      if (before.sum / before.count < block.sum / block.count) break;
      block = { sum: before.sum + block.sum, count: before.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  const starts = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return starts.map((start, index) => start + (offsets[index] ?? 0));
}

/** From the middle of the first to that of each, where they touch. */
function offsetsOf(heights: readonly number[]): readonly number[] {
  let offset = 0;
  return heights.map((height, index) => {
    if (index > 0) offset += ((heights[index - 1] ?? 0) + height) / 2;
    return offset;
  });
}

/** Pushes ascending middles that keep apart into the space from `least` to `most`; where it is too small they run on beyond `most`. */
function keepWithin(
  positions: readonly number[],
  heights: readonly number[],
  least: number,
  most: number,
): readonly number[] {
  const offsets = offsetsOf(heights);
  const first = least + (heights[0] ?? 0) / 2;
  const last = most - (heights.at(-1) ?? 0) / 2 - (offsets.at(-1) ?? 0);
  return positions.map((position, index) => {
    const offset = offsets[index] ?? 0;
    return Math.max(Math.min(position, last + offset), first + offset);
  });
}
