import { add, compare, zero } from '../../model/exact.js';
import { type ChartFacts, numericPoints, type SeriesPoint } from './facts.js';
import { type Description, namedCategory, Speaker, silence, type Telling } from './telling.js';

/** Where a waterfall begins, each of its steps, and where it ends; that the steps lead there only where they do. */
export function describeWaterfall({ along, measure, series }: ChartFacts, telling: Telling): Description {
  const [one, ...more] = series;
  if (along === undefined || measure === undefined || one === undefined || more.length > 0) return silence;
  const points = numericPoints(one);
  const [first, ...steps] = points;
  const last = steps.pop();
  const { language } = telling;
  const speaker = new Speaker(telling);
  const name = ({ key }: SeriesPoint): string => namedCategory(along, key);
  const item = (point: SeriesPoint): string =>
    language.message('chart.category.item', { label: name(point), value: speaker.cell(point.row, measure) });
  // Over a step without a number nothing leads anywhere.
  if (first === undefined || last === undefined || points.length < one.points.length)
    return speaker.finish([
      language.message('chart.category.list', { list: one.points.map(item).join('; ') }),
    ]);
  const start = { from: name(first), first: speaker.cell(first.row, measure) };
  const list = steps.map(item).join('; ');
  const sum = steps.reduce((total, { value }) => add(total, value), add(first.value, zero));
  const end = { ...start, list, to: name(last), last: speaker.cell(last.row, measure) };
  const isWhole = compare(sum, last.value) === 0;
  return speaker.finish([language.message(`chart.waterfall.${isWhole ? 'whole' : 'other'}`, end)]);
}
