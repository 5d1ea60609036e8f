import { type PlacedItem, placedItems, textOf } from './scene.js';
import { palette } from './theme.js';
import type { Scene } from './vega.js';

/** Least contrast of words. Source: WCAG 2.1, success criterion 1.4.3. */
const leastContrast = 4.5;

/** On any ground one of these can be read: between the house's ink and white there is a gap that black closes. */
const inks = [palette.ink, palette.paper, '#000000'];

/**
 * Gives words that stand on a bar, tile or cell the ink that can be read on it: dark on light, white on dark. Words
 * that can be read already keep their colour. Changes the items of the scene; print it afterwards.
 */
export function contrastLabels(scene: Scene): void {
  const shapes: PlacedItem[] = [];
  for (const placed of placedItems(scene)) {
    const { item, mark } = placed;
    if (mark.role !== 'mark') continue;
    if (mark.marktype === 'rect' || mark.marktype === 'symbol') shapes.push(placed);
    if (mark.marktype !== 'text' || textOf(item) === '') continue;
    const ground = shapes.findLast((shape) => holds(shape, placed))?.item.fill;
    if (ground === undefined) continue;
    const own = contrast(item.fill ?? palette.ink, ground);
    if (own === undefined || own >= leastContrast) continue;
    item.fill = inks.find((ink) => (contrast(ink, ground) ?? 0) >= leastContrast) ?? palette.ink;
  }
}

/** True when the middle of a text lies inside a shape. */
function holds(shape: PlacedItem, text: PlacedItem): boolean {
  const x = text.x + (text.item.bounds.x1 + text.item.bounds.x2) / 2;
  const y = text.y + (text.item.bounds.y1 + text.item.bounds.y2) / 2;
  const { x1, x2, y1, y2 } = shape.item.bounds;
  return x >= shape.x + x1 && x <= shape.x + x2 && y >= shape.y + y1 && y <= shape.y + y2;
}

/** The contrast of two colours, from 1 to 21; undefined when one of them is no plain colour. */
function contrast(a: string, b: string): number | undefined {
  const [first, second] = [luminance(a), luminance(b)];
  if (first === undefined || second === undefined) return undefined;
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/**
 * The relative luminance of `#rrggbb` or `rgb(r, g, b)`, from 0 to 1; undefined for any other colour.
 * Source: WCAG 2.1, definition of relative luminance.
 */
function luminance(colour: string): number | undefined {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  const rgb = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/.exec(colour);
  const parts = hex?.slice(1).map((part) => Number.parseInt(part, 16)) ?? rgb?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [red = 0, green = 0, blue = 0] = parts
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
