import type { MessageId } from '../../language/message-id.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isNumeric } from '../../model/dataset/value.js';
import { compare, toFractionText } from '../../model/exact.js';
import { groupBy } from '../../model/group-by.js';
import { ownOf } from '../../model/own.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import { isStepKnown, isTime, timeNoun } from '../times.js';
import { extremes, type NumericPoint, numericPoints, type Series, type SeriesPoint } from './facts.js';
import {
  named,
  namedCategory,
  Speaker,
  subjectKind,
  subjectWords,
  type Telling,
  timeRuns,
} from './telling.js';

/** Categories beyond this many are not listed. */
const mostListed = 10;

/** What all series of a plot are told with. */
export interface SeriesMeaning {
  readonly measure: Field;
  readonly along: Field;
  /** True where a filter has left out years between those shown. */
  readonly chosen: boolean;
  /** What the plot calculated, numbers that it puts in where nothing was observed among it. */
  readonly channels: readonly CalculatedChannel[];
}

/**
 * Tells one series after another. Of a series with gaps it says which years have a figure and compares no others. Of
 * chosen years, and of days without a known step, it says nothing about the way between them. Over a break in the
 * series it compares nothing.
 */
export class Teller {
  readonly speaker: Speaker;

  constructor(
    private readonly meaning: SeriesMeaning,
    private readonly telling: Telling,
  ) {
    this.speaker = new Speaker(telling);
  }

  tell(series: Series, isOneOfSeveral: boolean): string {
    const points = numericPoints(series);
    const subject = this.subject(series, isOneOfSeveral);
    if (points.length === 0) return this.tellMissing(series, subject);
    return isTime(this.meaning.along)
      ? this.tellYears(series, points, subject)
      : this.tellCategories(series, points, subject);
  }

  private subject({ keys }: Series, isOneOfSeveral: boolean): string {
    const { language } = this.telling;
    const { measure } = this.meaning;
    const kind = subjectKind(measure);
    const values = subjectWords(measure, language);
    if (!isOneOfSeveral) return language.message(`chart.subject.${kind}-first`, values);
    const series = language.labels(keys.map(({ field, value }) => namedCategory(field, value)));
    return language.message('chart.subject.series', {
      series,
      subject: language.message(`chart.subject.${kind}`, values),
    });
  }

  private tellYears(series: Series, points: readonly NumericPoint[], subject: string): string {
    const sentences =
      points.length === 1 ? [this.tellOne(points[0], subject)] : this.tellWay(series, points, subject);
    const missing = series.points.filter(({ value }) => value === undefined);
    if (missing.length > 0) sentences.push(this.tellMissingYears(missing));
    sentences.push(this.tellAbsent(series));
    return sentences.filter((sentence) => sentence !== '').join(' ');
  }

  private tellOne(point: NumericPoint | undefined, subject: string): string {
    if (point === undefined) return '';
    const values = { subject, value: this.say(point), year: this.place(point) };
    return this.telling.language.message('chart.year.one', values);
  }

  private tellWay(series: Series, points: readonly NumericPoint[], subject: string): string[] {
    const { language, dataset } = this.telling;
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { along, measure, chosen } = this.meaning;
    const ends = { subject, from: this.place(first), to: this.place(last) };
    const values = { ...ends, first: this.say(first), last: this.say(last) };
    const breaks = breaksBetween(first, last, { along, measure }, dataset);
    if (breaks.length > 0) {
      const since = language.list(breaks.map((key) => namedCategory(along, key)));
      return [language.message('chart.year.unlike', { ...values, since })];
    }
    const change = this.speaker.change(first, last, measure);
    const isWhole = !chosen && series.absent.length === 0 && points.length === series.points.length;
    return [language.message('chart.year.change', { ...values, change }), ...this.tellTrend(points, isWhole)];
  }

