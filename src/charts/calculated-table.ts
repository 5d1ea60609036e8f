import type { Language } from '../language/language.js';
import { partOfDay } from '../language/periods.js';
import { printInWords } from '../language/print.js';
import type { ChartTable } from '../model/chart/chart.js';
import { byRanks } from '../model/chart/extremes.js';
import { labelOf } from '../model/dataset/category.js';
import { countQuantity } from '../model/dataset/cell.js';
import type { Field, PublishedDataset, Row } from '../model/dataset/dataset.js';
import { compare, finiteDigits, fromDouble } from '../model/exact.js';
import { listAt } from '../model/group-by.js';
import { isExact, type Operand, type Quantity } from '../model/quantity.js';
import type { TableCell } from '../model/tree/table-parts.js';
import { authorTitle } from './compose/titles.js';
import { isPart, partNumber, readingOrder } from './composite/parts.js';
import type { Definition } from './provenance/definitions.js';
import { rowsBehind } from './provenance/members.js';
import type { CalculatedChannel, CalculatedNumber } from './provenance/numbers.js';
import type { Place } from './provenance/places.js';
import { printAttribute, rowOf, textIn } from './rows.js';
import { type TableInput, withLegend } from './table.js';
import { encodedFields } from './unit.js';

/** True where lines say of how many numbers they are: of statistics always, of averages where it is not the same for all. */
function tellsCounts(lines: readonly Line[]): boolean {
  const counts = lines.flatMap((line) => countOf(line) ?? []);
  const isDescribed = lines.some(({ numbers }) =>
    [...numbers.values()].some(({ quantity }) => quantity !== undefined && hasStatistic(quantity)),
  );
  return isDescribed || new Set(counts.map(({ cells }) => cells.length)).size > 1;
}

/** What of Vega says nothing where nobody knows of how many numbers it is. */
const describing =
  /(?:aggregate|window) (?:mean|average|median|q1|q3|variancep?|stdevp?|stderr|product|distinct)\b|regression|loess|quantile|density/;

const hasStatistic = ({ operation, operands = [], vega }: Operand & Pick<Quantity, 'vega'>): boolean =>
  operation === 'median' || describing.test(vega?.transform ?? '') || operands.some(hasStatistic);

/** Of how many numbers the statistics of a line are; undefined where it has none. */
function countOf({ numbers }: Line): Quantity | undefined {
  const described = [...numbers.values()].flatMap(({ quantity }) =>
    quantity === undefined ? [] : countedIn(quantity),
  );
  const [most] = described.toSorted((a, b) => b.length - a.length);
  const [first] = [...numbers.values()].flatMap(({ quantity }) => quantity ?? []);
  if (most === undefined || first === undefined) return undefined;
  const { dataset: name, illustrative, at } = first;
  return countQuantity({ name, illustrative }, most, at);
}

/** The cells of the statistics in a calculation, itself or among its operands: one of each row, since others may say where it stands. */
function countedIn(of: Operand & Pick<Quantity, 'vega'>): readonly Operand['cells'][] {
  if (of.operation === 'median' || of.operation === 'average') return [of.cells];
  if (!describing.test(of.vega?.transform ?? '')) return (of.operands ?? []).flatMap(countedIn);
  return [[...new Map(of.cells.map((cell) => [JSON.stringify([cell.dataset, cell.keys]), cell])).values()]];
}

function countCell(line: Line, language: TableInput['language']): TableCell {
  const quantity = countOf(line);
  if (quantity === undefined) return { kind: 'text', text: '' };
  return { kind: 'value', entry: printInWords(quantity, 'table', language) };
}

/** What each part of a composite mark is a statistic of: the title of its axis, which its other end shares. */
function measuresOfParts(
  channels: readonly CalculatedChannel[],
): ReadonlyMap<CalculatedChannel['unit'], string> {
  const found = new Map<CalculatedChannel['unit'], string>();
  for (const { unit, title } of channels) if (isPart(unit) && !found.has(unit)) found.set(unit, title);
  return found;
}

