import { greatest } from '../../model/chart/extremes.js';
import type { Canvas, Words } from './canvas.js';

/** What stands before the words of a legend. */
export interface LegendItem {
  readonly words: readonly Words[];
  /** How much room its sign takes. */
  readonly width: number;
  readonly height: number;
  /** Draws it with its left edge at `x` and its middle at `y`. */
  sign(x: number, y: number): void;
}

const [lineHeight, itemGap] = [20, 16];

const signGap = ({ width }: LegendItem): number => (width === 0 ? 0 : 6);

/** Sets items one after the other in as many lines as they take, below `top`; returns where they end. */
export function writeLegend(items: readonly LegendItem[], top: number, canvas: Canvas): number {
  let [x, y] = [1, top];
  const lines: { readonly item: LegendItem; readonly x: number }[][] = [[]];
  for (const item of items) {
    const width = item.width + signGap(item) + canvas.widthOf(item.words);
    if (x > 1 && x + width > canvas.width - 1) {
      lines.push([]);
      x = 1;
    }
    lines.at(-1)?.push({ item, x });
    x += width + itemGap;
  }
  for (const line of lines) {
    if (line.length === 0) continue;
    const height = Math.max(lineHeight, greatest(line.map(({ item }) => item.height + 4)));
    const middle = y + height / 2;
    for (const { item, x: left } of line) {
      item.sign(left, middle);
      canvas.write(item.words, left + item.width + signGap(item), middle + 4, 'legend');
    }
    y += height;
  }
  return y;
}
