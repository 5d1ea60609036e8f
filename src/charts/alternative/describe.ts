import type { Field, PublishedDataset, Row } from '../../datasets/dataset.js';
import type { Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { labelOf } from '../../values/category.js';
import { cellQuantity } from '../../values/cell.js';
import { subtract } from '../../values/exact.js';
import type { LedgerEntry, Quantity } from '../../values/quantity.js';
import { printValue } from '../rows.js';
import {
  type ChartFacts,
  extremes,
  type NumericPoint,
  numericPoints,
  type Series,
  type SeriesPoint,
  trendOf,
} from './facts.js';

/** What it takes to put a chart's facts into words. */
export interface Telling {
  readonly dataset: PublishedDataset;
  readonly language: Language;
  readonly at: Position;
}

/** Words about a chart and the numbers in them, in the order in which they are said. */
export interface Description {
  readonly text: string;
  readonly entries: readonly LedgerEntry[];
}

/** Series beyond this many are not told one by one; the data are in the table. */
const mostSeries = 8;
/** Categories beyond this many are not listed. */
const mostListed = 10;

/**
 * Returns extremes, first and last, change and trend of every series, worked out from the cells exactly.
 * Source: levels 2 and 3 of Lundgard & Satyanarayan, Accessible Visualization via Natural Language Descriptions (2021).
 */
export function describeSeries(facts: ChartFacts, telling: Telling): Description {
  const { along, measure, series } = facts;
  if (along === undefined || measure === undefined || series.length > mostSeries)
    return { text: '', entries: [] };
  const teller = new Teller(measure, along, telling);
  const sentences = series.map((one) => teller.tell(one, series.length > 1));
  return { text: sentences.filter((text) => text !== '').join(' '), entries: teller.entries };
}

/** Tells one series after another and keeps the numbers that it says. */
class Teller {
  readonly entries: LedgerEntry[] = [];

  constructor(
    private readonly measure: Field,
    private readonly along: Field,
    private readonly telling: Telling,
  ) {}

  tell(series: Series, named: boolean): string {
    const points = numericPoints(series);
    const subject = this.subject(series, named);
    if (points.length === 0) return this.tellMissing(series.points, subject);
    return this.along.type === 'year'
      ? this.tellYears(series, points, subject)
      : this.tellCategories(series, points, subject);
  }

  private subject({ keys }: Series, named: boolean): string {
    const { language } = this.telling;
    const unit = this.measure.unit ?? '';
    const kind = unit === '' ? 'plain' : unit === '%' ? 'percent' : 'count';
    const values = { unit, title: this.measure.title };
    if (!named) return language.message(`chart.subject.${kind}-first`, values);
    const series = keys.map(({ field, value }) => labelOf(field, value)).join(', ');
    return language.message('chart.subject.series', {
      series,
      subject: language.message(`chart.subject.${kind}`, values),
    });
  }

  private tellYears(series: Series, points: readonly NumericPoint[], subject: string): string {
    const { language } = this.telling;
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) return '';
    if (first === last) {
      return language.message('chart.year.one', { subject, value: this.say(first), year: this.place(first) });
    }
    const ends = { subject, from: this.place(first), to: this.place(last) };
    const values = { first: this.say(first), last: this.say(last), change: this.sayChange(first, last) };
    const sentences = [language.message('chart.year.change', { ...ends, ...values })];
    const trend = trendOf(points);
    if (trend !== undefined && trend !== 'level') sentences.push(this.tellExtremes('year', points, ''));
    if (trend !== undefined) sentences.push(language.message(`chart.trend.${trend}`));
    const missing = series.points.filter(({ value }) => value === undefined);
    if (missing.length > 0) sentences.push(this.tellMissingYears(missing));
    return sentences.join(' ');
  }

  private tellMissingYears(points: readonly SeriesPoint[]): string {
    const { language } = this.telling;
    const meanings = new Set(points.map(({ row }) => this.meaningOf(row)));
    return language.message('chart.year.missing', {
      years: this.places(points),
      meaning: joinList([...meanings], language),
    });
  }

  private meaningOf(row: Row): string {
    const value = row.measures[this.measure.name];
    return value === undefined ? '' : printValue(value, this.telling.language);
  }

  private tellCategories(series: Series, points: readonly NumericPoint[], subject: string): string {
    const { language } = this.telling;
    if (points.length === 1 && points[0] !== undefined) {
      return language.message('chart.category.one', {
        subject,
        value: this.say(points[0]),
        label: this.place(points[0]),
      });
    }
    const sentences = [this.tellExtremes('category', points, subject)];
    if (series.points.length > 2 && series.points.length <= mostListed) {
      const items = series.points.map((point) =>
        language.message('chart.category.item', { label: this.place(point), value: this.say(point) }),
      );
      sentences.push(language.message('chart.category.list', { list: items.join('; ') }));
    }
    return sentences.join(' ');
  }

  private tellExtremes(kind: 'year' | 'category', points: readonly NumericPoint[], subject: string): string {
    const { language } = this.telling;
    const [highest, lowest] = [extremes(points, 1), extremes(points, -1)];
    const [high, low] = [highest[0], lowest[0]];
    if (high === undefined || low === undefined) return '';
    if (highest.length === points.length) {
      return language.message('chart.category.same', { subject, value: this.say(high) });
    }
    return language.message(`chart.${kind}.extremes`, {
      subject,
      highest: this.places(highest),
      high: this.say(high),
      lowest: this.places(lowest),
      low: this.say(low),
    });
  }

  private tellMissing(points: readonly SeriesPoint[], subject: string): string {
    if (points.length === 0) return '';
    return this.telling.language.message('chart.missing', { subject, places: this.places(points) });
  }

  private place({ key }: SeriesPoint): string {
    return labelOf(this.along, key);
  }

  private places(points: readonly SeriesPoint[]): string {
    return joinList(
      points.map((point) => this.place(point)),
      this.telling.language,
    );
  }

  private say(point: SeriesPoint): string {
    const { dataset, language, at } = this.telling;
    const value = point.row.measures[this.measure.name];
    if (value === undefined) return '';
    const text = printValue(value, language);
    const quantity = cellQuantity(dataset, point.row, this.measure, at);
    if (quantity !== undefined) this.entries.push({ text, place: 'alternative', quantity });
    return text;
  }

  private sayChange(first: NumericPoint, last: NumericPoint): string {
    const { dataset, language, at } = this.telling;
    const [from, to] = [first, last].map(({ row }) => cellQuantity(dataset, row, this.measure, at));
    if (from === undefined || to === undefined) return '';
    const value = subtract(last.value, first.value);
    const digits = Math.max(from.digits, to.digits);
    const quantity: Quantity = {
      ...to,
      value,
      unit: to.unit === '%' ? 'percentage points' : to.unit,
      // As in the text: the later cell first, the earlier one taken from it.
      cells: [...to.cells, ...from.cells],
      operation: 'change',
      digits,
      signed: true,
    };
    const text = language.number(value, { digits, signed: true });
    this.entries.push({ text, place: 'alternative', quantity });
    return text;
  }
}

/** "A, B and C", as the language joins a list; its own message, since CLDR has only the comma before "and" for `en`. */
export function joinList(items: readonly string[], language: Language): string {
  const last = items.at(-1) ?? '';
  const start = items.slice(0, -1).join(', ');
  return start === '' ? last : language.message('chart.and', { start, end: last });
}
