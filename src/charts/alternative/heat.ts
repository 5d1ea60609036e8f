import type { Language } from '../../language/language.js';
import type { Field } from '../../model/dataset.js';
import { isNumeric } from '../../model/value.js';
import { type ChartFacts, extremes, numericPoints, type Series } from './facts.js';
import { type Description, named, namedCategory, Speaker, silence, type Telling } from './telling.js';

/** Rows of a heat map beyond this many are not told one by one. */
const mostRows = 12;

/** The highest cell of a heat map, the highest of each row, and what its empty cells mean. */
export function describeHeat({ along, measure, series }: ChartFacts, telling: Telling): Description {
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
      places.set(meaning, [...(places.get(meaning) ?? []), place]);
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
