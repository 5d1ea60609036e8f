import { greatest, least } from '../../model/extremes.js';
import type { Box, Matrix } from './graphics-state.js';

/** A place on a page, in points. */
export type Point = readonly [x: number, y: number];

/** What a line of text takes, which is straight: what hangs below it, and what stands on it. */
export function textBox([, , c, d]: Matrix, size: number, from: Point, to: Point): Box {
  const [low, high] = [-size / 5, (size * 3) / 4];
  return {
    left: Math.min(from[0], to[0]) + Math.min(c * low, c * high),
    right: Math.max(from[0], to[0]) + Math.max(c * low, c * high),
    bottom: Math.min(from[1], to[1]) + Math.min(d * low, d * high),
    top: Math.max(from[1], to[1]) + Math.max(d * low, d * high),
  };
}

/** True where a box reaches further than this beyond the one around it. */
export const leaves = (box: Box, around: Box, by: number): boolean =>
  box.left < around.left - by ||
  box.right > around.right + by ||
  box.bottom < around.bottom - by ||
  box.top > around.top + by;

/** About what a glyph takes around its place: a third as wide as it is high, with what hangs below the line. */
export function glyphBox([a, b, c, d]: Matrix, size: number): Box {
  const [width, low, high] = [size / 3, -size / 5, (size * 3) / 4];
  const xs = [c * low, a * width + c * low, c * high, a * width + c * high];
  const ys = [d * low, b * width + d * low, d * high, b * width + d * high];
  return { left: least(xs), right: greatest(xs), bottom: least(ys), top: greatest(ys) };
}

/** A box at another place. */
export const moved = ({ left, right, bottom, top }: Box, x: number, y: number): Box => ({
  left: left + x,
  right: right + x,
  bottom: bottom + y,
  top: top + y,
});
