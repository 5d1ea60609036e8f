import type { WeightMetrics } from '../model/house.js';

/** The measures of the tool's font, made from its files by `src/font-metrics.mjs`: what `dist/fonts/metrics.json` holds. */
export interface FontMetrics {
  readonly family: string;
  readonly unitsPerEm: number;
  readonly weights: Readonly<Record<string, WeightMetrics>>;
}

/** Width in CSS pixels of `text` set at `size` pixels in a weight (400, 700, `bold`, ...). */
export type TextWidth = (text: string, size: number, weight?: number | string) => number;

/** Advance of a character that the font lacks: close to the mean of a fallback font, in thousandths. */
const unknownAdvance = 600;

/**
 * Returns a measure of text in the report's font. Charts are laid out with it because the estimate of vega without
 * a canvas is 57 to 77 % too wide. The same labels are measured in every drawing of every chart, so that one measure serves them
 * all and remembers them.
 */
export function createTextWidth(metrics: FontMetrics): TextWidth {
  const weights = Object.keys(metrics.weights)
    .map(Number)
    .sort((a, b) => a - b);
  const measured = new Map<string, number>();
  return (text, size, weight = 400) => {
    const nearest = String(nearestWeight(toWeight(weight), weights));
    const key = `${nearest} ${text}`;
    let width = measured.get(key);
    if (width === undefined) {
      width = widthOf(text, metrics.weights[nearest]);
      measured.set(key, width);
    }
    return (width * size) / metrics.unitsPerEm;
  };
}

/**
 * The measures of a publisher's text, whose letters are drawn in its own fonts where those have them. Of a weight that it
 * does not have, the nearest is drawn.
 */
export function withHouseFont(
  metrics: FontMetrics,
  own: Readonly<Record<string, WeightMetrics>>,
  families: readonly string[],
): FontMetrics {
  const weights = Object.keys(own).map(Number);
  if (weights.length === 0) return metrics;
  const drawn = Object.entries(metrics.weights).map(([weight, tool]) => {
    const house = own[`${nearestWeight(Number(weight), weights)}`] ?? { advances: {}, kerning: {} };
    const isOwn = (letter: string): boolean => house.advances[`${letter.codePointAt(0)}`] !== undefined;
    // No browser moves letters of two fonts.
    const kept = Object.entries(tool.kerning).filter(([pair]) => ![...pair].some(isOwn));
    const advances = { ...tool.advances, ...house.advances };
    return [weight, { advances, kerning: { ...Object.fromEntries(kept), ...house.kerning } }] as const;
  });
  return {
    ...metrics,
    family: [...families, metrics.family].join(', '),
    weights: Object.fromEntries(drawn),
  };
}

/** Width in units of the font. */
function widthOf(text: string, table: WeightMetrics | undefined): number {
  if (table === undefined) return text.length * unknownAdvance;
  let width = 0;
  let previous = '';
  for (const character of text) {
    width += table.advances[String(character.codePointAt(0))] ?? unknownAdvance;
    width += table.kerning[previous + character] ?? 0;
    previous = character;
  }
  return width;
}

/**
 * Breaks a label into as few lines as fit `most` pixels each, at spaces only: a word wider than that stays whole.
 */
export function wrapLabel(text: string, most: number, width: (line: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && width(`${line} ${word}`) <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function toWeight(weight: number | string): number {
  if (typeof weight === 'number') return weight;
  return weight === 'bold' ? 700 : weight === 'normal' ? 400 : Number(weight) || 400;
}

function nearestWeight(wanted: number, weights: readonly number[]): number {
  return weights.reduce(
    (best, weight) => (Math.abs(weight - wanted) < Math.abs(best - wanted) ? weight : best),
    weights[0] ?? 400,
  );
}
