import type { Field } from '../datasets/dataset.js';
import type { Composition } from './compose.js';
import { facetChannels } from './spec.js';
import { wrapLabel } from './text-width.js';
import { labelSize } from './theme.js';

/** Labels beside horizontal bars break into lines beyond this width. */
const sideWidth = 190;

/**
 * Returns the `labelExpr` that prints the labels of a dimension instead of its category values, broken into lines
 * where an axis leaves little room.
 */
export function categoryLabels(field: Field, channel: string, composition: Composition): string {
  const room = labelRoom(field, channel, composition);
  const lines = field.categories.map(({ value, label }): [string, string | readonly string[]] => {
    const wrapped = wrapLabel(label, room, (line) => composition.textWidth(line, labelSize));
    return [value, wrapped.length === 1 ? label : wrapped];
  });
  // A list of pairs instead of an object: a category may bear any name.
  const values = JSON.stringify(lines.map(([value]) => value));
  const labels = JSON.stringify(lines.map(([, label]) => label));
  return `${labels}[indexof(${values}, toString(datum.value))]`;
}

function labelRoom(field: Field, channel: string, { layout }: Composition): number {
  if (channel === 'y') return sideWidth;
  if (facetChannels.includes(channel)) return channel === 'row' ? Number.POSITIVE_INFINITY : layout.width;
  if (channel !== 'x') return Number.POSITIVE_INFINITY;
  const count = layout.shown?.[field.name]?.length ?? field.categories.length;
  return layout.width / Math.max(count, 1) - 8;
}

/** True when a label of the dimension takes more than one line on a vertical axis. */
export function hasWrappedLabels(field: Field, composition: Composition): boolean {
  const shown = composition.layout.shown?.[field.name];
  return field.categories.some(
    ({ value, label }) =>
      (shown === undefined || shown.includes(value)) && composition.textWidth(label, labelSize) > sideWidth,
  );
}
