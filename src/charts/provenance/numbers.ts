import { greatest } from '../../model/chart/extremes.js';
import type { Field } from '../../model/dataset/dataset.js';
import { finiteDigits, toNumber } from '../../model/exact.js';
import type { Precision } from '../../model/project/precision.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import type { Datums, UnitDatums } from '../compose/composition.js';
import { authorTitle } from '../compose/titles.js';
import type { ChartDataset } from '../datasets/parts.js';
import { inFlow } from '../drawing/drawn.js';
import type { Vega } from '../drawing/vega.js';
import { rowField } from '../rows.js';
import { axes, type ChosenNumber, chosenIn, isOfNames, type JsonObject, toObject } from '../spec.js';
import { type Channel, encodedField, type Unit } from '../unit.js';
import { putInByVega, quantityByVega, stepsBehind } from './by-vega.js';
import type { Definition } from './definitions.js';
import { definitionsBehind, definitionsOf } from './definitions.js';
import { cellOf, type Deriving } from './deriving.js';
import { divisorsIn, isMultiplied } from './expressions.js';
import { membersOf, rowsBehind } from './members.js';
import { operated, quantityIn } from './operate.js';
import { isEndOfDays, isPlaced, type Place, placesOf } from './places.js';

/** Channels in which a number is seen as a place, a length, a size or a shade, and that which prints it. */
const measured = ['x', 'y', 'x2', 'y2', 'size', 'color', 'fill', 'stroke', 'opacity', 'theta', 'text'];

/** A number that a chart calculated, as one of its marks shows it. */
export interface CalculatedNumber {
  readonly datum: JsonObject;
  readonly value: unknown;
  /** Undefined where no cells answer for it. */
  readonly quantity: Quantity | undefined;
  /** What an expression of Vega divides by for it. */
  readonly divisors: readonly Quantity[];
  /** Whether a number that its author states makes it, by Vega, as many times as that says. */
  readonly isTimes: boolean;
  /** The bands and times at which it stands. */
  readonly places: readonly Place[];
}

/** A channel that shows calculated numbers. */
export interface CalculatedChannel {
  readonly unit: Unit;
  readonly channel: Channel;
  /** What it is called where it is told: by its author, else by its field. */
  readonly title: string;
  /** The field or aggregate that it shows. */
  readonly key: string;
  readonly definition: Definition | undefined;
  /** What makes the number, and what it is made from. */
  readonly behind: readonly Definition[];
  readonly numbers: readonly CalculatedNumber[];
}

/** The chart whose numbers are asked for, as it was drawn. */
interface DrawnChart {
  readonly chart: Pick<ChartNode, 'id' | 'spec' | 'at' | 'allowed'>;
  readonly units: readonly Unit[];
  readonly drawn: UnitDatums;
  readonly dataset: ChartDataset;
}

interface NumberTools {
  readonly vega: Pick<Vega, 'parseExpression' | 'version'>;
  readonly precision: Precision;
}

/** True where an author gives a reason for statistics of those cells alone that have a number. */
export const passesOver = ({ allowed = [] }: Pick<ChartNode, 'allowed'>): boolean =>
  allowed.some(({ rule }) => rule === 'missing-values');

/** The row that an `argmin` or `argmax` chose, by the field that vega keeps it in, and which number of it is drawn. */
function chosenBy({ definition: { field, aggregate } }: Channel): ChosenNumber | undefined {
  if (typeof field !== 'string') return undefined;
  const { argmin, argmax } = toObject(aggregate);
  if (typeof argmin === 'string') return { row: `argmin_${argmin}`, field };
  if (typeof argmax === 'string') return { row: `argmax_${argmax}`, field };
  return chosenIn(field);
}

/** True for places that say nothing: marks of one size, put in a row on an axis that is not drawn. */
function isPlace({ mark }: Unit, { definition: { type, axis } }: Channel): boolean {
  return axis === null && type === 'ordinal' && ['rect', 'point', 'circle', 'square', 'text'].includes(mark);
}

