import { contrast, nearestThat } from '../../model/chart/colour.js';
import { leastContrast, neutral } from '../../model/chart/palette.js';
import { placedItems } from './scene.js';
import type { Scene } from './scene-items.js';

/**
 * Gives words in a series' colour the darker shade of it: a mark is told from its neighbours at a contrast of 3 : 1,
 * but words need 4.5 : 1. Pale words, which stand on something dark, are left to `contrastLabels`. Changes the items of
 * the scene; print it afterwards.
 * Source: WCAG 2.1, success criteria 1.4.3 and 1.4.11.
 */
export function darkenLabels(scene: Scene): void {
  const shades = new Map<string, string>();
  for (const { item, mark } of placedItems(scene)) {
    const { fill } = item;
    // A field of the grey of the rest can be seen, a line or a word of it hardly.
    if (mark.marktype === 'line' && item.stroke === neutral.rest) item.stroke = neutral.thin;
    if (mark.marktype !== 'text' || fill === undefined) continue;
    if (fill === neutral.rest) item.fill = neutral.muted;
    const onPaper = contrast(fill, neutral.paper) ?? leastContrast.words;
    if (onPaper >= leastContrast.words || onPaper < leastContrast.shapes) continue;
    const shade = shades.get(fill) ?? shadeOf(fill);
    shades.set(fill, shade);
    item.fill = shade;
  }
}

const shadeOf = (colour: string): string =>
  nearestThat(
    colour,
    (candidate) => (contrast(candidate, neutral.paper) ?? 0) >= leastContrast.words + 0.3,
  ) ?? neutral.ink;
