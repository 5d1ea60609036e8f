import type { TextWidth } from '../../charts/text-width.js';
import { labelSize } from '../../charts/theme.js';
import type { LabelBox } from '../../model/chart/chart.js';
import { findNumerals } from '../../model/numerals.js';
import type { NumberClass } from '../../model/quantity.js';

/** Words of a drawing; with a key they print the entry of that place. */
export interface Words {
  readonly text: string;
  readonly key?: number;
  /** What their numerals are, where they have any and no key. */
  readonly class?: NumberClass;
  readonly weight?: 400 | 700;
  readonly fill?: string;
}

/** A rectangle in pixels. */
export interface Rectangle {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** How high letters stand over their line, and how deep they hang, as parts of their size. */
const [ascent, descent] = [0.8, 0.24];

/** Between two words of different weight. */
const wordGap = 4;

/** An SVG as it is written, and the boxes of its texts. */
export class Canvas {
  readonly #parts: string[] = [];
  readonly labels: LabelBox[] = [];

  constructor(
    readonly width: number,
    readonly textWidth: TextWidth,
    readonly ink: string,
  ) {}

  add(markup: string): void {
    this.#parts.push(markup);
  }

  /** How wide words are side by side. */
  widthOf(words: readonly Words[]): number {
    const widths = words.map(({ text, weight }) => this.textWidth(text, labelSize, weight));
    return widths.reduce((sum, each) => sum + each, 0) + wordGap * Math.max(0, words.length - 1);
  }

  /** Writes words side by side from `x` on, standing on the line `y`; returns where they end. */
  write(words: readonly Words[], x: number, y: number, role: LabelBox['role']): number {
    let at = x;
    for (const each of words) {
      const { text, key, weight, fill = this.ink } = each;
      const own =
        findNumerals(text).length === 0 ? undefined : key === undefined ? (each.class ?? 'label') : 'ledger';
      this.add(
        `<text x="${tenths(at)}" y="${tenths(y)}" fill="${fill}"` +
          (weight === 700 ? ' font-weight="700"' : '') +
          (own === undefined ? '' : ` data-n="${own}"`) +
          (key === undefined ? '' : ` data-key="${key}"`) +
          `>${escaped(text)}</text>`,
      );
      const width = this.textWidth(text, labelSize, weight);
      const [y1, y2] = [tenths(y - ascent * labelSize), tenths(y + descent * labelSize)];
      this.labels.push({ text, role, x1: tenths(at), y1, x2: tenths(at + width), y2 });
      at += width + wordGap;
    }
    return at - wordGap;
  }

  finish(height: number, family: string): string {
    const size = `width="${this.width}" height="${height}" viewBox="0 0 ${this.width} ${height}"`;
    const font = `font-family="${escaped(family)}" font-size="${labelSize}px"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}>${this.#parts.join('')}</svg>`;
  }
}

/** A tenth of a pixel is less than anybody sees. */
export const tenths = (value: number): number => Math.round(value * 10) / 10 || 0;

/** An attribute that names the area of a mark, which `finish-map.ts` makes the place of its number. */
export const ofArea = ({ index }: { readonly index: number }): string => ` data-of="${index}"`;

/** A circle around the place that it is moved to, as `verify` reads symbols. */
export function circle(x: number, y: number, radius: number, paint: string): string {
  const r = Math.round(radius * 100) / 100;
  return `<path transform="translate(${tenths(x)},${tenths(y)})" d="M${r},0A${r},${r},0,1,1,${-r},0A${r},${r},0,1,1,${r},0Z" ${paint}/>`;
}

export const overlaps = (a: Rectangle, b: Rectangle, gap = 0): boolean =>
  a.x1 < b.x2 + gap && b.x1 < a.x2 + gap && a.y1 < b.y2 + gap && b.y1 < a.y2 + gap;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Slanting lines over a path, so that it is told apart without colour; `id` is its own in the drawing. */
export function hatch(
  id: string,
  path: string,
  { x1, y1, x2, y2 }: Rectangle,
  paint: string,
  canvas: Canvas,
): void {
  if (path === '') return;
  const [step, height] = [5, y2 - y1];
  const lines: string[] = [];
  for (let x = x1 - height; x < x2; x += step)
    lines.push(`M${tenths(x)},${tenths(y2)}L${tenths(x + height)},${tenths(y1)}`);
  canvas.add(`<clipPath id="${id}"><path fill="#000" d="${path}"/></clipPath>`);
  canvas.add(`<path fill="none" ${paint} clip-path="url(#${id})" d="${lines.join('')}"/>`);
}

/** A rectangle as a path. */
export const boxPath = (x1: number, y1: number, x2: number, y2: number): string =>
  `M${tenths(x1)},${tenths(y1)}L${tenths(x2)},${tenths(y1)}L${tenths(x2)},${tenths(y2)}L${tenths(x1)},${tenths(y2)}Z`;
