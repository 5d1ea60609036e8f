import type { Language } from '../../language/language.js';
import { greatest, least } from '../../model/chart/extremes.js';
import type { Field } from '../../model/dataset/dataset.js';
import { isNumeric } from '../../model/dataset/value.js';
import { listAt } from '../../model/group-by.js';
import { ownOf } from '../../model/own.js';
import { type ClassedPart, classed, classedParts, joinParts } from '../../model/tree/classed-text.js';
import type { Shown, UnitDatums } from '../compose/composition.js';
import { authorTitle, fieldTitle } from '../compose/titles.js';
import type { DrawnForm, DrawnPlot } from '../form.js';
import { toObject } from '../spec.js';
import { isStepKnown, isTime } from '../times.js';
import { encodedField, isCategorical, type Unit } from '../unit.js';
import {
  describeBoxes,
  describeMeasures,
  describeParts,
  describeSegments,
  describeTiles,
  describeTimeline,
  rowDimension,
} from './each.js';
import { type ChartFacts, extremes, numericPoints, type ReachedRows, type Series } from './facts.js';
import { chartKind, type Kind } from './kind.js';
import { Teller } from './series.js';
import {
  type Description,
  named,
  namedCategory,
  Speaker,
  silence,
  subjectKind,
  subjectWords,
  type Telling,
  timeRuns,
} from './telling.js';

/** A plot of a chart, or what it draws of one dataset: layers over several are told one after the other. */
export interface ToldPlot extends DrawnPlot {
  /** Undefined of a plot that shows nothing of a dataset. */
  readonly facts: ChartFacts | undefined;
  readonly telling: Telling;
}

/** What a chart is called, and what is said of it: levels 1 to 3 of the text alternative. */
export interface ToldChart {
  readonly kinds: readonly ClassedPart[];
  readonly said: readonly Description[];
}

/** Puts a chart into words, plot by plot; as one where its form joins them. */
export function tellChart(
  plots: readonly ToldPlot[],
  form: DrawnForm,
  shown: ReachedRows['shown'],
  isOfSeveral: boolean,
): ToldChart {
  const told = joinedPlot(plots, form) ?? plots;
  const headed = (text: string, { dataset, language }: Telling): string =>
    isOfSeveral && text !== ''
      ? language.message('chart.of-dataset', { title: named(dataset.title), text })
      : text;
  return {
    kinds: joinParts(
      told.map(({ facts, telling }) =>
        classedParts(headed(alternativeOf(facts, shown, telling, form), telling)),
      ),
    ),
    said: told.flatMap(({ facts, telling, ...plot }) => {
      const description = facts === undefined ? silence : describePlot(facts, plot, telling, form);
      return isOfSeveral && description.length > 0 ? [headOf(telling), description] : [description];
    }),
  };
}

function joinedPlot(plots: readonly ToldPlot[], form: DrawnForm): readonly ToldPlot[] | undefined {
  const [first] = plots;
  const all = plots.flatMap((plot) => plot.facts ?? []);
  const facts = first && form.joined?.(all, first.telling.dataset);
  if (first === undefined || facts === undefined) return undefined;
  return [{ ...first, facts, channels: plots.flatMap(({ channels }) => channels) }];
}

/** The name of a dataset before what is told of it. */
const headOf = ({ dataset: { title }, language }: Telling): Description =>
  classedParts(language.message('chart.of-dataset', { title: named(title), text: '' }).trim());

/** Categories beyond this many are not named. */
const mostNamed = 12;

/**
 * Returns level 1 of the text alternative: what kind of chart, of what, along what, split by what; its numerals are
 * marked with their classes.
 * Source: Lundgard & Satyanarayan, Accessible Visualization via Natural Language Descriptions (2021).
 */
