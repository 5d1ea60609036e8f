import { greatest } from '../../model/chart/extremes.js';
import { rowField } from '../rows.js';
import { datumOf, type PlacedItem, placedItems, textOf } from './scene.js';
import type { Scene } from './scene-items.js';

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
    columns.set(key, [...(columns.get(key) ?? []), placed]);
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
 * Returns the middles of things of these heights, in order, that do not touch, with the least sum of squared moves from `wanted`
 * (ascending). Source: pool adjacent violators, Barlow et al., Statistical Inference under Order Restrictions (1972).
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

/** Pushes ascending middles into the space from `least` to `most`, so that none touch; the top wins when it is too small. */
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
