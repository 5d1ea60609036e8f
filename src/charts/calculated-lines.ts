import type { Language } from '../language/language.js';
import { partOfDay } from '../language/periods.js';
import { labelOf } from '../model/dataset/category.js';
import type { Field, PublishedDataset, Row } from '../model/dataset/dataset.js';
import { compare, finiteDigits, fromDouble } from '../model/exact.js';
import { listAt } from '../model/group-by.js';
import { isExact } from '../model/quantity.js';
import { rowsBehind } from './provenance/members.js';
import type { CalculatedChannel, CalculatedNumber } from './provenance/numbers.js';
import type { Place } from './provenance/places.js';
import { printAttribute, rowOf, textIn } from './rows.js';
import { encodedFields } from './unit.js';

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
export function linesOf(
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
  return all.toSorted((a, b) => {
    const steps = heads.map(({ name }) => (a.heads.get(name)?.rank ?? -1) - (b.heads.get(name)?.rank ?? -1));
    return steps.find((step) => step !== 0) ?? 0;
  });
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
export function headsOf(
  lines: readonly Line[],
): readonly { readonly name: string; readonly title: string }[] {
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
