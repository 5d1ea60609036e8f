import type { WeightMetrics } from '../model/project/house.js';

/** The measures of the tool's font, made from its files by `src/font-metrics.mjs`: what `dist/fonts/metrics.json` holds. */
export interface FontMetrics {
  readonly family: string;
  readonly unitsPerEm: number;
  readonly weights: Readonly<Record<string, WeightMetrics>>;
}

/** The measure of a font. */
export interface TextWidth {
  /** Width in CSS pixels of `text` set at `size` pixels in a weight (400, 700, `bold`, ...). */
  (text: string, size: number, weight?: number | string): number;
  /** The lines into which it breaks at spaces so that each fits `most` pixels, as `wrapLabel` does. */
  lines(text: string, most: number, size: number, weight?: number | string): readonly string[];
}

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
  const known = new Map<number | string, string>();
  const nearest = (weight: number | string): string => {
    let found = known.get(weight);
    if (found === undefined) {
      found = String(nearestWeight(toWeight(weight), weights));
      known.set(weight, found);
    }
    return found;
  };
  const widths = remembering<number>();
  const broken = remembering<readonly string[]>();
  const width = (text: string, size: number, weight: number | string = 400): number => {
    const own = nearest(weight);
    return (widths(own, text, () => widthOf(text, metrics.weights[own])) * size) / metrics.unitsPerEm;
  };
  const lines: TextWidth['lines'] = (text, most, size, weight = 400) =>
    broken(`${nearest(weight)} ${size} ${most}`, text, () =>
      wrapLabel(text, most, (line) => width(line, size, weight)),
    );
  return Object.assign(width, { lines });
}

/** What was made of texts, by how: a text is looked up as it is, since one that is put together for that is read letter by letter each time. */
function remembering<T>(): (how: string, text: string, make: () => T) => T {
  const kept = new Map<string, Map<string, T>>();
  return (how, text, make) => {
    let own = kept.get(how);
    if (own === undefined) {
      own = new Map();
      kept.set(how, own);
    }
    let made = own.get(text);
    if (made === undefined) {
      made = make();
      own.set(text, made);
    }
    return made;
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
