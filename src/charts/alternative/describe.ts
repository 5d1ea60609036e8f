import type { Field, Row } from '../../datasets/dataset.js';
import { printValue } from '../rows.js';
import type { Unit } from '../unit.js';
import { describeCalculated } from './calculated.js';
import { describeTiles, describeTimeline } from './count.js';
import {
  type ChartFacts,
  extremes,
  type NumericPoint,
  numericPoints,
  type Series,
  type SeriesPoint,
} from './facts.js';
import { describeHeat } from './heat.js';
import { chartKind } from './kind.js';
import { describeMeasures, describeSegments } from './measures.js';
import {
  type Description,
  joinList,
  named,
  namedCategory,
  Speaker,
  silence,
  type Telling,
} from './telling.js';
import { trendOf } from './trend.js';

/** Series beyond this many are not told one by one; the data are in the table. */
const mostSeries = 8;
/** Categories beyond this many are not listed. */
const mostListed = 10;

/** What a plot was drawn from, for charts whose numbers only the drawing knows. */
export interface DrawnPlot {
  readonly units: readonly Unit[];
  readonly drawn: Parameters<typeof describeCalculated>[1];
}

/**
 * Returns levels 2 and 3 of the text alternative, as suits the kind of chart: extremes, first and last, change and
 * trend, worked out from the cells exactly.
 * Source: Lundgard & Satyanarayan, Accessible Visualization via Natural Language Descriptions (2021).
 */
export function describePlot(facts: ChartFacts, plot: DrawnPlot, telling: Telling): Description {
  switch (chartKind(facts, telling.dataset)) {
    case 'timeline':
      return describeTimeline(facts, plot.units, telling);
    case 'tiles':
      return describeTiles(facts, telling);
    case 'heat':
      return describeHeat(facts, telling);
    case 'stacked-bar':
    case 'share-bar':
      return facts.along?.type === 'year' || facts.panels.length > 0
        ? describeSeries(facts, telling)
        : describeSegments(facts, telling);
    default:
      if (facts.measure === undefined) return describeCalculated(facts, plot.drawn, telling);
      return facts.measures.length > 1 ? describeMeasures(facts, telling) : describeSeries(facts, telling);
  }
}

function describeSeries(facts: ChartFacts, telling: Telling): Description {
  const { along, measure, series } = facts;
  if (along === undefined || measure === undefined || series.length > mostSeries) return silence;
  const teller = new Teller(measure, along, telling);
  return teller.speaker.finish(series.map((one) => teller.tell(one, series.length > 1)));
}

/** Tells one series after another. */
class Teller {
  readonly speaker: Speaker;

  constructor(
    private readonly measure: Field,
    private readonly along: Field,
    private readonly telling: Telling,
  ) {
    this.speaker = new Speaker(telling);
  }

  tell(series: Series, isOneOfSeveral: boolean): string {
    const points = numericPoints(series);
    const subject = this.subject(series, isOneOfSeveral);
    if (points.length === 0) return this.tellMissing(series.points, subject);
    return this.along.type === 'year'
      ? this.tellYears(series, points, subject)
      : this.tellCategories(series, points, subject);
  }

  private subject({ keys }: Series, isOneOfSeveral: boolean): string {
    const { language } = this.telling;
    const unit = this.measure.unit ?? '';
    const kind = unit === '' ? 'plain' : unit === '%' ? 'percent' : 'count';
    const values = { unit: named(unit), title: named(this.measure.title) };
    if (!isOneOfSeveral) return language.message(`chart.subject.${kind}-first`, values);
    const series = keys.map(({ field, value }) => namedCategory(field, value)).join(', ');
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
    const values = {
      first: this.say(first),
      last: this.say(last),
      change: this.speaker.change(first, last, this.measure),
    };
    const sentences = [language.message('chart.year.change', { ...ends, ...values })];
    const trend = trendOf(points);
    if (trend !== undefined && trend !== 'level') sentences.push(this.tellExtremes('year', points, ''));
    // A highest or lowest point between the ends has said already that the way was not straight.
    if (trend !== undefined && trend !== 'turned') sentences.push(language.message(`chart.trend.${trend}`));
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
    return value === undefined ? '' : named(printValue(value, this.measure, this.telling.language));
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
    return namedCategory(this.along, key);
  }

  private places(points: readonly SeriesPoint[]): string {
    return joinList(
      points.map((point) => this.place(point)),
      this.telling.language,
    );
  }

  private say({ row }: SeriesPoint): string {
    return this.speaker.cell(row, this.measure);
  }
}
