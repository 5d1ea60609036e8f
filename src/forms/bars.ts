import type { Field } from '../model/dataset/dataset.js';
import { isCounted } from '../model/dataset/periods.js';
import type { ChartForm, Drawing, ShortChart } from './chart-form.js';
import { namesBeside, numbersOf, sortOf, standing } from './parts.js';

/** `{{bars "victims-by-recruitment" by="recruitment" sort="-victims"}}`: a bar for each category, with its number. */
export const bars: ChartForm = {
  id: 'bars',
  fieldParameters: ['by'],
  ownParameters: ['sort'],
  spec(chart) {
    const by = chart.dimension('by');
    const { measure } = chart;
    return isCounted(by.type)
      ? { shown: [by], spec: columns(by, measure) }
      : { shown: [by], spec: horizontalBars(chart, by) };
  },
};

/** Years run from left to right. */
function columns(by: Field, measure: Field): Drawing['spec'] {
  return {
    encoding: { x: { field: by.name }, y: { field: measure.name, axis: null } },
    layer: [
      { mark: 'bar' },
      {
        mark: { type: 'text', baseline: 'bottom', dy: -4 },
        encoding: { text: { field: measure.name } },
      },
    ],
  };
}

function horizontalBars(chart: ShortChart, by: Field): Drawing['spec'] {
  const { name } = chart.measure;
  return {
    encoding: { y: { field: by.name, ...standing(by), ...sortOf(chart, by), ...namesBeside(chart) } },
    layer: [{ mark: 'bar', encoding: { x: { field: name, axis: null } } }, ...numbersOf(chart)],
  };
}
