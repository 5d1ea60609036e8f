import { formBeside, nounAs } from '../../language/nouns.js';
import { printQuantity } from '../../language/print.js';
import { byRanks } from '../../model/chart/extremes.js';
import { cellQuantity } from '../../model/dataset/cell.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isNumeric } from '../../model/dataset/value.js';
import { groupBy } from '../../model/group-by.js';
import { defaultPrecision } from '../../model/project/precision.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { classed } from '../../model/tree/classed-text.js';
import { dayOf } from '../compose/temporal.js';
import { partNumber, partOf } from '../composite/parts.js';
import { partOfSum } from '../provenance/combine.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import { attributeOf } from '../rows.js';
import { type JsonObject, toObject } from '../spec.js';
import { encodedField, isCategorical, type Unit } from '../unit.js';
import type { ChartFacts } from './facts.js';
import { type Description, named, namedCategory, Speaker, silence, type Telling } from './telling.js';

/** Categories and boxes beyond this many are not told one by one. */
const mostTold = 15;

/** Charts that set measures side by side, such as a bullet chart: every category with all of them. */
export function describeMeasures(
  { along, split, measures, rows, orders }: ChartFacts,
  telling: Telling,
): Description {
  if (along === undefined || rows.length > mostTold) return silence;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const dimensions = [along, ...split];
  const sentences = inOrder(rows, dimensions, orders).map((row) => {
    const items = measures.map((measure) =>
      language.message('chart.category.item', {
        label: named(measure.title),
        value: withUnit(speaker.cell(row, measure), row, measure, telling),
      }),
    );
    const label = language.labels(
      dimensions.map((field) => namedCategory(field, row.keys[field.name] ?? '')),
    );
    return language.message('chart.each-line', { label: named(label), list: items.join('; ') });
  });
  return speaker.finish(sentences);
}

/** Rows as the chart draws the categories of some dimensions. */
function inOrder(
  rows: readonly Row[],
  dimensions: readonly Field[],
  orders: ChartFacts['orders'],
): readonly Row[] {
  const ranksOf = ({ keys }: Row): readonly number[] =>
    dimensions.map((field) => orders.get(field)?.indexOf(keys[field.name] ?? '') ?? 0);
  return rows.toSorted((a, b) => byRanks(ranksOf(a), ranksOf(b)));
}

/** A number whose unit stands beside it in its row, such as those of what is measured in several units. */
function withUnit(value: string, row: Row, measure: Field, telling: Telling): string {
  const { name, unit: declared = '' } = measure;
  const { unit } = row.attributes;
  const cell = row.measures[name];
  if (declared !== '' || unit === undefined || cell === undefined || !isNumeric(cell)) return value;
  const { dataset, language, at } = telling;
  const quantity = cellQuantity(dataset, row, { ...measure, unit }, at);
  const form = quantity && formBeside(printQuantity(quantity, 'alternative', language), language);
  return `${value}\u00A0${named((form && nounAs(unit, form, language)) ?? unit)}`;
}

/**
 * Bars in segments: bar by bar, each with its segments in the order in which they stand.
 *
 * @param isShare Of bars that are all 100 per cent: each segment with its share of the bar as well.
 */
export function describeSegments(
  { along, measure, series, orders }: ChartFacts,
  telling: Telling,
  isShare = false,
): Description {
  if (along === undefined || measure === undefined) return silence;
  const { dataset, language, at } = telling;
  const speaker = new Speaker(telling);
  const bars = (orders.get(along) ?? []).filter((value) =>
    series.some(({ points }) => points.some(({ key }) => key === value)),
  );
  if (bars.length > mostTold) return silence;
  const sentences = bars.map((value) => {
    const segments = series.flatMap(({ keys, points }) => {
      const point = points.find(({ key }) => key === value);
      const label = language.labels(keys.map((part) => namedCategory(part.field, part.value)));
      const cell = point && cellQuantity(dataset, point.row, measure, at);
      return point === undefined || cell === undefined ? [] : [{ label, row: point.row, cell }];
    });
    const list = partsList(segments, measure, speaker, isShare ? 'chart.share-of-bar' : undefined);
    return language.message('chart.each-line', { label: namedCategory(along, value), list });
  });
  return speaker.finish(sentences);
}

/** A part of a whole, as it is called, and its number. */
interface ToldPart {
  readonly label: string;
  readonly row: Row;
  readonly cell: Quantity;
}

