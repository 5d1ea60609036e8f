import { contrast } from '../../model/chart/colour.js';
import { leastContrast, neutral } from '../../model/chart/palette.js';
import { splittingFields } from '../check/stack.js';
import { type Unit, unitNamed } from '../unit.js';
import { placedItems } from './scene.js';
import type { Scene } from './scene-items.js';
import { leastLined, thicknessOf } from './thin-parts.js';

/**
 * Gives bars that hardly differ from paper, such as what was cancelled or is planned, an edge that does, and their
 * signs in the legend too. A bar between others that is hardly thicker than its edge gets none. Changes the items of
 * the scene; print it afterwards. Source: WCAG 2.1, success criterion 1.4.11.
 */
export function edgePale(scene: Scene, units: readonly Unit[]): void {
  for (const { item, mark } of placedItems(scene)) {
    const unit = unitNamed(mark.name, units);
    const isBar = unit?.mark === 'bar' && mark.marktype === 'rect';
    if (!isBar && mark.role !== 'legend-symbol') continue;
    const { fill } = item;
    if (fill === undefined || (contrast(fill, neutral.paper) ?? leastContrast.shapes) >= leastContrast.shapes)
      continue;
    const isPart = unit !== undefined && splittingFields(unit).length > 0;
    if (isBar && isPart && thicknessOf(item, 'rect') <= leastLined) continue;
    item.stroke = neutral.thin;
    item.strokeWidth = 1;
  }
}
