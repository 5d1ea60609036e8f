import { byRanks } from '../../model/chart/extremes.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isCounted } from '../../model/dataset/periods.js';
import { exactIn } from '../../model/dataset/value.js';
import { compare, type Exact, roundTo } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import type { Shown, UnitDatums } from '../compose/composition.js';
import { drawnOrder } from '../compose/order.js';
import { isPart, partOf } from '../composite/parts.js';
import { rowField, rowOf } from '../rows.js';
import { axes, facetChannels, toObject } from '../spec.js';
import { isTime, timesBetween } from '../times.js';
import { encodedField, encodedFields, type Unit, valuesOf } from '../unit.js';

/** What an area around a line says beside it. */
interface Band {
  /** The measures between which it lies, the lower one first. */
  readonly ends: readonly [Field, Field];
  /** Where it is drawn: a filter may leave it out of a part of the line. */
  readonly rows: ReadonlySet<Row>;
}

/** The band that lies around a line along the same places; undefined where none is drawn. */
function bandAround(
  line: Unit,
  units: readonly Unit[],
  reached: UnitDatums,
  { fields, rows }: PublishedDataset,
): Band | undefined {
  if (line.mark !== 'line') return undefined;
  for (const unit of units) {
    const [one, other] = [unit.channels.y, unit.channels.y2].map((channel) =>
      encodedField(channel?.definition, fields),
    );
    if (unit.mark !== 'area' || one?.role !== 'measure' || other?.role !== 'measure') continue;
    if (!isAlongSame(unit, line)) continue;
    const own = (reached[unit.name] ?? []).flatMap((datum) => rowOf({ rows }, datum) ?? []);
    const drawn = own.filter(({ measures }) =>
      [one, other].every(({ name }) => exactIn(measures[name]) !== undefined),
    );
    const [first] = drawn;
    if (first === undefined) continue;
    const ends = isBelow(first, one, other) ? ([one, other] as const) : ([other, one] as const);
    return { ends, rows: new Set(drawn) };
  }
  return undefined;
}

/** True for an area that stands at the places of a line, over the same table. */
function isAlongSame(area: Unit, line: Unit): boolean {
  const [own, other] = [area, line].map(({ channels }) => channels.x?.definition);
  return area.data === line.data && own?.field === other?.field && own?.timeUnit === other?.timeUnit;
}

function isBelow({ measures }: Row, one: Field, other: Field): boolean {
  const [a, b] = [one, other].map(({ name }) => exactIn(measures[name]));
  return a === undefined || b === undefined || compare(a, b) <= 0;
}

/** One cell of a series: where along the axis, and the row that holds it. */
export interface SeriesPoint {
  readonly key: string;
  readonly row: Row;
  /** Undefined when the cell is missing. */
  readonly value?: Exact;
}

/** The cells that one line, one colour or one panel shows, in the order of the axis. */
export interface Series {
  /** The category of each dimension that sets the series apart; empty when there is one series. */
  readonly keys: readonly { readonly field: Field; readonly value: string }[];
  readonly points: readonly SeriesPoint[];
  /** Places along the axis for which the data have no row at all. */
  readonly absent: readonly string[];
}

/** What a plot shows, in terms of its dataset. */
export interface ChartFacts {
  readonly main: Unit;
  /** The measure that is drawn; undefined when the chart draws calculated numbers only. */
  readonly measure?: Field;
  /** Every measure on an axis, in the order of the layers: a bullet chart has two. */
  readonly measures: readonly Field[];
  /** The rows that were drawn, and the missing cells between them. */
  readonly rows: readonly Row[];
  /** The dimension along the axis. */
  readonly along?: Field;
  /** The dimensions that set series apart; `panels` are those that split the chart. */
  readonly split: readonly Field[];
  readonly panels: readonly Field[];
  /** Empty when marks stand for calculated numbers rather than cells. */
  readonly series: readonly Series[];
  /** The categories of each dimension in the order in which the chart draws them, whether all are shown or not. */
  readonly orders: ReadonlyMap<Field, readonly string[]>;
  /** True when a filter has left out years or days between those shown: what lies between them is not told. */
  readonly chosen: boolean;
  /** The area that lies around the line. */
  readonly band?: Band;
}

/** What came to the marks of a chart, and the categories that it shows. */
export interface ReachedRows {
  readonly reached: UnitDatums;
  readonly shown: Shown;
  /** What each unit drew, by which categories may be ordered. */
  readonly drawn: UnitDatums;
}

/** Marks that decorate others come last in the search for what a chart is about. */
const mainMarks = [
  'arc',
  'line',
  'trail',
  'area',
  'rect',
  'point',
  'circle',
  'square',
  'tick',
  'bar',
  'rule',
  'text',
];

/** Of composite marks the part that the others are drawn around, and that only where there is no other mark. */
function ownMarks(units: readonly Unit[]): readonly Unit[] {
  const own = units.filter((unit) => !isPart(unit));
  if (own.length > 0) return own;
  const cores = units.filter((unit) =>
    ['boxplot-box', 'errorbar-rule', 'errorband-band'].includes(partOf(unit) ?? ''),
  );
  return cores;
}