/** What a number of a composite mark is, besides what it is of. */
function partTitle(
  { unit, key, title, channel, definition }: CalculatedChannel,
  measures: ReadonlyMap<CalculatedChannel['unit'], string>,
  { dataset, language }: Pick<TableInput, 'dataset' | 'language'>,
): string | undefined {
  if (definition?.kind === 'curve' && ['regression', 'loess'].includes(definition.transform))
    return lineTitle(definition, channel.definition, dataset, language);
  if (!isPart(unit)) return undefined;
  const op = definition?.kind === 'aggregate' ? definition.op : '';
  const number = op === 'q1' ? 'lower-box' : op === 'q3' ? 'upper-box' : partNumber(key);
  const name = language.message(`chart.part.${number ?? 'beyond'}`);
  const isOneOfSeveral = new Set(measures.values()).size > 1;
  return isOneOfSeveral
    ? language.message('chart.part.of', { part: name, title: measures.get(unit) ?? title })
    : name;
}

/** A line is told apart from the numbers that it goes through. */
function lineTitle(
  { fields: read, isStraight }: Extract<Definition, { kind: 'curve' }>,
  own: Parameters<typeof authorTitle>[0],
  { fields }: TableInput['dataset'],
  language: TableInput['language'],
): string {
  const field = read.at(-1) ?? '';
  const measure = fields.find(({ name }) => name === field);
  const title = authorTitle(own);
  if (typeof title === 'string' && title !== measure?.title && title !== field) return title;
  // Several curves through the same points have names of their own.
  if (typeof own.field === 'string' && own.field !== field && !/\p{Nd}/u.test(own.field)) return own.field;
  return language.message(isStraight ? 'chart.curve.value' : 'chart.curve.polynomial', {
    title: measure?.title ?? field,
  });
}

/** The titles of the columns, each once: parts of a composite mark from the least number to the greatest. */
function inReadingOrder(channels: readonly CalculatedChannel[]): readonly string[] {
  const rank = ({ unit, key }: CalculatedChannel): number =>
    isPart(unit) ? readingOrder.indexOf(partNumber(key)) : -1;
  return [...new Set(channels.toSorted((a, b) => rank(a) - rank(b)).map(({ title }) => title))];
}

/**
 * Returns the table of a chart that draws numbers which it calculated. It has a line for each place of a number, with
 * its categories, bands and times, and a column for each kind of number. Undefined where the chart draws none.
 */
export function calculatedTable(
  channels: readonly CalculatedChannel[],
  { dataset, language }: Pick<TableInput, 'dataset' | 'language'>,
): ChartTable | undefined {
  const shown = channels.filter(({ numbers }) => numbers.length > 0);
  const measures = measuresOfParts(shown);
  const told = shown.map((channel) => ({
    ...channel,
    title: partTitle(channel, measures, { dataset, language }) ?? channel.title,
  }));
  const titles = inReadingOrder(told);
  const isMixed = measures.size > 0 || shown.some(({ definition }) => definition?.kind === 'curve');
  const lines = linesOf(told, dataset, language);
  const [stub, ...others] = headsOf(lines);
  if (lines.length === 0) return undefined;
  const hasCount = tellsCounts(lines);
  const rows = lines.map((line) => ({
    label: line.heads.get(stub?.name ?? '')?.label ?? dataset.title,
    total: stub !== undefined && line.heads.get(stub.name)?.isTotal === true,
    cells: [
      ...others.map(({ name }): TableCell => ({ kind: 'text', text: line.heads.get(name)?.label ?? '' })),
      ...(hasCount ? [countCell(line, language)] : []),
      ...titles.map((title): TableCell => {
        const quantity = line.numbers.get(title)?.quantity;
        // What lies beyond the whiskers has no quartiles, a box no single number, and a line is not at every point.
        if (quantity === undefined && isMixed) return { kind: 'text', text: '' };
        if (quantity === undefined) return { kind: 'text', text: language.message('chart.no-figure') };
        return { kind: 'value', entry: printInWords(quantity, 'table', language) };
      }),
    ],
  }));
  const columns = [
    ...others.map(({ title }) => ({ label: title, total: false, align: 'left' as const })),
    ...[...(hasCount ? [language.message('chart.part.count')] : []), ...titles].map((title) => ({
      label: title,
      total: false,
      align: 'right' as const,
    })),
  ];
  return withLegend({ stub: stub?.title ?? '', columns, rows }, language);
}