function alternativeOf(
  facts: ChartFacts | undefined,
  shown: Shown,
  { dataset, language }: Pick<Telling, 'dataset' | 'language'>,
  form: DrawnForm,
): string {
  if (facts === undefined) return language.message('chart.kind.other');
  const { along, split, panels } = facts;
  const name = form.kind?.(facts) ?? chartKind(facts, dataset);
  const kind = classed(language.message(`chart.kind.${name}`), 'furniture');
  const phrase = (field: Field): string => dimensionPhrase(field, asDrawn(field, facts, shown), language);
  if (name === 'timeline' || name === 'tiles') return eachPhrase(kind, facts, phrase, { dataset, language });
  const dimensions = [along, ...split].filter((field) => field !== undefined && !panels.includes(field));
  const sentences = [
    subjectPhrase(kind, facts, language),
    ...dimensions.map((field) => (field === undefined ? '' : phrase(field))),
    ...panels.map((field) => language.message('chart.panels', { dimension: phrase(field) })),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Of charts with a mark for each row: what a mark is, where it stands, and what its colour says. */
function eachPhrase(
  kind: string,
  { main, rows, along }: ChartFacts,
  phrase: (field: Field) => string,
  { dataset, language }: Pick<Telling, 'dataset' | 'language'>,
): string {
  const each = rowDimension(rows, dataset);
  const fields = [along, encodedField(main.channels.color?.definition, dataset.fields)];
  const others = fields.filter((field) => isCategorical(field) && field !== each);
  const sentences = [
    each === undefined
      ? language.message('chart.drawn', { kind })
      : language.message('chart.drawn-each', { kind, title: named(each.title) }),
    ...others.map((field) => (field === undefined ? '' : phrase(field))),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function subjectPhrase(
  kind: string,
  { measure, measures, main, band }: ChartFacts,
  language: Language,
): string {
  if (measure === undefined) return calculatedPhrase(kind, main, language);
  if (band !== undefined) {
    const ends = language.list(band.ends.map(({ title }) => named(title)));
    return language.message('chart.drawn-band', { kind, measure: measurePhrase(measure, language), ends });
  }
  if (measures.length < 2) {
    return language.message('chart.drawn-of', { kind, measure: measurePhrase(measure, language) });
  }
  const titles = measures.map((field) => named(fieldTitle(field) ?? field.title));
  return language.message('chart.drawn-titled', { kind, title: language.list(titles) });
}

/** Calculated numbers bear the title that the author gives their axis. */
function calculatedPhrase(kind: string, { channels }: Unit, language: Language): string {
  const titles = ['y', 'x', 'color'].map((channel) => authorTitle(channels[channel]?.definition ?? {}));
  const title = titles.find((candidate) => typeof candidate === 'string');
  if (typeof title !== 'string') return language.message('chart.drawn', { kind });
  return language.message('chart.drawn-titled', { kind, title: named(title) });
}

function measurePhrase(measure: Field, language: Language): string {
  const values = subjectWords(measure, language);
  return language.message(`chart.subject.${subjectKind(measure)}`, values);
}

/** The categories that a chart shows, in the order in which it draws them. */
function asDrawn(field: Field, { orders }: ChartFacts, shown: Shown): readonly string[] {
  const own = ownOf(shown, field.name) ?? [];
  return isTime(field) ? own : (orders.get(field)?.filter((value) => own.includes(value)) ?? own);
}

function dimensionPhrase(field: Field, shown: readonly string[], language: Language): string {
  const labels = shown.map((value) => namedCategory(field, value));
  const title = named(field.title);
  const [first, last] = [labels[0], labels.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (isTime(field) && isStepKnown(field)) {
    const runs = timeRuns(field, shown, language);
    if (field.type === 'year' || runs.length <= mostNamed)
      return language.message('chart.dimension.list', { title, list: language.list(runs) });
  }
  if (labels.length > mostNamed)
    return language.message('chart.dimension.many', { title, from: first, to: last });
  return language.message('chart.dimension.list', { title, list: language.list(labels) });
}

/** Rows of a heat map beyond this many are not told one by one. */
const mostRows = 12;

/** The highest cell of a heat map, the highest of each row, and what its empty cells mean. */
function describeHeat({ along, measure, series }: ChartFacts, telling: Telling): Description {
  if (along === undefined || measure === undefined) return silence;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const name = ({ keys }: Series): string =>
    language.labels(keys.map(({ field, value }) => namedCategory(field, value)));
  const peaks = series.map((one) => ({ series: one, highest: extremes(numericPoints(one), 1) }));
  const top = extremes(
    peaks.flatMap(({ highest }) => highest),
    1,
  );
  const [peak] = top;
  if (peak === undefined) return silence;
  const hasGaps = series.some(
    ({ points, absent }) => absent.length > 0 || points.some(({ value }) => value === undefined),
  );
  const places = peaks.flatMap(({ series: one, highest }) =>
    highest
      .filter((point) => top.includes(point))
      .map(({ key }) =>
        language.message('chart.heat.place', { row: name(one), column: namedCategory(along, key) }),
      ),
  );
  const sentences = [
    language.message(`chart.heat.highest${hasGaps ? '-known' : ''}`, {
      value: speaker.common(
        top.map(({ row }) => row),
        measure,
      ),
      places: places.join('; '),
    }),
  ];
  if (peaks.length > 1 && peaks.length <= mostRows) {
    const items = peaks.map(({ series: one, highest: [first, ...same] }) =>
      first === undefined
        ? language.message('chart.heat.row-none', { row: name(one) })
        : language.message('chart.heat.row', {
            row: name(one),
            columns: language.list([first, ...same].map(({ key }) => namedCategory(along, key))),
            value: speaker.common(
              [first, ...same].map(({ row }) => row),
              measure,
            ),
          }),
    );
    sentences.push(language.message('chart.heat.rows', { list: items.join('; ') }));
  }
  sentences.push(tellMissing(series, { along, measure }, name, language));
  if (series.some(({ absent }) => absent.length > 0)) sentences.push(language.message('chart.heat.absent'));
  return speaker.finish(sentences);
}

/** What the cells without a number mean; where that is not the same of all, which cells are meant. */
function tellMissing(
  series: readonly Series[],
  { along, measure }: { readonly along: Field; readonly measure: Field },
  name: (one: Series) => string,
  language: Language,
): string {
  const places = new Map<string, string[]>();
  for (const one of series) {
    for (const { key, row } of one.points) {
      const cell = row.measures[measure.name];
      if (cell === undefined || isNumeric(cell)) continue;
      const meaning = named(cell.reason ?? cell.meaning);
      const place = language.message('chart.heat.place', {
        row: name(one),
        column: namedCategory(along, key),
      });
      listAt(places, meaning).push(place);
    }
  }
  if (places.size === 0) return '';
  const isTold = places.size > 1 && [...places.values()].flat().length <= mostRows;
  const items = [...places].map(([meaning, own]) =>
    isTold ? language.message('chart.heat.missing-item', { meaning, places: own.join('; ') }) : meaning,
  );
  return language.message('chart.heat.missing', {
    list: isTold ? items.join('; ') : language.list(items),
  });
}

/** Places beyond this many are not told one by one. */
const mostTold = 15;

/** Every number of a line with the ends of the band around it. */
function describeBand({ along, measure, band, series }: ChartFacts, telling: Telling): Description {
  const [one, ...more] = series;
  if (along === undefined || measure === undefined || band === undefined || one === undefined) return silence;
  if (more.length > 0 || one.points.length > mostTold) return silence;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const items = one.points.map(({ key, row }) => {
    const item = { label: namedCategory(along, key), value: speaker.cell(row, measure) };
    if (!band.rows.has(row)) return language.message('chart.category.item', item);
    const [low, high] = [speaker.cell(row, band.ends[0]), speaker.cell(row, band.ends[1])];
    return language.message('chart.band-around.item', { ...item, low, high });
  });
  const ends = language.list(band.ends.map(({ title }) => named(title)));
  return speaker.finish([language.message('chart.band-around.list', { ends, list: items.join('; ') })]);
}

/** Series beyond this many are not told one by one; the data are in the table. */
const mostSeries = 8;

/**
 * Returns levels 2 and 3 of the text alternative, as suits the form or else the marks: extremes, first and last, change and
 * trend, worked out from the cells exactly.
 * Source: Lundgard & Satyanarayan, Accessible Visualization via Natural Language Descriptions (2021).
 */
function describePlot(facts: ChartFacts, plot: DrawnPlot, telling: Telling, form: DrawnForm): Description {
  const describeMarks = tellers[chartKind(facts, telling.dataset)] ?? describeOther;
  return form.describe?.(facts, plot, telling) ?? describeMarks(facts, plot, telling);
}

type Tell = (facts: ChartFacts, plot: DrawnPlot, telling: Telling) => Description;

function describeOther(facts: ChartFacts, plot: DrawnPlot, telling: Telling): Description {
  if (facts.measure === undefined) return describeCalculated(facts, plot.drawn, telling);
  if (facts.band !== undefined)
    return joinParts([describeSeries(facts, plot, telling), describeBand(facts, telling)]);
  return facts.measures.length > 1 ? describeMeasures(facts, telling) : describeSeries(facts, plot, telling);
}

const tellParts: Tell = (facts, _, telling) => describeParts(facts, telling);

/** The kinds that are told otherwise than by their series. */
const tellers: Readonly<Partial<Record<Kind, Tell>>> = {
  box: (facts, { channels }, telling) => describeBoxes(facts, channels, telling),
  error: () => silence,
  timeline: (facts, { units }, telling) => describeTimeline(facts, units, telling),
  tiles: (facts, _, telling) => describeTiles(facts, telling),
  heat: (facts, _, telling) => describeHeat(facts, telling),
  pie: tellParts,
  donut: tellParts,
  // A bar that is always as long as the next says nothing but shares.
  'share-bar': (facts, plot, telling) =>
    facts.panels.length > 0 ? describeSeries(facts, plot, telling) : describeSegments(facts, telling, true),
  'stacked-bar': (facts, plot, telling) =>
    facts.along?.type === 'year' || facts.panels.length > 0
      ? describeSeries(facts, plot, telling)
      : describeSegments(facts, telling),
};

function describeSeries(facts: ChartFacts, { channels }: DrawnPlot, telling: Telling): Description {
  const { along, measure, series, chosen } = facts;
  if (along === undefined || measure === undefined || series.length > mostSeries) return silence;
  const teller = new Teller({ measure, along, chosen, channels }, telling);
  return teller.speaker.finish(series.map((one) => teller.tell(one, one.keys.length > 0)));
}

/**
 * Where a chart of calculated numbers is highest and lowest, in words alone: vega has worked the numbers out, so that
 * none of them could answer for itself.
 */
function describeCalculated(
  { main, split }: ChartFacts,
  drawn: UnitDatums,
  { dataset, language }: Telling,
): Description {
  const axes = [main.channels.x, main.channels.y].map((channel) => toObject(channel?.definition));
  const along = axes.map((axis) => encodedField(axis, dataset.fields)).find(isCategorical);
  const key = axes.map(calculatedKey).find((name) => name !== undefined);
  if (along === undefined || key === undefined || split.length > 0) return silence;
  const points = (drawn[main.name] ?? []).flatMap((datum) => {
    const value = datum[key];
    return typeof value === 'number'
      ? [{ label: namedCategory(along, String(datum[along.name])), value }]
      : [];
  });
  const values = points.map(({ value }) => value);
  const labels = (wanted: number): string =>
    language.list(points.filter(({ value }) => value === wanted).map(({ label }) => label));
  const [high, low] = [greatest(values), least(values)];
  if (points.length < 2 || high === low) return silence;
  return classedParts(language.message('chart.calculated', { highest: labels(high), lowest: labels(low) }));
}

/** The name under which vega keeps what it calculated. */
function calculatedKey({ field, aggregate, bin, type }: Record<string, unknown>): string | undefined {
  if (bin !== undefined) return undefined;
  if (aggregate === 'count') return '__count';
  if (typeof field !== 'string') return undefined;
  if (typeof aggregate === 'string') return `${aggregate}_${field}`;
  return type === 'quantitative' ? field : undefined;
}
