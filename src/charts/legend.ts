import { labelOf } from '../model/category.js';
import type { Field } from '../model/dataset.js';
import { greatest } from '../model/extremes.js';
import type { Composition } from './composition.js';
import type { JsonObject } from './spec.js';
import { labelSize, lineStep } from './theme.js';
import { type AxisTitles, titleLines } from './titles.js';
import type { Unit } from './unit.js';

/** Where a legend of categories stands and how it is set: above the axis title, in columns when it is too wide for a line. */
export function legendLayout(
  order: readonly string[],
  field: Field,
  unit: Unit,
  titles: AxisTitles,
  composition: Composition,
): JsonObject {
  return {
    ...(isLine(unit) ? lineSymbol : {}),
    ...legendColumns(order, field, composition),
    ...legendOffset(titles, composition),
  };
}

/** Where a legend of layers stands that their author names: `color: {datum: "Arrested"}`. */
export function layerLegend(unit: Unit, titles: AxisTitles, composition: Composition): JsonObject {
  return {
    title: null,
    ...(isLine(unit) ? lineSymbol : {}),
    ...legendOffset(titles, composition),
  };
}

const isLine = ({ mark }: Unit): boolean => mark === 'line' || mark === 'trail';

/** Lines are known by a stroke, other marks by a square. */
const lineSymbol = { symbolType: 'stroke', symbolSize: 250, symbolStrokeWidth: 2.25 };

/** Room for a symbol and the gap to the next entry of a legend, in pixels. */
const entryGap = 34;

/** A plot that is narrower, such as a panel, does not narrow the legend above all of them. */
const least = 300;

/** Puts a legend that is wider than the chart into columns. */
function legendColumns(
  order: readonly string[],
  field: Field,
  { textWidth, frame, layout }: Composition,
): JsonObject {
  const widths = order.map((value) => textWidth(labelOf(field, value), labelSize) + entryGap);
  const total = widths.reduce((sum, width) => sum + width, 0);
  // It begins where the plot does: one that is wider would leave the plot no room.
  const room = Math.min(frame.width, Math.max(layout.width, least));
  return total <= room ? {} : { columns: Math.max(1, Math.floor(room / greatest(widths))) };
}

/** A legend stands above the title of the vertical axis. */
function legendOffset({ y }: AxisTitles, composition: Composition): JsonObject {
  if (typeof y !== 'string') return {};
  return { offset: 28 - titleHeight(composition.units) + (titleLines(y, composition).length - 1) * lineStep };
}

/** Where the title of a vertical axis stands: above the plot, and above the labels on its tallest bar. */
export function titleHeight(units: readonly Unit[]): number {
  return units.some(({ mark }) => mark === 'text') && units.some(({ mark }) => mark === 'bar') ? -22 : -8;
}
