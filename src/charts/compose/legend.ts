import { greatest } from '../../model/chart/extremes.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field } from '../../model/dataset/dataset.js';
import { type JsonObject, toObject } from '../spec.js';
import { labelSize, lineStep } from '../theme.js';
import type { Unit } from '../unit.js';
import type { Composition } from './composition.js';
import { type AxisTitles, isPanel, titleHeight, titleLines } from './titles.js';

/** How a legend of categories is set: in columns when it is too wide for a line. */
export function legendLayout(
  order: readonly string[],
  field: Field,
  unit: Unit,
  composition: Composition,
): JsonObject {
  return { ...(isLine(unit) ? lineSymbol : {}), ...legendColumns(order, field, composition) };
}

/** How a legend of layers is set that their author names: `color: {datum: "Arrested"}`. */
export function layerLegend(unit: Unit): JsonObject {
  return { title: null, ...(isLine(unit) ? lineSymbol : {}) };
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

/** A composed channel with what holds for legends of names, numbers and days alike. */
export function withLegend(
  channel: string,
  composed: JsonObject,
  unit: Unit,
  titles: AxisTitles,
  composition: Composition,
): JsonObject {
  const { legend, field, datum, aggregate } = composed;
  const isExplained = field !== undefined || datum !== undefined || aggregate !== undefined;
  if (!isExplained || legend === null || legend === false) return composed;
  const house = {
    ...sizeSymbol(channel, unit),
    ...timeColumns(composed, composition),
    ...aboveTitle(toObject(legend), unit, titles, composition),
  };
  return Object.keys(house).length === 0
    ? composed
    : { ...composed, legend: { ...house, ...toObject(legend) } };
}

/** What a size is the size of is known by its shape. */
const sizeSymbol = (channel: string, { mark, channels, style }: Unit): JsonObject =>
  channel === 'size' &&
  ['point', 'circle'].includes(mark) &&
  channels.shape === undefined &&
  style.shape === undefined
    ? { symbolType: 'circle' }
    : {};

/** A year, and a longer part of days, with its symbol, in pixels. */
const [yearEntry, timeEntry] = [62, 90];

/** Legends of years or months as wide as the frame would leave the plot no room. */
function timeColumns({ timeUnit, type }: JsonObject, { frame }: Composition): JsonObject {
  if (timeUnit === undefined || (type !== 'nominal' && type !== 'ordinal')) return {};
  const entry = String(timeUnit).endsWith('year') ? yearEntry : timeEntry;
  return { columns: Math.max(1, Math.floor((frame.width - timeEntry) / entry)) };
}

/** A legend stands above the title of the vertical axis; a panel has that at its side. */
function aboveTitle(
  { orient = 'top' }: JsonObject,
  unit: Unit,
  { y }: AxisTitles,
  composition: Composition,
): JsonObject {
  if (orient !== 'top' || typeof y !== 'string' || isPanel(unit)) return {};
  const lines = titleLines(y, composition).length;
  return { offset: 28 - titleHeight(composition.units) + (lines - 1) * lineStep };
}
