import type { SceneItem } from './scene-items.js';
import type { TextWidth } from './text-width.js';

/** Puts other words into a text of a finished scene, and its box around them: it stays where it is aligned to. */
export function setText(item: SceneItem, text: string, textWidth: TextWidth): void {
  const { bounds, align = 'left', fontSize = 11 } = item;
  const change = textWidth(text, fontSize) - (bounds.x2 - bounds.x1);
  item.text = text;
  const left = align === 'right' ? change : align === 'center' ? change / 2 : 0;
  bounds.set(bounds.x1 - left, bounds.y1, bounds.x2 + change - left, bounds.y2);
}
