import type { Position } from '../../diagnostics.js';
import type { Field } from '../../model/dataset/dataset.js';
import type { Precision } from '../../model/project/precision.js';
import type { Quantity } from '../../model/quantity.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { type ChosenNumber, chosenIn } from '../compose/chosen-row.js';
import type { Datums } from '../compose/composition.js';
import { authorTitle } from '../compose/titles.js';
import type { ChartDataset } from '../datasets/parts.js';
import type { Vega } from '../drawing/vega.js';
import { rowField } from '../rows.js';
import { type JsonObject, toObject } from '../spec.js';
import { type Channel, encodedField, type Unit } from '../unit.js';
import type { Definition } from './definition.js';
import { definitionsOf } from './definitions.js';
import {
  deriveCell,
  deriveDensity,
  deriveEncoded,
  deriveLine,
  deriveNumber,
  deriveShared,
} from './derive.js';
import { imputedAmong } from './imputed.js';
import { rowsBehind } from './members.js';
import { isPlaced } from './placed.js';
import { isEndOfDays, type Place, placesOf } from './places.js';

/** Channels in which a number is seen as a place, a length, a size or a shade, and that which prints it. */
const measured = ['x', 'y', 'x2', 'y2', 'size', 'color', 'fill', 'stroke', 'opacity', 'theta', 'text'];

/** A number that a chart calculated, as one of its marks shows it. */
export interface CalculatedNumber {
  readonly datum: JsonObject;
  readonly value: unknown;
  /** Undefined where it cannot be made again from cells. */
  readonly quantity: Quantity | undefined;
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
  readonly numbers: readonly CalculatedNumber[];
}

