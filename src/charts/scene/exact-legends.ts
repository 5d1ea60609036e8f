import type { Language } from '../../language/language.js';
import { fromDouble } from '../../model/exact.js';
import { findNumerals } from '../../model/numerals.js';
import { isNumber } from '../check/rules/tick-labels.js';
import type { TextWidth } from '../text-width.js';
import { datumOf, placedItems, textOf } from './scene.js';
import { type Scene, setText } from './scene-items.js';

/**
 * Prints the ends of a legend of shades as they are where vega rounded them to the steps between: "24.8", not "25". Changes the items
 * of the scene; print it afterwards.
 */
export function printExactLegends(scene: Scene, language: Language, textWidth: TextWidth): void {
  for (const { item, mark } of placedItems(scene)) {
    const value = datumOf(item)?.value;
    const text = textOf(item);
    if (mark.role !== 'legend-label' || typeof value !== 'number' || !isAlone(text)) continue;
    if (isNumber(text, value, [], language)) continue;
    const digits = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
    if (digits === 0 || digits > mostDigits) continue;
    setText(item, language.number(fromDouble(value), { digits }), textWidth);
  }
}

/** More are those of floating point. */
const mostDigits = 4;

/** True for a label that is one number; classes say two, or how far they reach. */
const isAlone = (text: string): boolean => {
  const [only, ...more] = findNumerals(text);
  return only !== undefined && more.length === 0 && text.trim() === only.text;
};