/** The parts of one whole, each with its number, and with its share of their sum where a message says that as well. */
function partsList(
  parts: readonly ToldPart[],
  measure: Field,
  speaker: Speaker,
  withShare?: 'chart.share-of-bar' | 'chart.share-of-whole',
): string {
  const { dataset, language, precision = defaultPrecision } = speaker.telling;
  const whole = parts.map(({ cell }) => cell);
  const items = parts.map(({ label, row, cell }) => {
    const said = { label, value: speaker.cell(row, measure) };
    const share =
      withShare && isExact(cell.value) ? partOfSum(cell, whole, { dataset, precision }) : undefined;
    // A fraction of few things says both numbers already; of an unknown whole nothing is a share.
    return withShare === undefined || !share || share.fraction !== undefined || !isExact(share.value)
      ? language.message('chart.category.item', said)
      : language.message(withShare, { ...said, share: speaker.quantity(share) });
  });
  return items.join('; ');
}

/** Parts of a circle beyond this many are not told one by one. */
const mostParts = 10;

/** Circles in parts: of each circle every part, with its number and its share of the whole. */
export function describeParts(
  { along, measure, split, panels, rows, orders }: ChartFacts,
  telling: Telling,
): Description {
  const dimensions = [...(along === undefined ? [] : [along]), ...split];
  const parts = dimensions.filter((field) => !panels.includes(field));
  if (measure === undefined || parts.length === 0) return silence;
  const { language, dataset, at } = telling;
  const speaker = new Speaker(telling);
  const ordered = inOrder(rows, [...panels, ...parts], orders);
  const circles = groupBy(ordered, ({ keys }) => JSON.stringify(panels.map(({ name }) => keys[name])));
  const told = [...circles.values()].map((own) => {
    if (own.length > mostParts) return '';
    const told = own.flatMap((row): readonly ToldPart[] => {
      const label = language.labels(parts.map((field) => namedCategory(field, row.keys[field.name] ?? '')));
      const cell = cellQuantity(dataset, row, measure, at);
      return cell === undefined ? [] : [{ label, row, cell }];
    });
    const list = partsList(told, measure, speaker, 'chart.share-of-whole');
    const [first] = own;
    const circle = panels.map((field) => namedCategory(field, first?.keys[field.name] ?? ''));
    return circle.length === 0
      ? language.message('chart.category.list', { list })
      : language.message('chart.each-line', { label: language.labels(circle), list });
  });
  return speaker.finish(told);
}

/** Box by box the median and the quartiles; where the whiskers end, and what lies beyond them, is in the table. */
export function describeBoxes(
  { along, split }: ChartFacts,
  channels: readonly CalculatedChannel[],
  telling: Telling,
): Description {
  const { language } = telling;
  const fields = [along, ...split].filter((field) => field !== undefined);
  const keyOf = (datum: JsonObject): string => JSON.stringify(fields.map(({ name }) => datum[name]));
  const numbersOf = (key: string): ReadonlyMap<string, Quantity> =>
    new Map(
      channels
        .filter(({ unit, key: own }) => partNumber(own) === key && partOf(unit) === 'boxplot-box')
        .flatMap(({ numbers }) =>
          numbers.flatMap(({ datum, quantity }) =>
            quantity === undefined ? [] : [[keyOf(datum), quantity] as const],
          ),
        ),
    );
  const [low, high] = [numbersOf('lower-box'), numbersOf('upper-box')];
  const medians = channels.filter(
    ({ unit, key }) => partOf(unit) === 'boxplot-median' && partNumber(key) === 'median',
  );
  const boxes = medians.flatMap(({ numbers }) => numbers);
  if (boxes.length === 0 || boxes.length > mostTold) return silence;
  const speaker = new Speaker(telling);
  const sentences = boxes.map(({ datum, quantity }) => {
    const [lower, upper] = [low.get(keyOf(datum)), high.get(keyOf(datum))];
    if (quantity === undefined || lower === undefined || upper === undefined) return '';
    const numbers = {
      median: speaker.quantity(quantity),
      low: speaker.quantity(lower),
      high: speaker.quantity(upper),
    };
    const labels = fields.map((field) => namedCategory(field, String(datum[field.name])));
    if (labels.length === 0) return language.message('chart.box.one', numbers);
    return language.message('chart.box.each', { label: named(language.labels(labels)), ...numbers });
  });
  return speaker.finish(sentences);
}