/**
 * Every channel of the units that shows numbers which the dataset does not hold as cells; where `all` are asked for, those
 * that show cells as well. Where some are named it is of these only.
 */
export function calculatedChannels(
  { chart, units, drawn, dataset }: DrawnChart,
  { vega: { parseExpression, version }, precision }: NumberTools,
  { all = false, only = measured }: { readonly all?: boolean; readonly only?: readonly string[] } = {},
): readonly CalculatedChannel[] {
  const { at } = chart;
  const around = {
    dataset,
    at,
    precision,
    passesOver: passesOver(chart),
    flow: { chart: chart.id, version },
  };
  return units.flatMap((unit) => {
    const definitions = definitionsOf(chart.spec, unit.pointer, dataset.fields, parseExpression);
    const deriving = { ...around, definitions };
    const datums = drawn[unit.name] ?? [];
    const items = new Map(inFlow(datums).map((datum, item) => [datum, item]));
    return only.flatMap((name): readonly CalculatedChannel[] => {
      const channel = unit.channels[name];
      if (channel === undefined || isOfBand(channel, dataset.fields)) return [];
      const own = { unit, units, channel, name, datums, items, deriving };
      const shown = shownBy(own, all);
      return shown === undefined ? stackedChannel(own) : [channelOf(own, shown)];
    });
  });
}

/** A channel of a unit, and what the unit drew. */
interface DrawnChannel {
  readonly unit: Unit;
  /** It and those beside it. */
  readonly units: readonly Unit[];
  readonly channel: Channel;
  readonly name: string;
  readonly datums: Datums;
  /** The place of each datum in the data flow. */
  readonly items: ReadonlyMap<JsonObject, number>;
  readonly deriving: Deriving;
}

/** The number of a datum that a channel shows. */
interface Shown {
  readonly key: string;
  /** In which row of the datum it is, where an aggregate chose one. */
  readonly row?: string;
  /** How an aggregate of the encoding makes it. */
  readonly made?: Definition;
}

/** Bands and times are places. */
const isOfBand = ({ definition }: Channel, fields: readonly Field[]): boolean =>
  definition.bin !== undefined || definition.timeUnit !== undefined || isEndOfDays(definition, fields);

/** Undefined for a channel that shows cells, or says where a mark stands. */
function shownBy(
  { unit, channel, name, datums, deriving: { dataset, definitions } }: DrawnChannel,
  all: boolean,
): Shown | undefined {
  const { field, aggregate } = channel.definition;
  const own = typeof field === 'string' ? field : undefined;
  if (typeof aggregate === 'string') {
    const key = aggregate === 'count' ? '__count' : `${aggregate}_${own ?? ''}`;
    return { key, made: { kind: 'aggregate', op: aggregate, field: own } };
  }
  const chosen = chosenBy(channel);
  const isPlacing =
    name !== 'text' && (isPlaced(unit, name, definitions, dataset.fields) || isPlace(unit, channel));
  if (isPlacing) return undefined;
  if (chosen !== undefined) return { key: chosen.field, row: chosen.row };
  if (own === undefined) return undefined;
  // A transform may give what it makes the name of a field of the dataset.
  const cell = definitions.has(own) ? undefined : encodedField({ field }, dataset.fields);
  // What is no row of the dataset has no cell of its own, whatever its number is called; a gap has none either.
  const isRow = (datum: JsonObject): boolean =>
    datum[rowField] !== undefined || typeof datum[own] !== 'number';
  const isCell = cell !== undefined && (cell.role !== 'measure' || (!all && datums.every(isRow)));
  return isCell ? undefined : { key: own };
}