/** Reads off the rows what one plot shows; undefined when it has no unit that draws a dataset's field. */
export function chartFacts(
  units: readonly Unit[],
  { reached, shown, drawn }: ReachedRows,
  dataset: PublishedDataset,
): ChartFacts | undefined {
  const ranked = ownMarks(units).toSorted((a, b) => mainMarks.indexOf(a.mark) - mainMarks.indexOf(b.mark));
  const main =
    barsUnder(ranked, dataset) ?? ranked.find((unit) => encodedFields(unit, dataset.fields).size > 0);
  if (main === undefined) return undefined;
  const dimensions = dimensionsOf(main, dataset.fields);
  const measure = measureOf(main, dataset);
  const along = chooseAlong(main, dimensions, dataset);
  const panels = dimensions.filter(({ name }) =>
    facetChannels.some((channel) => main.channels[channel]?.definition.field === name),
  );
  const split = dimensions.filter((field) => field !== along);
  const drawnRows = rowsOf(units, main, reached, dataset);
  const rows = measure === undefined ? drawnRows : withMissing(drawnRows, measure, dimensions, dataset);
  // On an axis that several datasets share, each answers for its own times alone.
  const known = new Set(along && valuesOf(along));
  const places = (ownOf(shown, along?.name ?? '') ?? []).filter((value) => known.has(value));
  const orders = new Map(dimensions.map((field) => [field, orderOf(field, main, units, drawn, dataset)]));
  const series =
    measure === undefined || along === undefined
      ? []
      : seriesOf(rows, measure, { along, split, orders }).map((one) => withAbsent(one, along, places));
  // Two cells at one place would be told as if they were one.
  const isTellable = series.every(
    ({ points }) => new Set(points.map(({ key }) => key)).size === points.length,
  );
  const band = bandAround(main, units, reached, dataset);
  return {
    main,
    split,
    panels,
    measures: measuresOf(units, dataset),
    orders,
    rows,
    series: isTellable ? series : [],
    chosen: along !== undefined && skipsTimes(along, places),
    ...(measure === undefined ? {} : { measure }),
    ...(along === undefined ? {} : { along }),
    ...(band === undefined ? {} : { band }),
  };
}

/** The bars of a bullet chart: what else is drawn marks other measures along them. */
function barsUnder(units: readonly Unit[], dataset: PublishedDataset): Unit | undefined {
  const bars = units.find((unit) => unit.mark === 'bar' && measureOf(unit, dataset) !== undefined);
  const over = units.filter(({ mark }) => ['point', 'circle', 'square', 'tick'].includes(mark));
  const isOver = units.every((unit) => unit === bars || over.includes(unit) || unit.mark === 'text');
  const marksOthers = over.every((unit) => measureOf(unit, dataset) !== (bars && measureOf(bars, dataset)));
  return bars !== undefined && over.length > 0 && isOver && marksOthers ? bars : undefined;
}

/** The categories of a dimension as they are drawn; a total stands last. */
function orderOf(
  field: Field,
  { channels }: Unit,
  units: readonly Unit[],
  drawn: UnitDatums,
  dataset: PublishedDataset,
): readonly string[] {
  const declared = valuesOf(field);
  const channel = Object.values(channels).find(({ definition }) => definition.field === field.name);
  const order =
    channel === undefined ? declared : drawnOrder(channel, field, { units, layout: { drawn }, dataset });
  return [...order, ...declared.filter((value) => !order.includes(value))];
}

function dimensionsOf(unit: Unit, fields: readonly Field[]): readonly Field[] {
  return [...encodedFields(unit, fields).keys()].filter(({ role }) => role === 'dimension');
}

/** The measure on an axis, else the one in a colour or size; calculated ones do not count. */
function measureOf(unit: Unit, { fields }: PublishedDataset): Field | undefined {
  // Of a bar that is moved along its axis `detail` says whose cells its lengths are.
  const order = [
    'y',
    'x',
    'theta',
    'radius',
    'color',
    'fill',
    'size',
    'opacity',
    'text',
    'detail',
    'detail 1',
  ];
  const definitions = order.map((channel) => toObject(unit.channels[channel]?.definition));
  return definitions
    .filter(({ aggregate, bin }) => aggregate === undefined && bin === undefined)
    .map((definition) => encodedField(definition, fields))
    .find((field) => field?.role === 'measure');
}

/** The measures that layers put on an axis as they stand, each once. */
function measuresOf(units: readonly Unit[], { fields }: PublishedDataset): readonly Field[] {
  const found = units.flatMap(({ channels }) =>
    ['x', 'y', 'x2', 'y2'].flatMap((axis) => {
      const definition = toObject(channels[axis]?.definition);
      const field = definition.aggregate === undefined ? encodedField(definition, fields) : undefined;
      return field?.role === 'measure' ? [field] : [];
    }),
  );
  return [...new Set(found)];
}

