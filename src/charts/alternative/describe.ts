import type { Language } from '../../language/language.js';
import { greatest, least } from '../../model/chart/extremes.js';
import type { Field } from '../../model/dataset/dataset.js';
import { isNumeric } from '../../model/dataset/value.js';
import { listAt } from '../../model/group-by.js';
import type { Datums } from '../compose/composition.js';
import type { DrawnForm, DrawnPlot } from '../form.js';
import { toObject } from '../spec.js';
import { encodedField, isCategorical } from '../unit.js';
import {
  describeBoxes,
  describeMeasures,
  describeParts,
  describeSegments,
  describeTiles,
  describeTimeline,
} from './each.js';
import { type ChartFacts, extremes, numericPoints, type Series } from './facts.js';
import { chartKind, type Kind } from './kind.js';
import { Teller } from './series.js';
import {
  type Description,
  describe,
  joinDescriptions,
  named,
  namedCategory,
  Speaker,
  silence,
  type Telling,
} from './telling.js';

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
export function describePlot(
  facts: ChartFacts,
  plot: DrawnPlot,
  telling: Telling,
  form: DrawnForm,
): Description {
  const describeMarks = tellers[chartKind(facts, telling.dataset)] ?? describeOther;
  return form.describe?.(facts, plot, telling) ?? describeMarks(facts, plot, telling);
}

type Tell = (facts: ChartFacts, plot: DrawnPlot, telling: Telling) => Description;

function describeOther(facts: ChartFacts, plot: DrawnPlot, telling: Telling): Description {
  if (facts.measure === undefined) return describeCalculated(facts, plot.drawn, telling);
  if (facts.band !== undefined)
    return joinDescriptions([describeSeries(facts, plot, telling), describeBand(facts, telling)]);
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
  drawn: Readonly<Record<string, Datums>>,
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
  return describe(language.message('chart.calculated', { highest: labels(high), lowest: labels(low) }), []);
}

/** The name under which vega keeps what it calculated. */
function calculatedKey({ field, aggregate, bin, type }: Record<string, unknown>): string | undefined {
  if (bin !== undefined) return undefined;
  if (aggregate === 'count') return '__count';
  if (typeof field !== 'string') return undefined;
  if (typeof aggregate === 'string') return `${aggregate}_${field}`;
  return type === 'quantitative' ? field : undefined;
}
