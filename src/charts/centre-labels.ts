import { placedItems } from './scene.js';
import type { Scene } from './scene-items.js';

/**
 * Centres axis labels of several lines on their tick, where vega puts the first line. Changes the items of the
 * scene; print it afterwards.
 */
export function centreAxisLabels(scene: Scene): void {
  for (const { item, mark } of placedItems(scene)) {
    if (mark.role !== 'axis-label' || !Array.isArray(item.text) || (item.angle ?? 0) !== 0) continue;
    // Those that stand above their mark end there.
    const part = item.baseline === 'middle' ? 0.5 : item.baseline === 'bottom' ? 1 : 0;
    const shift = -(item.text.length - 1) * (item.lineHeight ?? 0) * part;
    if (shift === 0) continue;
    item.y = (item.y ?? 0) + shift;
    item.bounds.translate(0, shift);
  }
}