  private tellTrend(points: readonly NumericPoint[], isWhole: boolean): string[] {
    const { language } = this.telling;
    const trend = trendOf(points);
    if (trend === undefined) return [];
    const known = this.meaning.chosen ? '-chosen' : '-known';
    const extremes =
      trend === 'level' ? [] : [this.tellExtremes(`chart.year.extremes${isWhole ? '' : known}`, points, '')];
    // A highest or lowest point between the ends has said already that the way was not straight.
    if (trend === 'turned' || !isWhole || !isStepKnown(this.meaning.along)) return extremes;
    return [...extremes, language.message(`chart.trend.${trend}`)];
  }

  private tellMissingYears(points: readonly SeriesPoint[]): string {
    return this.byMeaning(points)
      .map(([meaning, own]) =>
        this.telling.language.message('chart.year.missing', { years: this.places(own), meaning }),
      )
      .join(' ');
  }

  /** For which places there is no figure, and what the chart draws there all the same. */
  private tellAbsent(series: Series): string {
    const { language } = this.telling;
    const { along, channels } = this.meaning;
    const drawn = putInto(series, this.meaning, channels);
    const runs = (keys: readonly string[]): string => language.list(timeRuns(along, keys, language));
    const none = series.absent.filter((absent) => !drawn.some(({ keys }) => keys.includes(absent)));
    return [
      ...(none.length === 0 ? [] : [language.message('chart.year.absent', { years: runs(none) })]),
      ...drawn.map(({ keys, quantity }) =>
        language.message('chart.year.put-in', { years: runs(keys), value: this.speaker.quantity(quantity) }),
      ),
    ].join(' ');
  }

  /** The points of each meaning together, so that nobody has to guess which of several is meant. */
  private byMeaning(points: readonly SeriesPoint[]): readonly (readonly [string, readonly SeriesPoint[]])[] {
    return [...groupBy(points, ({ row }) => this.meaningOf(row))];
  }

  private meaningOf(row: Row): string {
    const { measure } = this.meaning;
    const value = row.measures[measure.name];
    return value === undefined || isNumeric(value) ? '' : named(value.reason ?? value.meaning);
  }

  private tellCategories(series: Series, points: readonly NumericPoint[], subject: string): string {
    const { language } = this.telling;
    const missing = series.points.filter(({ value }) => value === undefined);
    const isListed = series.points.length > 2 && series.points.length <= mostListed;
    const sentences = [this.tellNumbers(points, subject, missing.length > 0)];
    if (isListed && points.length > 1) {
      const items = series.points.map((point) =>
        language.message('chart.category.item', { label: this.place(point), value: this.say(point) }),
      );
      sentences.push(language.message('chart.category.list', { list: items.join('; ') }));
    } else if (missing.length > 0) sentences.push(this.tellMissingYears(missing));
    return sentences.join(' ');
  }

  private tellNumbers(points: readonly NumericPoint[], subject: string, hasGaps: boolean): string {
    const [only] = points;
    if (points.length !== 1 || only === undefined)
      return this.tellExtremes(`chart.category.extremes${hasGaps ? '-known' : ''}`, points, subject);
    const values = { subject, value: this.say(only), label: this.place(only) };
    return this.telling.language.message('chart.category.one', values);
  }

  private tellExtremes(id: MessageId, points: readonly NumericPoint[], subject: string): string {
    const { language } = this.telling;
    const [highest, lowest] = [extremes(points, 1), extremes(points, -1)];
    if (highest.length === 0 || lowest.length === 0) return '';
    if (highest.length === points.length) {
      const same = id.endsWith('-known') ? 'chart.category.same-known' : 'chart.category.same';
      return language.message(same, { subject, value: this.sayOf(highest) });
    }
    return language.message(id, {
      subject,
      time: timeNoun(this.meaning.along),
      highest: this.places(highest),
      high: this.sayOf(highest),
      lowest: this.places(lowest),
      low: this.sayOf(lowest),
    });
  }

  private tellMissing(series: Series, subject: string): string {
    const { points } = series;
    if (points.length === 0) return '';
    const { language } = this.telling;
    const items = this.byMeaning(points).map(([meaning, own]) =>
      language.message('chart.missing-item', { places: this.places(own), meaning }),
    );
    const sentence = language.message('chart.missing', { subject, list: items.join('; ') });
    return `${sentence} ${isTime(this.meaning.along) ? this.tellAbsent(series) : ''}`.trim();
  }