function chooseAlong(
  unit: Unit,
  dimensions: readonly Field[],
  { fields }: PublishedDataset,
): Field | undefined {
  const year =
    dimensions.find(({ type }) => type === 'year') ?? dimensions.find(({ type }) => isCounted(type));
  const onAxis = axes.map((axis) => encodedField(unit.channels[axis]?.definition, fields));
  return year ?? dimensions.find((field) => onAxis.includes(field)) ?? dimensions[0];
}

/** The rows of every unit that draws the measure, so that cells which only a label shows count too. */
function rowsOf(
  units: readonly Unit[],
  main: Unit,
  drawn: UnitDatums,
  { rows, fields }: PublishedDataset,
): readonly Row[] {
  const dimensions = dimensionsOf(main, fields);
  const same = units.filter((unit) => {
    const own = dimensionsOf(unit, fields);
    return own.length === dimensions.length && dimensions.every((field) => own.includes(field));
  });
  const indexes = same.flatMap(({ name }) => (drawn[name] ?? []).map((datum) => datum[rowField]));
  return [...new Set(indexes)]
    .map(Number)
    .sort((a, b) => a - b)
    .flatMap((index) => rows[index] ?? []);
}

/** Adds the missing cells between the drawn ones: they are gaps of the chart, and a reader should hear of them. */
function withMissing(
  drawn: readonly Row[],
  measure: Field,
  dimensions: readonly Field[],
  dataset: PublishedDataset,
): readonly Row[] {
  if (drawn.length === 0) return drawn;
  const keys = dataset.fields.filter(({ role }) => role === 'dimension');
  const values = new Map(keys.map(({ name }) => [name, new Set(drawn.map((row) => row.keys[name]))]));
  const split = dimensions.filter(({ type }) => !isCounted(type));
  const isSplit = (row: Row, other: Row): boolean =>
    split.every(({ name }) => row.keys[name] === other.keys[name]) || split.length < 2;
  return dataset.rows.filter(
    (row) =>
      drawn.includes(row) ||
      // Its number is looked at last, so that a drawing hangs on no rows but those beside its own.
      (keys.every(({ name }) => values.get(name)?.has(row.keys[name])) &&
        drawn.some((other) => isSplit(row, other)) &&
        row.measures[measure.name]?.kind === 'missing'),
  );
}

function seriesOf(
  rows: readonly Row[],
  measure: Field,
  { along, split, orders }: Pick<ChartFacts, 'split' | 'orders'> & { readonly along: Field },
): readonly Omit<Series, 'absent'>[] {
  const groups = new Map<string, { keys: Series['keys']; points: SeriesPoint[] }>();
  for (const row of rows) {
    const keys = split.map((field) => ({ field, value: row.keys[field.name] ?? '' }));
    const id = JSON.stringify(keys.map(({ value }) => value));
    const group = groups.get(id) ?? { keys, points: [] };
    groups.set(id, group);
    const number = exactIn(row.measures[measure.name]);
    const value = number && { value: asPrinted(number, measure) };
    group.points.push({ key: row.keys[along.name] ?? '', row, ...value });
  }
  const place = (field: Field, key: string): number =>
    // Time runs forward, in whatever order it is declared.
    isTime(field) && key !== field.total
      ? Number(key.replaceAll('-', ''))
      : (orders.get(field)?.indexOf(key) ?? 0);
  return [...groups.values()]
    .map(({ keys, points }) => ({
      keys,
      points: points.toSorted((a, b) => place(along, a.key) - place(along, b.key)),
    }))
    .toSorted((a, b) => {
      const [one = [], other] = [a, b].map(({ keys }) => keys.map(({ field, value }) => place(field, value)));
      return byRanks(one, other ?? []);
    });
}

/** Where a field declares its decimals, numbers that print alike are alike: none of them is the highest. */
const asPrinted = (value: Exact, { digits }: Field): Exact =>
  digits === undefined ? value : roundTo(value, digits);

function withAbsent(series: Omit<Series, 'absent'>, along: Field, places: readonly string[]): Series {
  const keys = new Set(series.points.map(({ key }) => key));
  const absent = isTime(along) ? places.filter((key) => !keys.has(key) && key !== along.total) : [];
  return { ...series, absent };
}

/** True when times that the dataset has, or would have, are not among those between the first and the last shown. */
const skipsTimes = (field: Field, shown: readonly string[]): boolean =>
  isTime(field) && timesBetween(field, shown).some((value) => !shown.includes(value));

/** A point whose cell holds a number. */
export type NumericPoint = SeriesPoint & { readonly value: Exact };

/** The points with a number. */
export function numericPoints({ points }: Series): readonly NumericPoint[] {
  return points.filter((point): point is NumericPoint => point.value !== undefined);
}

/** The points that share the highest (`direction` 1) or the lowest (-1) value; empty when there are none. */
export function extremes(points: readonly NumericPoint[], direction: 1 | -1): readonly NumericPoint[] {
  return points.filter(({ value }) => points.every((other) => compare(value, other.value) * direction >= 0));
}
