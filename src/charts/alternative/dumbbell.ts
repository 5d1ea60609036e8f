import { type ChartFacts, numericPoints } from './facts.js';
import { type Description, namedCategory, Speaker, silence, type Telling } from './telling.js';

/** Rows beyond this many are not told one by one. */
const mostTold = 15;

/** Two groups on each row: both numbers and how far the second is from the first. */
export function describeDumbbell(
  { along, measure, series, orders }: ChartFacts,
  telling: Telling,
): Description {
  const [first, second, ...more] = series;
  if (along === undefined || measure === undefined || first === undefined || second === undefined)
    return silence;
  const places = (orders.get(along) ?? []).filter((value) =>
    series.some(({ points }) => points.some(({ key }) => key === value)),
  );
  if (more.length > 0 || places.length > mostTold) return silence;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const sentences = places.map((place) => {
    const ends = [first, second].map((one) => ({
      label: language.labels(one.keys.map(({ field, value }) => namedCategory(field, value))),
      row: one.points.find(({ key }) => key === place)?.row,
      point: numericPoints(one).find(({ key }) => key === place),
    }));
    const items = ends.flatMap(({ label, row }) =>
      row === undefined
        ? []
        : [language.message('chart.category.item', { label, value: speaker.cell(row, measure) })],
    );
    const list = items.join('; ');
    const label = namedCategory(along, place);
    const [from, to] = ends.map(({ point }) => point);
    if (from === undefined || to === undefined) return language.message('chart.each-line', { label, list });
    return language.message('chart.apart', { label, list, change: speaker.change(from, to, measure) });
  });
  return speaker.finish(sentences);
}