/** What a line is of, under one head: a category, a band, a time. */
interface Head {
  readonly title: string;
  readonly label: string;
  /** By which lines follow one another. */
  readonly rank: number;
  readonly isTotal: boolean;
  /** False for what all rows behind a number happen to share, although the chart does not show it. */
  readonly isShown: boolean;
}

/** A line of the table of calculated numbers, with the number of each column. */
export interface Line {
  /** By the name of the field that they are of. */
  readonly heads: ReadonlyMap<string, Head>;
  readonly numbers: Map<string, CalculatedNumber>;
  /** What was drawn of it, by unit. */
  readonly drawn: Map<CalculatedChannel['unit'], CalculatedNumber['datum']>;
}

/** The lines of all numbers, in the order of their heads. No number takes the place of another. */
function linesOf(
  channels: readonly CalculatedChannel[],
  dataset: PublishedDataset,
  language: Language,
): readonly Line[] {
  const lines = new Map<string, Line[]>();
  for (const { unit, title, numbers } of channels) {
    const fields = keyFields(unit, dataset.fields);
    const shown = encodedFields(unit, dataset.fields);
    for (const number of numbers) {
      const heads = headsAt(number, fields, shown, dataset, language);
      const key = JSON.stringify([...heads].map(([name, { label, rank }]) => [name, label, rank]));
      const own = listAt(lines, key);
      // Several marks may draw one thing; another one of the same heads has a line of its own.
      const line =
        own.find(({ drawn }) => drawn.get(unit) === number.datum) ??
        own.find((each) => !each.drawn.has(unit) && isFree(each, title, number));
      if (line === undefined)
        own.push({ heads, numbers: new Map([[title, number]]), drawn: new Map([[unit, number.datum]]) });
      else {
        line.numbers.set(title, number);
        line.drawn.set(unit, number.datum);
      }
    }
  }
  const all = [...lines.values()].flat();
  const heads = headsOf(all);
  const ranksOf = (line: Line): readonly number[] =>
    heads.map(({ name }) => line.heads.get(name)?.rank ?? -1);
  return all.toSorted((a, b) => byRanks(ranksOf(a), ranksOf(b)));
}

/** What is told beside a curve, such as how well it fits, is drawn nowhere: there the calculations must be the same. */
function isFree({ numbers }: Line, title: string, { value, quantity }: CalculatedNumber): boolean {
  const known = numbers.get(title);
  if (known === undefined) return true;
  const [one, other] = [known.quantity?.value, quantity?.value];
  const isSame =
    one === undefined || other === undefined || !isExact(one) || !isExact(other) || compare(one, other) === 0;
  return known.value === value && isSame;
}

/** The dimensions, and the attributes that a unit shows. */
function keyFields(unit: CalculatedChannel['unit'], fields: readonly Field[]): readonly Field[] {
  const shown = encodedFields(unit, fields);
  return fields.filter(
    (field) => field.role === 'dimension' || (field.role === 'attribute' && shown.has(field)),
  );
}

/** What all rows behind a number share, unless they are a single one; and the places at which it stands. */
function headsAt(
  { datum, places }: CalculatedNumber,
  fields: readonly Field[],
  shown: ReadonlyMap<Field, string>,
  dataset: PublishedDataset,
  language: Language,
): ReadonlyMap<string, Head> {
  const own = rowOf(dataset, datum);
  const behind = rowsBehind(datum).flatMap((index) => dataset.rows[index] ?? []);
  const ofFields = fields.flatMap((field): readonly (readonly [string, Head])[] => {
    if (places.some(({ name }) => name === field.name)) return [];
    const shared = (own === undefined ? nameIn(datum, field) : undefined) ?? sharedBy(behind, field);
    if (shared === undefined) return [];
    const rank = field.categories.findIndex(({ value }) => value === shared);
    const label =
      field.role === 'attribute' ? printAttribute(shared, field, language) : labelOf(field, shared);
    return [
      [
        field.name,
        {
          title: field.title,
          label,
          rank,
          isTotal: shared === field.total,
          isShown: own !== undefined || shown.has(field),
        },
      ],
    ];
  });
  const ofPlaces = places.map((place) => {
    const { name, title, rank } = place;
    return [
      name,
      { title, label: placeWords(place, language), rank, isTotal: false, isShown: true },
    ] as const;
  });
  return new Map([...ofPlaces, ...ofFields]);
}

