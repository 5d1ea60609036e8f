import { placedItems } from './scene.js';
import type { Scene } from './vega.js';

/**
 * Centres axis labels of several lines on their tick, where vega puts the first line. Changes the items of the
 * scene; print it afterwards.
 */
export function centreAxisLabels(scene: Scene): void {
  for (const { item, mark } of placedItems(scene)) {
    if (mark.role !== 'axis-label' || item.baseline !== 'middle' || !Array.isArray(item.text)) continue;
    const shift = -((item.text.length - 1) * (item.lineHeight ?? 0)) / 2;
    item.y = (item.y ?? 0) + shift;
    item.bounds.translate(0, shift);
  }
}