/** Bars of a timeline up to which each is told; the rest are in the table. */
const mostBars = 10;

/** The dimension that tells the rows apart: what one mark stands for. */
export function rowDimension(rows: readonly Row[], { fields }: PublishedDataset): Field | undefined {
  const distinct = ({ name }: Field): number => new Set(rows.map((row) => row.keys[name])).size;
  return fields
    .filter(({ role }) => role === 'dimension')
    .toSorted((a, b) => distinct(b) - distinct(a))
    .at(0);
}

/** The category of a row, whether it is a key or an attribute. */
function categoryOf(row: Row, field: Field): string {
  return (field.role === 'dimension' ? row.keys[field.name] : attributeOf(row, field)) ?? '';
}

/** How many tiles each colour has, in all and in each line of the board. */
export function describeTiles({ main, along, rows }: ChartFacts, telling: Telling): Description {
  const colour = encodedField(main.channels.color?.definition, telling.dataset.fields);
  if (!isCategorical(colour)) return silence;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const tally = (group: readonly Row[]): string => {
    const items = colour.categories.flatMap(({ value, label }) => {
      const own = group.filter((row) => categoryOf(row, colour) === value);
      return own.length === 0
        ? []
        : [
            language.message('chart.category.item', {
              label: named(label),
              value: speaker.count(own, colour),
            }),
          ];
    });
    return items.join('; ');
  };
  const sentences = [language.message('chart.in-all', { list: tally(rows) })];
  if (isCategorical(along) && along !== rowDimension(rows, telling.dataset)) {
    for (const { value, label } of along.categories) {
      const group = rows.filter((row) => categoryOf(row, along) === value);
      if (group.length > 0)
        sentences.push(language.message('chart.each-line', { label: named(label), list: tally(group) }));
    }
  }
  return speaker.finish(sentences);
}

/** When the bars of a timeline start and end, one by one or the first and the last, and how many end by its rule. */
export function describeTimeline(
  { main, rows }: ChartFacts,
  units: readonly Unit[],
  telling: Telling,
): Description {
  const { language, dataset } = telling;
  const axis = main.channels.x2 === undefined ? 'y' : 'x';
  const start = encodedField(main.channels[axis]?.definition, dataset.fields);
  const end = encodedField(main.channels[`${axis}2`]?.definition, dataset.fields);
  const each = rowDimension(rows, dataset);
  if (start === undefined || end === undefined || each === undefined) return silence;
  const speaker = new Speaker(telling);
  const name = (row: Row): string => namedCategory(each, row.keys[each.name] ?? '');
  const day = (row: Row | undefined, field: Field): string => (row && attributeOf(row, field)) ?? '';
  const whole = rows.filter((row) => day(row, start) !== '' && day(row, end) !== '');
  const first = whole.toSorted((a, b) => (day(a, start) < day(b, start) ? -1 : 1))[0];
  const last = whole.toSorted((a, b) => (day(a, end) > day(b, end) ? -1 : 1))[0];
  if (first === undefined || last === undefined) return silence;
  const print = (row: Row, field: Field): string => classed(language.date(day(row, field)), 'date');
  const sentences =
    whole.length <= mostBars
      ? whole.map((row) =>
          language.message('chart.timeline.one', {
            label: name(row),
            start: print(row, start),
            end: print(row, end),
          }),
        )
      : [language.message('chart.timeline.span', { first: print(first, start), last: print(last, end) })];
  const rule = ruleDay(units, axis);
  if (rule !== undefined) {
    const ended = whole.filter((row) => day(row, end) <= rule);
    sentences.push(
      language.message('chart.timeline.ended', {
        count: speaker.count(ended, end),
        all: speaker.count(whole, end),
        day: classed(language.date(rule), 'date'),
      }),
    );
  }
  return speaker.finish(sentences);
}

/** The day at which a rule stands, as in the data: `2015-12-31`. */
function ruleDay(units: readonly Unit[], axis: 'x' | 'y'): string | undefined {
  const rule = units.find(({ mark }) => mark === 'rule');
  const day = dayOf(toObject(rule?.channels[axis]?.definition).datum);
  if (day === undefined) return undefined;
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.year}-${two(day.month)}-${two(day.date)}`;
}
