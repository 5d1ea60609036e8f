import { type Canvas, tenths } from './canvas.js';

/** Slanting lines over a path, so that it is told apart without colour; `id` is its own in the drawing. */
export function hatch(
  id: string,
  path: string,
  { x1, y1, x2, y2 }: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number },
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
