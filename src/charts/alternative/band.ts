import type { ChartFacts } from './facts.js';
import { type Description, named, namedCategory, Speaker, silence, type Telling } from './telling.js';

/** Places beyond this many are not told one by one. */
const mostTold = 15;

/** Every number of a line with the ends of the band around it. */
export function describeBand({ along, measure, band, series }: ChartFacts, telling: Telling): Description {
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