interface ChannelInput {
  readonly dataset: ChartDataset;
  readonly at: Position;
  readonly parse: Vega['parseExpression'];
  readonly precision: Precision;
  readonly all?: boolean;
  /** The channels that are asked for; all in which numbers are seen where none are named. */
  readonly only?: readonly string[];
  /** Whether statistics are of those cells that have a number. */
  readonly passesOver?: boolean;
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
 * that show cells as well.
 */
export function calculatedChannels(
  spec: JsonObject,
  units: readonly Unit[],
  drawn: Readonly<Record<string, Datums>>,
  { dataset, at, parse, precision, all = false, only = measured, passesOver = false }: ChannelInput,
): readonly CalculatedChannel[] {
  return units.flatMap((unit) => {
    const definitions = definitionsOf(spec, unit.pointer, dataset.fields, parse);
    const deriving = { dataset, definitions, at, precision, passesOver };
    return only.flatMap((name): readonly CalculatedChannel[] => {
      const channel = unit.channels[name];
      const { field, aggregate, bin, timeUnit } = channel?.definition ?? {};
      const own = typeof field === 'string' ? field : undefined;
      const op = typeof aggregate === 'string' ? aggregate : undefined;
      if (channel === undefined || bin !== undefined || timeUnit !== undefined) return [];
      if (isEndOfDays(channel.definition, dataset.fields)) return [];
      const definition = own === undefined ? undefined : definitions.get(own);
      // A transform may give what it makes the name of a field of the dataset.
      const isOwn = op === undefined && own !== undefined && definition === undefined;
      const cell = isOwn ? encodedField({ field }, dataset.fields) : undefined;
      const chosen = chosenBy(channel);
      const datums = drawn[unit.name] ?? [];
      // What is no row of the dataset has no cell of its own, whatever its number is called; a gap has none either.
      const isRow = (datum: JsonObject): boolean =>
        datum[rowField] !== undefined || typeof datum[own ?? ''] !== 'number';
      const isCell = cell?.role === 'measure' && (all || !datums.every(isRow));
      const isMade =
        chosen !== undefined || op !== undefined || (own !== undefined && cell === undefined) || isCell;
      if (
        !isMade ||
        (op === undefined &&
          name !== 'text' &&
          (isPlaced(unit, name, definitions, dataset.fields) || isPlace(unit, channel)))
      )
        return stackedChannel({ unit, channel, name, datums }, deriving);
      const key = op === undefined ? own : op === 'count' ? '__count' : `${op}_${own ?? ''}`;
      const found = datums.flatMap((datum): readonly CalculatedNumber[] => {
        const row = chosen === undefined ? datum : toObject(datum[chosen.row]);
        const value = row[chosen?.field ?? key ?? ''];
        if (typeof value !== 'number') return [];
        const quantity =
          chosen !== undefined
            ? deriveNumber(row, chosen.field, deriving)
            : (stackedNothing(datum, { value, unit, key: own, datums }, deriving) ??
              (op === undefined
                ? (deriveNumber(datum, own ?? '', deriving) ?? deriveShared(datum, own ?? '', deriving))
                : deriveEncoded(datum, { op, field: own }, deriving)));
        return [{ datum, value, quantity, places: placesOf(unit, datum, definitions, dataset) }];
      });
      // A number that is found nowhere is drawn all the same.
      const isLost =
        found.length === 0 && (chosen !== undefined || datums.some((datum) => !((key ?? '') in datum)));
      const [first] =
        isLost && channel.definition.type !== 'nominal' && channel.definition.type !== 'ordinal'
          ? datums
          : [];
      const numbers =
        first === undefined ? found : [{ datum: first, value: undefined, quantity: undefined, places: [] }];
      const title = name === 'text' ? titleOfLabel(channel, units) : authorTitle(channel.definition);
      const ofLine =
        definition?.kind !== 'line'
          ? []
          : definition.powers === undefined && definition.curve === undefined
            ? (['slope', 'determination'] as const)
            : (['determination'] as const);
      return [
        ...densityChannels(numbers, { unit, channel, definition, own, deriving }),
        ...ofLine.map((key) => ({
          ...{ unit, channel, key: `__${key}`, title: key, definition },
          numbers: numbers.flatMap(({ datum, places }) => {
            if (definition?.kind !== 'line') return [];
            const line = deriveLine(datum, own ?? '', definition, {
              ...deriving,
              definitions: definition.before,
            });
            const quantity = line?.[key];
            return quantity ? [{ datum, places, value: 0, quantity }] : [];
          }),
        })),
        {
          unit,
          channel,
          key: key ?? '',
          title:
            typeof title === 'string'
              ? title
              : (measureOf(own, definition, dataset)?.title ?? cell?.title ?? own ?? ''),
          definition,
          numbers,
        },
      ];
    });
  });
}

/**
 * The number that a transform lays one on the other, where it is calculated: it is drawn as the distance between two places, and its name
 * stands nowhere else.
 */
function stackedChannel(
  {
    unit,
    channel,
    name,
    datums,
  }: Pick<CalculatedChannel, 'unit' | 'channel'> & { readonly name: string; readonly datums: Datums },
  deriving: Parameters<typeof deriveNumber>[2],
): readonly CalculatedChannel[] {
  const { definitions, dataset } = deriving;
  const stackOf = (each: string): unknown => {
    const place = definitions.get(String(unit.channels[each]?.definition.field));
    return place?.kind === 'layout' ? toObject(place.stack).stack : undefined;
  };
  const key = stackOf(name);
  const first = measured.find((each) => stackOf(each) === key);
  const definition = typeof key === 'string' ? definitions.get(key) : undefined;
  if (typeof key !== 'string' || definition === undefined || first !== name) return [];
  const numbers = datums.flatMap((datum): readonly CalculatedNumber[] => {
    const value = datum[key];
    if (typeof value !== 'number') return [];
    const quantity = deriveNumber(datum, key, deriving);
    return [{ datum, value, quantity, places: placesOf(unit, datum, definitions, dataset) }];
  });
  return [{ unit, channel, key, title: key, definition, numbers }];
}

/** Vega-lite puts a nothing into a stacked area where a part has no row: it stands among the numbers of the chart. */
function stackedNothing(
  datum: JsonObject,
  {
    value,
    unit,
    key,
    datums,
  }: {
    readonly value: number;
    readonly unit: Unit;
    readonly key: string | undefined;
    readonly datums: Datums;
  },
  deriving: Parameters<typeof deriveNumber>[2],
): Quantity | undefined {
  const isMade =
    datum[rowField] === undefined && !Object.keys(datum).some((name) => name.startsWith('__of_'));
  if (value !== 0 || !isMade || (unit.mark !== 'area' && unit.mark !== 'line') || key === undefined)
    return undefined;
  const rows = [...new Set(datums.flatMap(rowsBehind))];
  return imputedAmong(
    0,
    rows.flatMap((row) => deriveCell(row, key, deriving) ?? []),
  );
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

/** The bandwidth of a density, which stands in the table beside it. */
function densityChannels(
  numbers: readonly CalculatedNumber[],
  {
    unit,
    channel,
    definition,
    own = '',
    deriving,
  }: Pick<CalculatedChannel, 'unit' | 'channel' | 'definition'> & {
    readonly own: string | undefined;
    readonly deriving: Parameters<typeof deriveDensity>[3];
  },
): readonly CalculatedChannel[] {
  const placed = deriving.definitions.get(own);
  if (definition?.kind !== 'density' || placed === undefined) return [];
  const before = { ...deriving, definitions: placed.before };
  const widths = numbers.flatMap(({ datum, places }) => {
    const quantity = deriveDensity(datum, own, definition, before)?.bandwidth;
    return quantity ? [{ datum, places, value: 0, quantity }] : [];
  });
  return [{ unit, channel, key: '__bandwidth', title: 'bandwidth', definition, numbers: widths }];
}