/** The name by which rows were put together, although numbers beside it may be of more of them. */
function nameIn(datum: CalculatedNumber['datum'], { name, role, categories }: Field): string | undefined {
  // Vega keeps years as numbers.
  const value = role === 'dimension' ? String(datum[name]) : undefined;
  return categories.find((category) => category.value === value)?.value;
}

function sharedBy(rows: readonly Row[], field: Field): string | undefined {
  const values = new Set(rows.map((row) => textIn(row, field) ?? ''));
  const [only] = values;
  return values.size === 1 && only !== '' ? only : undefined;
}

/** The heads that tell the lines apart, those that all lines have first, and of these the one with most labels; of a single line any that it has. */
function headsOf(lines: readonly Line[]): readonly { readonly name: string; readonly title: string }[] {
  const titles = new Map(
    lines.flatMap(({ heads }) => [...heads].map(([name, { title }]) => [name, title] as const)),
  );
  const count = (name: string): number => new Set(lines.map(({ heads }) => heads.get(name)?.label)).size;
  const all = [...titles].map(([name, title]) => ({ name, title, count: count(name) }));
  const isOfAll = (name: string): boolean => lines.every(({ heads }) => heads.has(name));
  const isShown = (name: string): boolean => lines.some(({ heads }) => heads.get(name)?.isShown === true);
  const told = all.filter(({ name }) => isOfAll(name) || isShown(name));
  const apart = told.filter((head) => head.count > 1);
  return (apart.length > 0 ? apart : told).toSorted(
    (a, b) => Number(isOfAll(b.name)) - Number(isOfAll(a.name)) || b.count - a.count,
  );
}

/** A place in words: "20 to under 30", "March 2014", the title of a folded field. */
function placeWords({ at }: Place, language: Language): string {
  switch (at.kind) {
    case 'words':
      return at.text;
    case 'number':
      return at.isYear ? String(at.value) : numberWords(at.value, language);
    case 'time':
      return timeWords(at.unit, at.moment, language);
    case 'band': {
      const ends = { low: numberWords(at.low, language), high: numberWords(at.high, language) };
      return language.message(at.isClosed ? 'content.range' : 'chart.band', ends);
    }
  }
}

function numberWords(value: number, language: Language): string {
  const number = fromDouble(value);
  return language.number(number, { digits: finiteDigits(number) ?? 0, signed: false });
}

/** A year, quarter, month or day, or a month or weekday of any year. */
function timeWords(unit: string, moment: number, language: Language): string {
  const date = new Date(moment);
  const parts = unit.replace(/^(?:binned)?(?:utc)?/, '');
  const day = date.toISOString().slice(0, 10);
  const quarter = Math.floor(date.getUTCMonth() / 3) + 1;
  switch (parts) {
    case 'year':
      return day.slice(0, 4);
    case 'yearquarter':
      return language.period('quarter', `${day.slice(0, 4)}-Q${quarter}`);
    case 'quarter':
      return language.message('chart.quarter', { quarter });
    case 'yearmonth':
      return language.date(day.slice(0, 7));
    case 'month':
      return partOfDay(language.tag, date, 'month');
    case 'day':
      return partOfDay(language.tag, date, 'weekday');
    case 'monthdate':
      return partOfDay(language.tag, date, 'month and day');
    case 'date':
      return partOfDay(language.tag, date, 'day');
    case 'yearmonthdate':
      return language.date(day);
    default:
      return /hours|minutes|seconds/.test(parts)
        ? `${parts.startsWith('year') ? `${language.date(day)}, ` : ''}${date.toISOString().slice(11, 19)}`
        : language.date(day);
  }
}
