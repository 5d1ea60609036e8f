import { isObject } from './spec.js';

/**
 * Stands for the width of a plot in a spec until it is drawn, so that one compiled spec serves all widths: vega-lite
 * passes the width on as it is. A number that nobody writes, and that binary fractions hold exactly.
 */
export const openWidth = 600 + 2 ** -10;

/** The spec with this width, in pixels, wherever {@link openWidth} stands; rows are left as they are. */
export function fillWidth(spec: unknown, width: number): unknown {
  if (spec === openWidth) return width;
  if (Array.isArray(spec)) return spec.map((part) => fillWidth(part, width));
  if (!isObject(spec)) return spec;
  return Object.fromEntries(
    Object.entries(spec).map(([key, part]) => [key, key === 'values' ? part : fillWidth(part, width)]),
  );
}
