import { printValue } from '../rows.js';
import { type ChartFacts, extremes, numericPoints, type Series } from './facts.js';
import {
  type Description,
  joinList,
  named,
  namedCategory,
  Speaker,
  silence,
  type Telling,
} from './telling.js';

/** Rows of a heat map beyond this many are not told one by one. */
const mostRows = 12;

/** The highest cell of a heat map, the highest of each row, and what its empty cells mean. */
export function describeHeat({ along, measure, series }: ChartFacts, telling: Telling): Description {
  if (along === undefined || measure === undefined) return silence;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const name = ({ keys }: Series): string =>
    keys.map(({ field, value }) => namedCategory(field, value)).join(', ');
  const peaks = series.flatMap((one) => {
    const highest = extremes(numericPoints(one), 1);
    const [first] = highest;
    return first === undefined ? [] : [{ series: one, highest, first }];
  });
  const points = peaks.map(({ first }) => first);
  const [top] = extremes(points, 1);
  const best = peaks.find(({ first }) => first === top);
  if (top === undefined || best === undefined) return silence;
  const sentences = [
    language.message('chart.heat.highest', {
      row: name(best.series),
      column: namedCategory(along, top.key),
      value: speaker.cell(top.row, measure),
    }),
  ];
  if (peaks.length > 1 && peaks.length <= mostRows) {
    const items = peaks.map(({ series: one, highest, first }) =>
      language.message('chart.heat.row', {
        row: name(one),
        columns: joinList(
          highest.map(({ key }) => namedCategory(along, key)),
          language,
        ),
        value: speaker.cell(first.row, measure),
      }),
    );
    sentences.push(language.message('chart.heat.rows', { list: items.join('; ') }));
  }
  const meanings = new Set(
    series.flatMap((one) =>
      one.points.flatMap(({ row, value }) => {
        const cell = row.measures[measure.name];
        return value === undefined && cell !== undefined ? [named(printValue(cell, measure, language))] : [];
      }),
    ),
  );
  if (meanings.size > 0) {
    sentences.push(language.message('chart.heat.missing', { meaning: joinList([...meanings], language) }));
  }
  return speaker.finish(sentences);
}
