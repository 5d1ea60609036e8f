import type { Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { printInWords, printQuantity } from '../../language/print.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { listAt } from '../../model/group-by.js';
import { findNumerals } from '../../model/numerals.js';
import type { Precision } from '../../model/project/precision.js';
import type { LedgerEntry, NumberClass, Quantity } from '../../model/quantity.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { dayOf, isMoment } from '../compose/temporal.js';
import type { ChartDataset } from '../datasets/parts.js';
import { drawnRows } from '../drawing/drawn.js';
import type { Vega } from '../drawing/vega.js';
import { cellOf, nowhere } from '../provenance/deriving.js';
import { rowsBehind } from '../provenance/members.js';
import { calculatedChannels } from '../provenance/numbers.js';
import { rowOf } from '../rows.js';
import { type JsonObject, toObject } from '../spec.js';
import type { TextWidth } from '../text-width.js';
import { encodedField, hasCells, isCategorical, type Unit, unitNamed } from '../unit.js';
import {
  datumOf,
  type PlacedItem,
  placedItems,
  type Scene,
  type SceneItem,
  setText,
  textOf,
} from './scene.js';

/** What tells a class from a description by vega, on its way through the SVG. */
const prefix = 'tallybook-numerals:';

/**
 * Says of every text of a scene what its numerals are, in place, where vega keeps descriptions; `sealSvg` makes the
 * attribute `data-n` of it. What an author wrote into the chart, and what vega calculated, has no class. A label that
 * prints a quantity also gets its key: its place among the entries of the chart, which are those of its first drawing.
 *
 * @param first What this function returned of the first drawing; absent where this is it.
 * @returns The labels that print a quantity, in drawing order, by what tells them apart.
 */
export function classLabels(
  scene: Scene,
  units: readonly Unit[],
  dataset: PublishedDataset,
  calculated: CalculatedLabels,
  first?: readonly string[],
): readonly string[] {
  const measured = measuredLabels(scene, units, dataset, calculated);
  const labelled = withOccurrence(measured.map(({ identity }) => identity));
  const places = first ?? labelled;
  const keys = new Map(measured.map(({ item }, index) => [item, places.indexOf(labelled[index] ?? '')]));
  for (const placed of placedItems(scene)) {
    const { item, mark } = placed;
    const key = keys.get(item);
    const hasNumerals = mark.marktype === 'text' && findNumerals(textOf(item)).length > 0;
    if (!hasNumerals && key === undefined) continue;
    const made = calculated.has(item) ? 'ledger' : undefined;
    const name = hasNumerals ? (made ?? classOf(placed, units, dataset)) : undefined;
    item.aria = true;
    item.description = `${prefix}${name ?? ''}:${key ?? ''}`;
  }
  return labelled;
}

/** Equals are told apart by their order. */
function withOccurrence(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${name} ${count}`;
  });
}

/** What {@link classLabels} left in an SVG as attributes: `data-n`, and `data-key` of labels that print a quantity. */
export function withNumberClasses(svg: string): string {
  return svg.replace(
    / aria-label="tallybook-numerals:([a-z-]*):(\d*)"/g,
    (_, name: string, key: string) =>
      (name === '' ? '' : ` data-n="${name}"`) + (key === '' ? '' : ` data-key="${key}"`),
  );
}

function classOf(
  placed: PlacedItem,
  units: readonly Unit[],
  dataset: PublishedDataset,
): NumberClass | undefined {
  const { item, mark } = placed;
  const role = mark.role ?? '';
  if (role === 'axis-label') return axisClass(placed, units, dataset);
  if (role === 'legend-label') return legendClass(placed, units, dataset);
  // Titles of axes, legends and panels: the names of fields and categories.
  if (role !== 'mark') return 'label';
  const definition = unitNamed(mark.name, units)?.channels.text?.definition;
  if (definition !== undefined && dayOf(toObject(definition).datum) !== undefined) return 'date';
  const field = encodedField(definition, dataset.fields);
  if (field?.role !== 'measure') return field === undefined ? undefined : fieldClass(field);
  return rowOf(dataset, datumOf(item) ?? {}) && 'ledger';
}

/** The labels of an axis are those of the fields along it, in whichever plot. */
function axisClass(placed: PlacedItem, units: readonly Unit[], dataset: PublishedDataset): NumberClass {
  const found = new Set(
    definitionsAt(placed, units).map((definition): NumberClass => {
      const field = encodedField(definition, dataset.fields);
      if (isMoment(definition, field)) return 'date';
      return field === undefined ? 'tick' : fieldClass(field);
    }),
  );
  const [only, ...others] = [...found];
  if (only !== undefined && others.length === 0) return only;
  return valueClass(placed, found);
}

/** What is encoded along the axis of a label, or in the legend that it is of. */
export function definitionsAt(label: PlacedItem, units: readonly Unit[]): readonly JsonObject[] {
  const axis = label.mark.role === 'axis-label' ? axisAt(label) : undefined;
  return units.flatMap(({ channels }) =>
    Object.entries(channels).flatMap(([name, { definition }]) =>
      (axis === undefined ? !['x', 'y', 'text'].includes(name) : name === axis) ? [definition] : [],
    ),
  );
}

/** The channel of the axis that a label stands along. */
export const axisAt = ({ group }: PlacedItem): string =>
  /(?:^|_)([xy])$/.exec(String(datumOf(group)?.scale))?.[1] ?? '';

function legendClass(placed: PlacedItem, units: readonly Unit[], dataset: PublishedDataset): NumberClass {
  const fields = definitionsAt(placed, units).flatMap((each) => encodedField(each, dataset.fields) ?? []);
  return valueClass(placed, new Set(fields.map(fieldClass)));
}

/** Where plots side by side have different axes, the value tells which: names are words, years whole numbers. */
function valueClass({ item }: PlacedItem, possible: ReadonlySet<NumberClass>): NumberClass {
  const value = datumOf(item)?.value;
  if (typeof value === 'string') return 'label';
  const isYear = typeof value === 'number' && value >= 1000 && value <= 9999 && Number.isInteger(value);
  return possible.has('date') && (isYear || value instanceof Date) ? 'date' : 'tick';
}

function fieldClass(field: Field): NumberClass {
  if (isTimeType(field.type)) return 'date';
  if (field.role === 'measure') return 'tick';
  return isCategorical(field) || field.role === 'attribute' ? 'label' : 'tick';
}

/** The labels of a scene that print a number which the chart worked out, each with that number. */
export type CalculatedLabels = ReadonlyMap<SceneItem, Quantity>;

interface Input {
  readonly spec: JsonObject;
  readonly units: readonly Unit[];
  readonly dataset: ChartDataset;
  readonly chart: Pick<ChartNode, 'id' | 'allowed'>;
  readonly tools: {
    readonly vega: Vega;
    readonly language: Language;
    readonly precision: Precision;
    readonly textWidth: TextWidth;
  };
}

/**
 * Prints every label that is a number which the chart worked out as prose prints it, from the cells that it was made of. One that
 * cannot be made again from cells keeps the text that vega gave it, and is refused with the other calculations. Changes the items of the scene.
 */
export function printCalculatedLabels(
  scene: Scene,
  { spec, units, dataset, chart, tools }: Input,
): CalculatedLabels {
  const printed = new Map<SceneItem, Quantity>();
  const words = units.filter(({ mark, channels }) => mark === 'text' && channels.text !== undefined);
  if (words.length === 0) return printed;
  const items = new Map<unknown, SceneItem[]>();
  for (const { item, mark } of placedItems(scene)) {
    const datum = datumOf(item);
    if (mark.marktype !== 'text' || datum === undefined || unitNamed(mark.name, words) === undefined)
      continue;
    listAt(items, datum).push(item);
  }
  const { language, textWidth } = tools;
  const drawnChart = {
    chart: { ...chart, spec, at: nowhere },
    units: words,
    drawn: drawnRows(scene, words),
    dataset,
  };
  // A cell of a heat map has room for a symbol only; what it means stands under the figure.
  const print = hasCells(units) ? printQuantity : printInWords;
  for (const { numbers } of calculatedChannels(drawnChart, tools, { only: ['text'] })) {
    for (const { datum, quantity } of numbers)
      for (const item of quantity === undefined ? [] : (items.get(datum) ?? [])) {
        if (quantity === undefined) continue;
        setText(item, print(quantity, 'chart', language).text, textWidth);
        printed.set(item, quantity);
      }
  }
  return printed;
}

/** A text mark that prints a cell, or what was worked out of cells; its place among those of the scene is the key of its entry. */
interface MeasuredLabel {
  readonly item: SceneItem;
  readonly text: string;
  /** What it prints, the same in every drawing of the chart: its unit, row and measure. */
  readonly identity: string;
  /** Where in the spec the text is asked for. */
  readonly pointer: string;
  /** Without its place in the template. */
  readonly quantity: Omit<Quantity, 'at'>;
}

/** The text marks of a scene that print a number, in drawing order. */
function measuredLabels(
  scene: Scene,
  units: readonly Unit[],
  dataset: PublishedDataset,
  calculated: CalculatedLabels,
): readonly MeasuredLabel[] {
  return placedItems(scene).flatMap(({ item, mark }): MeasuredLabel[] => {
    const unit = mark.marktype === 'text' ? unitNamed(mark.name, units) : undefined;
    const channel = unit?.channels.text;
    if (unit === undefined || channel === undefined) return [];
    const { field, aggregate } = channel.definition;
    const [datum, text] = [datumOf(item) ?? {}, textOf(item)];
    const cell = text === '' ? undefined : cellOf(datum, String(field), { dataset, at: nowhere });
    const quantity = calculated.get(item) ?? cell;
    const identity = `${unit.name} ${rowsBehind(datum).join(',')} ${String(field)} ${String(aggregate)}`;
    return quantity === undefined ? [] : [{ item, text, identity, pointer: channel.pointer, quantity }];
  });
}

/** One ledger entry for each number that the text marks of a scene print, each at the place that is its key. */
export function labelEntries(
  scene: Scene,
  units: readonly Unit[],
  dataset: PublishedDataset,
  calculated: CalculatedLabels,
  positionAt: (pointer: string) => Position,
): readonly LedgerEntry[] {
  return measuredLabels(scene, units, dataset, calculated).map(({ text, pointer, quantity }) => ({
    text,
    place: 'chart',
    quantity: { ...quantity, at: positionAt(pointer) },
  }));
}
