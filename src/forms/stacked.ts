import { isCounted } from '../model/dataset/periods.js';
import { type ChartForm, refuseSame } from './chart-form.js';
import { asAsked, isYear, standing } from './parts.js';

/** `{{stacked "cases-by-offence" by="year" split="offence"}}`: bars in segments; `shares=true` makes each 100 per cent. */
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
    const length = { field: measure.name, ...(isShare ? { stack: 'normalize', axis: null } : {}) };
    const [along, across] = isCounted(by.type) && !isShare ? ['x', 'y'] : ['y', 'x'];
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
        layer: isShare ? [bar, label] : [bar],
      },
    };
  },
};
