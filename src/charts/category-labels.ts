import type { Field } from '../model/dataset.js';
import { greatest } from '../model/extremes.js';
import type { Composition } from './composition.js';
import { facetChannels } from './spec.js';
import { wrapLabel } from './text-width.js';
import { barStep, labelSize } from './theme.js';

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

/** Height of one line of a label with what keeps it from the next. */
const lineStep = 15;

/** Height in pixels of one bar beside a vertical axis, with its gap: as high as the label of most lines needs. */
export function bandStep(field: Field, { layout, textWidth }: Composition): number {
  const shown = layout.shown?.[field.name];
  const lines = field.categories
    .filter(({ value }) => shown === undefined || shown.includes(value))
    .map(({ label }) => wrapLabel(label, sideWidth, (line) => textWidth(line, labelSize)).length);
  const most = greatest([1, ...lines]);
  return most === 1 ? barStep : most * lineStep + 6;
}