function channelOf(drawn: DrawnChannel, shown: Shown): CalculatedChannel {
  const { unit, units, channel, name, datums, deriving: around } = drawn;
  const { dataset, definitions } = around;
  const made = shown.made && { ...shown.made, before: definitions };
  const deriving = made ? { ...around, definitions: new Map([...definitions, [shown.key, made]]) } : around;
  const numbers = datums.flatMap((datum) => numberAt(datum, shown, { ...drawn, deriving }));
  const definition = definitions.get(String(channel.definition.field));
  const title = name === 'text' ? titleOfLabel(channel, units) : authorTitle(channel.definition);
  const own = typeof channel.definition.field === 'string' ? channel.definition.field : undefined;
  const cell = encodedField({ field: own }, dataset.fields);
  return {
    ...{ unit, channel, key: shown.key, definition },
    behind: definitionsBehind(shown.key, deriving.definitions),
    title:
      typeof title === 'string'
        ? title
        : (measureOf(own, definition, dataset)?.title ??
          (definition === undefined || shown.made ? cell?.title : undefined) ??
          own ??
          ''),
    numbers: numbers.length === 0 ? lostNumbers(channel, datums, shown) : withDigits(numbers),
  };
}

function numberAt(
  datum: JsonObject,
  { key, row: chosen }: Shown,
  { unit, datums, items, deriving }: DrawnChannel,
): readonly CalculatedNumber[] {
  const row = chosen === undefined ? datum : toObject(datum[chosen]);
  const value = row[key];
  if (typeof value !== 'number') return [];
  const quantity =
    stackedNothing(datum, { value, unit, key, datums }, deriving) ??
    madeNumber(row, key, deriving) ??
    sharedCell(row, key, deriving);
  return [
    {
      datum,
      value,
      quantity: quantity && placed(quantity, unit, items.get(datum) ?? 0),
      divisors: quantity?.operation === 'vega' ? divisorsOf(datum, key, deriving) : [],
      isTimes: quantity?.operation === 'vega' && isTimes(row, key, deriving),
      places: placesOf(unit, datum, deriving.definitions, deriving.dataset),
    },
  ];
}

/** What operations or Vega made of a datum, or its cell. */
const madeNumber = (datum: JsonObject, key: string, deriving: Deriving): Quantity | undefined =>
  deriving.definitions.has(key)
    ? (quantityIn(datum, key, deriving) ?? quantityByVega(datum, key, deriving))
    : cellOf(datum, key, deriving);

/** The cell by whose number rows were put together: that of the first of them; behind a window there are others. */
function sharedCell(datum: JsonObject, key: string, deriving: Deriving): Quantity | undefined {
  if (datum[rowField] !== undefined || deriving.definitions.has(key)) return undefined;
  const cells = rowsBehind(datum).flatMap((row) => cellOf({ [rowField]: row }, key, deriving) ?? []);
  return cells.find(({ value }) => isExact(value) && toNumber(value) === datum[key]);
}

/** A number by Vega knows where the data flow has it. */
const placed = (quantity: Quantity, { name: unit }: Unit, item: number): Quantity =>
  quantity.vega === undefined ? quantity : { ...quantity, vega: { ...quantity.vega, unit, item } };

/** What the expression of a number divides by, as far as operations calculate it. */
function divisorsOf(datum: JsonObject, key: string, deriving: Deriving): readonly Quantity[] {
  const made = deriving.definitions.get(key);
  const divisors = made?.kind === 'calculate' ? divisorsIn(made.expression) : [];
  return divisors.flatMap((node) => operated(node, datum, deriving) ?? []);
}

const isTimes = (datum: JsonObject, key: string, deriving: Deriving): boolean =>
  [...stepsBehind(datum, key, deriving)].some(
    ({ datum: row, definition }) =>
      definition?.kind === 'calculate' &&
      isMultiplied(
        definition.expression,
        (percent) => operated(percent, row, deriving)?.operation === 'share',
      ),
  );

/** A number that is found nowhere is drawn all the same. */
function lostNumbers(
  { definition }: Channel,
  datums: Datums,
  { key, row }: Shown,
): readonly CalculatedNumber[] {
  const isLost = row !== undefined || datums.some((datum) => !(key in datum));
  const [first] = isLost && !isOfNames(definition) ? datums : [];
  return first === undefined
    ? []
    : [{ datum: first, value: undefined, quantity: undefined, divisors: [], isTimes: false, places: [] }];
}

