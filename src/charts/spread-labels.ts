import { greatest } from '../model/extremes.js';
import { type PlacedItem, placedItems, textOf } from './scene.js';
import type { Scene } from './vega.js';

/** Distance between the middles of two labels, as a part of the font size. */
const lineHeight = 1.15;

/**
 * Moves labels that stand in one column (the names at the ends of lines) apart until none covers another, each as
 * little as possible. Changes the items of the scene; print it afterwards.
 */
export function spreadLabels(scene: Scene, height: number): void {
  const columns = new Map<string, PlacedItem[]>();
  const groups: unknown[] = [];
  for (const placed of placedItems(scene)) {
    const { item, mark, group } = placed;
    const isSide = item.align === 'left' || item.align === 'right' || item.align === undefined;
    if (mark.marktype !== 'text' || mark.role !== 'mark' || !isSide || textOf(item) === '') continue;
    if (!groups.includes(group)) groups.push(group);
    const edge = Math.round(item.align === 'right' ? item.bounds.x2 : item.bounds.x1);
    const key = `${groups.indexOf(group)} ${item.align ?? 'left'} ${edge}`;
    columns.set(key, [...(columns.get(key) ?? []), placed]);
  }
  for (const column of columns.values()) spreadColumn(column, height);
}

function spreadColumn(column: readonly PlacedItem[], height: number): void {
  const sorted = column.toSorted((a, b) => middle(a) - middle(b));
  const size = greatest(sorted.map(({ item }) => item.fontSize ?? 11));
  const gap = size * lineHeight;
  const top = column[0]?.y ?? 0;
  const places = keepWithin(spread(sorted.map(middle), gap), gap, gap / 2 - top, height - gap / 2 - top);
  sorted.forEach(({ item }, index) => {
    const shift = (places[index] ?? 0) - middle({ item });
    if (Math.abs(shift) < 0.01) return;
    item.y = (item.y ?? 0) + shift;
    item.bounds.translate(0, shift);
  });
}

function middle({ item }: Pick<PlacedItem, 'item'>): number {
  return (item.bounds.y1 + item.bounds.y2) / 2;
}

/**
 * Returns positions at least `gap` apart with the least sum of squared moves from `wanted` (ascending).
 * Source: pool adjacent violators, Barlow et al., Statistical Inference under Order Restrictions (1972).
 */
export function spread(wanted: readonly number[], gap: number): readonly number[] {
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((position, index) => {
    let block = { sum: position - index * gap, count: 1 };
    for (let before = blocks.at(-1); before !== undefined; before = blocks.at(-1)) {
      if (before.sum / before.count < block.sum / block.count) break;
      block = { sum: before.sum + block.sum, count: before.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  const starts = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return starts.map((start, index) => start + index * gap);
}

/** Pushes ascending positions into the space from `least` to `most`, keeping their gaps; the top wins when it is too small. */
function keepWithin(
  positions: readonly number[],
  gap: number,
  least: number,
  most: number,
): readonly number[] {
  const last = positions.length - 1;
  return positions.map((position, index) =>
    Math.max(Math.min(position, most - (last - index) * gap), least + index * gap),
  );
}