  private place({ key }: SeriesPoint): string {
    return namedCategory(this.meaning.along, key);
  }

  private places(points: readonly SeriesPoint[]): string {
    return this.telling.language.list(points.map((point) => this.place(point)));
  }

  private sayOf(points: readonly SeriesPoint[]): string {
    return this.speaker.common(
      points.map(({ row }) => row),
      this.meaning.measure,
    );
  }

  private say({ row }: SeriesPoint): string {
    return this.speaker.cell(row, this.meaning.measure);
  }
}

/**
 * The times of declared breaks after the first of two points and up to the last, whether the chart shows them or not:
 * [b] stands at the first year that was counted anew.
 */
function breaksBetween(
  first: SeriesPoint,
  last: SeriesPoint,
  { along, measure }: { readonly along: Field; readonly measure: Field },
  { rows, fields }: PublishedDataset,
): readonly string[] {
  const others = fields.filter((field) => field.role === 'dimension' && field !== along);
  return rows
    .filter(
      ({ keys, marks }) =>
        ownOf(marks, measure.name)?.includes('b') === true &&
        others.every(({ name }) => keys[name] === first.row.keys[name]) &&
        (keys[along.name] ?? '') > first.key &&
        (keys[along.name] ?? '') <= last.key &&
        keys[along.name] !== along.total,
    )
    .map(({ keys }) => keys[along.name] ?? '')
    .sort();
}

/**
 * How a series runs: rising or falling at every step, never falling or never rising, level. `turned`: its highest or
 * lowest point lies between its ends. `uneven`: it went back on its way from one end to the other.
 */
type Trend = 'rose' | 'fell' | 'never-fell' | 'never-rose' | 'level' | 'turned' | 'uneven';

/** Names the trend of points in order; undefined with fewer than three, where first and last say it all. */
function trendOf(points: readonly NumericPoint[]): Trend | undefined {
  if (points.length < 3) return undefined;
  const steps = points.slice(1).map(({ value }, index) => compare(value, points[index]?.value ?? value));
  if (steps.every((step) => step === 0)) return 'level';
  if (steps.every((step) => step > 0)) return 'rose';
  if (steps.every((step) => step < 0)) return 'fell';
  if (steps.every((step) => step >= 0)) return 'never-fell';
  if (steps.every((step) => step <= 0)) return 'never-rose';
  return endsAreExtremes(points) ? 'uneven' : 'turned';
}

function endsAreExtremes(points: readonly NumericPoint[]): boolean {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return false;
  const direction = compare(last.value, first.value);
  return points
    .slice(1, -1)
    .every(
      ({ value }) =>
        compare(value, first.value) * direction > 0 && compare(last.value, value) * direction > 0,
    );
}

/** A number that a chart draws at places for which the data have none. */
interface PutIn {
  readonly keys: readonly string[];
  readonly quantity: Quantity;
}

/** What is put into a series where nothing was observed, in the order of its places. */
function putInto(
  { keys, absent, points }: Series,
  { measure, along }: { readonly measure: Field; readonly along: Field },
  channels: readonly CalculatedChannel[],
): readonly PutIn[] {
  const places = [...absent, ...points.flatMap(({ key, value }) => (value === undefined ? [key] : []))];
  const numbers = channels.filter(({ key }) => key === measure.name).flatMap((channel) => channel.numbers);
  const made = new Map<string, { readonly keys: string[]; readonly quantity: Quantity }>();
  for (const place of places) {
    const quantity = numbers.find(
      (number) =>
        number.quantity?.vega?.transform === 'impute' &&
        String(number.datum[along.name]) === place &&
        keys.every(({ field, value }) => String(number.datum[field.name]) === value),
    )?.quantity;
    if (quantity === undefined || !isExact(quantity.value)) continue;
    const value = toFractionText(quantity.value);
    made.set(value, { quantity, ...made.get(value), keys: [...(made.get(value)?.keys ?? []), place] });
  }
  return [...made.values()];
}
