import { greatest } from '../model/chart/extremes.js';
import type { Field } from '../model/dataset/dataset.js';
import { isCounted } from '../model/dataset/periods.js';
import { exactIn } from '../model/dataset/value.js';
import { toDouble, zero } from '../model/exact.js';
import { groupBy } from '../model/group-by.js';
import { type ChartForm, drawnCategories, drawnRows, refuseSame, type ShortChart } from './chart-form.js';
import { asAsked, isYear, numberWidth, standing } from './parts.js';

/** `{{stacked "cases-by-offence" by="year" split="offence"}}`: bars in segments, whose numbers stand in them where each has room; `shares=true` makes each 100 per cent. */
export const stacked: ChartForm = {
  id: 'stacked',
  fieldParameters: ['by', 'split'],
  ownParameters: ['shares'],
  spec(chart) {
    const { call, measure } = chart;
    const by = chart.dimension('by');
    const split = chart.requiredDimension('split');
    refuseSame(call, by, split, 'split');
    const isShare = call.flag('shares');
    const [along, across] = isCounted(by.type) && !isShare ? ['x', 'y'] : ['y', 'x'];
    const isPrinted = isShare || (across === 'x' && haveRoom(chart, by, split));
    const length = {
      field: measure.name,
      ...(isPrinted && { stack: isShare ? 'normalize' : 'zero', axis: null }),
    };
    const bar = {
      mark: 'bar',
      encoding: { color: { field: split.name, ...standing(split), ...asAsked(chart, split) } },
    };
    const label = {
      mark: 'text',
      transform: [{ filter: { field: measure.name, gt: 0 } }],
      encoding: {
        [across]: { bandPosition: 0.5 },
        detail: { field: split.name },
        text: { field: measure.name },
      },
    };
    return {
      shown: [by, split],
      spec: {
        encoding: {
          [along]: { field: by.name, ...standing(by), ...(isYear(by) ? {} : asAsked(chart, by)) },
          [across]: length,
        },
        layer: isPrinted ? [bar, label] : [bar],
      },
    };
  },
};

/** Pixels of the longest bar on a phone. */
const phoneBar = 280;

/** True where the number of every segment has room in it, on a phone too. */
function haveRoom(chart: ShortChart, by: Field, split: Field): boolean {
  const sizes = drawnRows(chart, [by, split]).map(({ keys, measures }) => ({
    bar: keys[by.name] ?? '',
    size: Math.max(0, toDouble(exactIn(measures[chart.measure.name]) ?? zero)),
  }));
  const bars = [...groupBy(sizes, ({ bar }) => bar).values()];
  const longest = greatest(bars.map((parts) => parts.reduce((sum, { size }) => sum + size, 0)));
  const least = (numberWidth(chart, drawnCategories(chart, by), by) * longest) / phoneBar;
  return sizes.every(({ size }) => size === 0 || size >= least);
}