/** Numbers by Vega have the same decimals in a whole channel, and small ones three digits that say something. */
function withDigits(numbers: readonly CalculatedNumber[]): readonly CalculatedNumber[] {
  const made = numbers.flatMap(({ quantity }) => (quantity?.operation === 'vega' ? [quantity] : []));
  const values = made.flatMap(({ value }) => (isExact(value) ? [value] : []));
  if (values.length === 0) return numbers;
  const size = greatest(values.map((value) => Math.abs(toNumber(value))));
  const few = size === 0 || size >= 1 ? 0 : 2 - Math.floor(Math.log10(size));
  const own = greatest(values.map((value) => finiteDigits(value) ?? 20));
  const digits = Math.max(greatest(made.map((each) => each.digits)), Math.min(few, own, 20));
  return numbers.map((number) =>
    number.quantity?.operation === 'vega' ? { ...number, quantity: { ...number.quantity, digits } } : number,
  );
}

/**
 * The number that a transform lays one on the other, where it is calculated: it is drawn as the distance between two places, and its name
 * stands nowhere else.
 */
function stackedChannel(drawn: DrawnChannel): readonly CalculatedChannel[] {
  const { unit, channel, name, datums, deriving } = drawn;
  const stackOf = (each: string): unknown => {
    const place = deriving.definitions.get(String(unit.channels[each]?.definition.field));
    return place?.kind === 'layout' ? toObject(place.stack).stack : undefined;
  };
  const key = stackOf(name);
  const definition = typeof key === 'string' ? deriving.definitions.get(key) : undefined;
  if (typeof key !== 'string' || definition === undefined) return [];
  if (measured.find((each) => stackOf(each) === key) !== name) return [];
  const numbers = datums.flatMap((datum) => numberAt(datum, { key }, drawn));
  const behind = definitionsBehind(key, deriving.definitions);
  return [{ unit, channel, key, title: key, definition, behind, numbers }];
}

/** Vega-lite puts a nothing into a stacked area where a part has no row: it stands among the numbers of the chart. */
function stackedNothing(
  datum: JsonObject,
  {
    value,
    unit: { mark, channels },
    key,
    datums,
  }: { readonly value: number; readonly unit: Unit; readonly key: string; readonly datums: Datums },
  deriving: Deriving,
): Quantity | undefined {
  const isMade =
    datum[rowField] === undefined && !Object.keys(datum).some((name) => name.startsWith(membersOf('')));
  if (value !== 0 || !isMade || (mark !== 'area' && mark !== 'line')) return undefined;
  const field = axes
    .map((axis) => channels[axis]?.definition)
    .find((each) => each?.aggregate !== undefined || each?.field === key)?.field;
  const rows = [...new Set(datums.flatMap(rowsBehind))];
  const around = rows.flatMap((row) => cellOf({ [rowField]: row }, String(field), deriving) ?? []);
  return putInByVega(0, key, around, deriving);
}

/** The measure whose gaps an imputation fills. */
const measureOf = (
  name: string | undefined,
  definition: Definition | undefined,
  { fields }: Pick<ChartDataset, 'fields'>,
): Field | undefined =>
  definition?.kind === 'imputed' ? fields.find((field) => field.name === name) : undefined;

/** A label bears the name of the number that a mark beside it shows, so that both are one column of the table. */
function titleOfLabel({ definition }: Channel, units: readonly Unit[]): string | null | undefined {
  const key = (of: JsonObject): string => JSON.stringify([of.field, of.aggregate]);
  const beside = units
    .flatMap(({ channels }) => Object.entries(channels))
    .filter(([name, each]) => name !== 'text' && key(each.definition) === key(definition))
    .map(([, each]) => authorTitle(each.definition) ?? toObject(each.definition.legend).title);
  const own = beside.find((title) => typeof title === 'string') ?? definition.title;
  return typeof own === 'string' ? own : undefined;
}
