import type { ChartForm } from '../../../src/forms/chart-form.js';

/** `{{lollipop "cases" by="offence"}}`: a short form that nobody has, in one file. */
export const lollipop: ChartForm = {
  id: 'lollipop',
  fieldParameters: ['by'],
  ownParameters: ['stick'],
  spec(chart) {
    const by = chart.dimension('by');
    const x = { x: { field: chart.measure.name } };
    return {
      shown: [by],
      spec: {
        encoding: { y: { field: by.name } },
        layer: [
          { mark: 'rule', encoding: { ...x, x2: { datum: 0 } } },
          { mark: 'point', encoding: x },
        ],
      },
    };
  },
  kind: ({ series }) => (series.some(({ points }) => points.length > 1) ? 'tiles' : undefined),
  describe: ({ measure }) => [{ text: `Lollipops of ${measure?.title}.` }],
};
